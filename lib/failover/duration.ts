const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** A duration in its two largest units that matter; a smaller second unit has two digits, as in `1 h 06 min`. */
export type DurationParts =
  | { unit: 'below_second' }
  | { unit: 'seconds'; seconds: string }
  | { unit: 'minutes'; minutes: string; seconds: string }
  | { unit: 'whole_minutes'; minutes: string }
  | { unit: 'hours'; hours: string; minutes: string }
  | { unit: 'days'; days: string; hours: string }

const two = (value: number): string => String(value).padStart(2, '0')

/**
 * Splits a duration for print; the words are the caller's. Whole units are cut, never rounded up: nothing has taken
 * a minute before the minute is over.
 * @param grain `minute` leaves the seconds out from one minute on, for ages that need no more
 */
export function toDurationParts(durationMs: number, grain: 'second' | 'minute' = 'second'): DurationParts {
  const ms = Math.max(0, durationMs)
  if (ms < SECOND_MS) return { unit: 'below_second' }
  const seconds = Math.floor((ms % MINUTE_MS) / SECOND_MS)
  if (ms < MINUTE_MS) return { unit: 'seconds', seconds: String(seconds) }
  const minutes = Math.floor((ms % HOUR_MS) / MINUTE_MS)
  if (ms < HOUR_MS) {
    return grain === 'minute'
      ? { unit: 'whole_minutes', minutes: String(minutes) }
      : { unit: 'minutes', minutes: String(minutes), seconds: two(seconds) }
  }
  const hours = Math.floor((ms % DAY_MS) / HOUR_MS)
  if (ms < DAY_MS) return { unit: 'hours', hours: String(hours), minutes: two(minutes) }
  return { unit: 'days', days: String(Math.floor(ms / DAY_MS)), hours: two(hours) }
}

/** Time from one UTC text to another in ms, negative if they are the other way round; null if either is unknown. */
export function durationBetween(fromUtc: string | null, toUtc: string | null): number | null {
  return fromUtc === null || toUtc === null ? null : Date.parse(toUtc) - Date.parse(fromUtc)
}
