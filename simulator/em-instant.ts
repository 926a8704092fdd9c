import { hash32 } from './seeded-random'

const ISO = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(\.\d{1,7})?)?(Z)?$/i

/** What EM writes for "never" (api.md §5.3). */
export const NEVER_TEXT = '1753-01-01T00:00:00Z'

/** Cuts an instant to 0–3 fraction digits, which its value decides, so that the text shows it whole. Epoch ms. */
export function cutInstant(atMs: number): number {
  const whole = Math.floor(atMs)
  const step = [1000, 100, 10, 1, 1, 1][hash32(String(whole)) % 6] ?? 1
  return Math.floor(whole / step) * step
}

/**
 * UTC text with 0–7 fraction digits and no trailing zero, as EM writes it (api.md §5.3). Digits below the
 * millisecond follow from the value, so the same instant always reads the same.
 * @param shiftMs moves the time without touching the invented digits (fault `clock-skew`)
 */
export function formatInstant(atMs: number, shiftMs = 0, zone: 'Z' | '' = 'Z'): string {
  const iso = new Date(atMs + shiftMs).toISOString()
  const seconds = iso.slice(0, 19)
  let fraction = iso.slice(20, 23)
  const hash = hash32(`fraction ${atMs}`)
  if (atMs % 10 !== 0 && hash % 2 === 0) {
    fraction += String((hash >>> 4) % 10_000)
      .padStart(4, '0')
      .slice(0, 1 + ((hash >>> 1) % 4))
  }
  fraction = fraction.replace(/0+$/, '')
  return fraction === '' ? `${seconds}${zone}` : `${seconds}.${fraction}${zone}`
}

/** `vm@yyyy-mm-dd hh:mm:ss`: the time in names; EM does not state its zone (api.md §5.3). */
export function formatNameTime(atMs: number, zoneOffsetMs: number): string {
  return new Date(atMs + zoneOffsetMs).toISOString().slice(0, 19).replace('T', ' ')
}

/** Epoch ms of a date in a query, UTC with or without `Z` (api.md §5.5); null if it is none. */
export function parseInstant(text: string): number | null {
  const match = ISO.exec(text.trim())
  if (match === null) return null
  const [, date = '', time = '00:00:00', fraction = ''] = match
  const seconds = time.length === 5 ? `${time}:00` : time
  const atMs = Date.parse(`${date}T${seconds}Z`)
  if (Number.isNaN(atMs)) return null
  return atMs + (fraction === '' ? 0 : Math.floor(Number(`0${fraction}`) * 1000 + 1e-6))
}
