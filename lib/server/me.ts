import 'server-only'
import type { MeReply } from '@/lib/api/access-replies'
import {
  canChangeProvider,
  canManagePeople,
  canManageScreens,
  canSetTargets,
  canShare,
  canTag,
  canViewAudit,
  canViewHealth,
} from '@/lib/auth/permissions'
import type { StaffPrincipal } from '@/lib/auth/principal'

/** The signed-in person, and which parts of the console are theirs. */
export function toMe(principal: StaffPrincipal): MeReply {
  const { personId, name, role, source } = principal
  return {
    person: { id: personId, name, source },
    role,
    may: {
      share: canShare(principal),
      tag: canTag(principal),
      setTargets: canSetTargets(principal),
      manageScreens: canManageScreens(principal),
      changeProvider: canChangeProvider(principal),
      viewHealth: canViewHealth(principal),
      managePeople: canManagePeople(principal),
      viewAudit: canViewAudit(principal),
    },
  }
}
