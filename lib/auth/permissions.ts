import 'server-only'
import type { Principal } from './principal'
import type { SessionId } from '@/lib/failover/ids'
import { isAtLeast, type Role } from '@/lib/failover/role'

/**
 * Every right there is, each a predicate over everybody who can ask. A new kind of principal does not compile until
 * each of them has an answer for it.
 */
export type Permission = (principal: Principal) => boolean

/** Only staff, from a role on. */
const staffFrom =
  (least: Role): Permission =>
  (principal) => {
    switch (principal.kind) {
      case 'staff':
        return isAtLeast(principal.role, least)
      case 'nobody':
      case 'share':
      case 'screen':
        return false
      default:
        return principal satisfies never
    }
  }

/** For what anybody may ask; each such route says why in its own words. */
export const anyone: Permission = () => true

/** Lists, pages and reports of all failovers. */
export const canViewSessions = staffFrom('viewer')
/** A person's own filters of the list; nobody else's. */
export const canKeepFilters = staffFrom('viewer')
export const canViewReplicaPoints = staffFrom('viewer')
export const canShare = staffFrom('operator')
export const canTag = staffFrom('operator')
export const canJoinAttempts = staffFrom('operator')
export const canSetTargets = staffFrom('operator')
export const canAcknowledge = staffFrom('operator')
export const canNote = staffFrom('operator')
/** Recording what became of a failover. */
export const canFinalise = staffFrom('operator')
export const canManageScreens = staffFrom('operator')
export const canChangeProvider = staffFrom('admin')
export const canViewHealth = staffFrom('admin')
export const canManagePeople = staffFrom('admin')
export const canViewAudit = staffFrom('admin')
/** Asking Enterprise Manager to collect. */
export const canCollect = staffFrom('admin')

/** One run: all of them for staff; for a link those it was made for; for a screen those of its scope. */
export function canViewSession(
  principal: Principal,
  session: { id: SessionId; tenantId: string | null },
): boolean {
  switch (principal.kind) {
    case 'nobody':
      return false
    case 'staff':
      return canViewSessions(principal)
    case 'share':
      return principal.sessionIds.includes(session.id)
    case 'screen':
      switch (principal.scope.kind) {
        case 'all':
          return true
        case 'tenant':
          return session.tenantId !== null && session.tenantId === principal.scope.tenantId
        case 'sessions':
          return principal.scope.sessionIds.includes(session.id)
        default:
          return principal.scope satisfies never
      }
    default:
      return principal satisfies never
  }
}

/** What a reply tells the page, so that the browser never works it out again. */
export function allowedActions(
  principal: Principal,
): Record<
  'share' | 'tag' | 'target' | 'collect' | 'acknowledge' | 'note' | 'finalise' | 'attempts',
  boolean
> {
  return {
    share: canShare(principal),
    tag: canTag(principal),
    target: canSetTargets(principal),
    collect: canCollect(principal),
    acknowledge: canAcknowledge(principal),
    note: canNote(principal),
    finalise: canFinalise(principal),
    attempts: canJoinAttempts(principal),
  }
}
