import { READ_PROBLEMS } from './read-error'

/**
 * Why a span of a run was not observed: Enterprise Manager could not be read, its collection was old, or
 * (`not_recorded`) the monitor itself was not running or could not write.
 */
export const GAP_CODES = [...READ_PROBLEMS, 'not_recorded'] as const

export type GapCode = (typeof GAP_CODES)[number]
