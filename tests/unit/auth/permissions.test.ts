import { describe, expect, it } from 'vitest'
import * as permissions from '@/lib/auth/permissions'
import { NOBODY, type Principal, type ScreenPrincipal, type StaffPrincipal } from '@/lib/auth/principal'
import type { SessionId } from '@/lib/failover/ids'
import { ROLES, type Role } from '@/lib/failover/role'

// safe: ids of the test's own
const OWN = '6e1f8021-3d4c-4a7f-8b62-1c8d2e3f4a51' as SessionId
const OTHER = '7e1f8021-3d4c-4a7f-8b62-1c8d2e3f4a52' as SessionId

const staff = (role: Role): StaffPrincipal => ({
  kind: 'staff',
  role,
  personId: 'p',
  name: 'P',
  source: 'em',
  staffSessionId: 's',
})
const screen = (scope: ScreenPrincipal['scope']): ScreenPrincipal => ({
  kind: 'screen',
  screenId: 'w',
  name: 'W',
  scope,
})
const STRANGERS: Principal[] = [
  NOBODY,
  { kind: 'share', linkId: 'l', sessionIds: [OWN] },
  screen({ kind: 'all' }),
]

/** Who is let in by each right: the least role, or anybody. A right without a line here fails the test. */
const LEAST: Record<string, Role | 'anyone'> = {
  anyone: 'anyone',
  canViewSessions: 'viewer',
  canViewReplicaPoints: 'viewer',
  canShare: 'operator',
  canTag: 'operator',
  canJoinAttempts: 'operator',
  canSetTargets: 'operator',
  canAcknowledge: 'operator',
  canNote: 'operator',
  canFinalise: 'operator',
  canManageScreens: 'operator',
  canChangeProvider: 'admin',
  canViewHealth: 'admin',
  canManagePeople: 'admin',
  canViewAudit: 'admin',
  canCollect: 'admin',
  canKeepFilters: 'viewer',
}

const NO_SINGLE_RIGHT = new Set(['canViewSession', 'allowedActions'])
const rights = Object.entries(permissions).filter(([name]) => !NO_SINGLE_RIGHT.has(name)) as [
  string,
  permissions.Permission,
][] // safe: the two others have been taken out

describe('rights', () => {
  it('are all listed here', () => {
    expect(rights.map(([name]) => name).sort()).toEqual(Object.keys(LEAST).sort())
  })

  it.each(rights)('%s is given from its role on, and to nobody else', (name, allows) => {
    const least = LEAST[name]
    const expected = (role: Role): boolean =>
      least === 'anyone' || ROLES.indexOf(role) >= ROLES.indexOf(least as Role) // safe: 'anyone' is handled
    expect(ROLES.map((role) => allows(staff(role)))).toEqual(ROLES.map(expected))
    expect(STRANGERS.map((stranger) => allows(stranger))).toEqual(STRANGERS.map(() => least === 'anyone'))
  })
})

describe('one run', () => {
  const run = { id: OWN, tenantId: 't1' }
  const unjoined = { id: OWN, tenantId: null }

  it.each<[string, Principal, boolean, boolean]>([
    ['nobody', NOBODY, false, false],
    ['a viewer', staff('viewer'), true, true],
    ['its link', { kind: 'share', linkId: 'l', sessionIds: [OWN] }, true, true],
    ['another link', { kind: 'share', linkId: 'l', sessionIds: [OTHER] }, false, false],
    ['a link without runs', { kind: 'share', linkId: 'l', sessionIds: [] }, false, false],
    ['a screen of all', screen({ kind: 'all' }), true, true],
    ['its tenant’s screen', screen({ kind: 'tenant', tenantId: 't1', tenantName: 'T' }), true, false],
    ['another tenant’s screen', screen({ kind: 'tenant', tenantId: 't2', tenantName: 'T' }), false, false],
    ['a screen that chose it', screen({ kind: 'sessions', sessionIds: [OWN] }), true, true],
    ['a screen that chose another', screen({ kind: 'sessions', sessionIds: [OTHER] }), false, false],
  ])('is seen by %s only as it should', (_who, principal, joined, ambiguous) => {
    expect(permissions.canViewSession(principal, run)).toBe(joined)
    expect(permissions.canViewSession(principal, unjoined)).toBe(ambiguous)
  })
})
