import { parseTimeZone } from './time-zone'

/** Hours 0–23, or 1–12 with AM and PM. */
export type HourCycle = 'h23' | 'h12'

/** How a person wants times to be printed. */
export type TimePreferences = { timeZone: string; clock: HourCycle }

/** In an incident everybody reads the same clock; one's own is one choice away. */
export const TIME_DEFAULTS: TimePreferences = { timeZone: 'UTC', clock: 'h23' }

/** Cookies, not the browser's storage: the server has to print the same times. They say nothing about the person. */
export const TIME_COOKIES = { timeZone: 'time_zone', clock: 'clock' } as const satisfies Record<
  keyof TimePreferences,
  string
>

/** @param read the value of a cookie. What is missing, unknown or damaged is as if nothing had been chosen. */
export function readTimePreferences(read: (name: string) => string | undefined): TimePreferences {
  const clock = read(TIME_COOKIES.clock)
  return {
    timeZone: parseTimeZone(read(TIME_COOKIES.timeZone) ?? '') ?? TIME_DEFAULTS.timeZone,
    clock: clock === 'h12' || clock === 'h23' ? clock : TIME_DEFAULTS.clock,
  }
}

const YEAR_S = 365 * 24 * 60 * 60

/** For `document.cookie`. It stays when its person signs out: whoever sits there next reads the same clock. */
export function toTimeCookie(key: keyof TimePreferences, value: string, secure: boolean): string {
  const attributes = `path=/; max-age=${YEAR_S}; samesite=lax${secure ? '; secure' : ''}`
  return `${TIME_COOKIES[key]}=${encodeURIComponent(value)}; ${attributes}`
}
