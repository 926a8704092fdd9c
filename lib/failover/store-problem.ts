/** Why the monitor cannot record, or read what it has recorded. Closed list, part of the JSON contract. */
export const STORE_PROBLEMS = [
  'in_use',
  'newer_schema',
  'migration_failed',
  'disk_full',
  'read_only',
  'locked',
  'corrupt',
  'unreachable',
  'failed',
] as const

export type StoreProblem = (typeof STORE_PROBLEMS)[number]
