export const ROLES = ['administrator', 'portal-user', 'restore-operator', 'item-operator', 'tenant'] as const
export type Role = (typeof ROLES)[number]

/** What a right is given for: the rows of api.md §4, with read and action apart. */
export type Right =
  | 'logon-sessions'
  | 'cloud-service'
  | 'failover-sessions'
  | 'failover-plans'
  | 'failover-plans-start-undo'
  | 'failover-plans-test'
  | 'replicas'
  | 'replica-points'
  | 'tenants'
  | 'backup-servers'
  | 'backup-servers-collect'
  | 'tasks'
  | 'query-cloud'
  | 'query-backup-servers'
  | 'system-sessions'

const ALL_ROLES: readonly Role[] = ROLES

/**
 * Who may do what. "Not listed" in api.md §4 is taken as no, so that a client meets the 403 it has to expect.
 * A tenant has plans (start and undo), points and replicas, and no failover sessions (§2.3).
 */
export const ROLE_TABLE: Record<Right, readonly Role[]> = {
  'logon-sessions': ALL_ROLES,
  'cloud-service': ['administrator', 'portal-user', 'restore-operator', 'tenant'],
  'failover-sessions': ['administrator', 'portal-user', 'restore-operator'],
  'failover-plans': ['administrator', 'restore-operator', 'tenant'],
  'failover-plans-start-undo': ['administrator', 'restore-operator', 'tenant'],
  'failover-plans-test': ['administrator', 'restore-operator'],
  replicas: ['administrator', 'portal-user', 'tenant'],
  'replica-points': ['administrator', 'portal-user', 'tenant'],
  tenants: ['administrator', 'portal-user'],
  'backup-servers': ['administrator', 'portal-user'],
  'backup-servers-collect': ['administrator', 'portal-user'],
  tasks: ALL_ROLES,
  'query-cloud': ['administrator'],
  'query-backup-servers': ['administrator', 'portal-user'],
  'system-sessions': ['administrator'],
}

export function hasRight(role: Role, right: Right): boolean {
  return ROLE_TABLE[right].includes(role)
}
