/** What staff may do, from least to most. */
export const ROLES = ['viewer', 'operator', 'admin'] as const
export type Role = (typeof ROLES)[number]

export const isAtLeast = (role: Role, least: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(least)

/** Where a person's word for who they are comes from. */
export const PERSON_SOURCES = ['em', 'oidc', 'local'] as const
export type PersonSource = (typeof PERSON_SOURCES)[number]

/** What a run was, by an operator's word: Enterprise Manager has no mark for it. */
export const RUN_KINDS = ['real', 'test', 'undo'] as const
export type RunKind = (typeof RUN_KINDS)[number]
