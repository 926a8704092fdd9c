const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS

/** Clock and calendar of a zone at one moment, as digits. */
export type ZonedTime = {
  /** `2026-11-23` */
  day: string
  year: string
  /** 1–31, without a zero in front. */
  dayOfMonth: string
  /** 0–11 */
  monthIndex: number
  /** 0–23 */
  hour: number
  /** Two digits each. */
  minute: string
  second: string
  /** Ahead of UTC, ms. */
  offsetMs: number
}

/**
 * What the clocks of a zone show. Of Intl only the digits of one format are taken: how versions of ICU write a date or
 * name a zone differs, and the server's text has to be the browser's.
 */
export function toZonedTime(zone: string, atMs: number): ZonedTime {
  const offsetMs = offsetMsOf(zone, atMs)
  const text = new Date(atMs + offsetMs).toISOString()
  return {
    day: text.slice(0, 10),
    year: text.slice(0, 4),
    dayOfMonth: String(Number(text.slice(8, 10))),
    monthIndex: Number(text.slice(5, 7)) - 1,
    hour: Number(text.slice(11, 13)),
    minute: text.slice(14, 16),
    second: text.slice(17, 19),
    offsetMs,
  }
}

/** `UTC` for UTC itself, else its distance from it: `UTC+05:30`. No letters: IST is Ireland, Israel and India. */
export function toOffsetText(zone: string, offsetMs: number): string {
  if (zone === 'UTC') return 'UTC'
  const minutes = Math.round(Math.abs(offsetMs) / MINUTE_MS)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `UTC${offsetMs < 0 ? '−' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

const formats = new Map<string, Intl.DateTimeFormat>()
// Every time on a page asks once a second which day it is; the answer of a minute is one question to Intl.
const offsets = new Map<string, number>()
const MOST_OFFSETS = 2000

/** How far a zone is ahead of UTC at a moment, ms. */
function offsetMsOf(zone: string, atMs: number): number {
  if (zone === 'UTC') return 0
  const minute = Math.floor(atMs / MINUTE_MS)
  const key = `${zone} ${minute}`
  const known = offsets.get(key)
  if (known !== undefined) return known
  const offsetMs = readOffsetMs(zone, minute * MINUTE_MS)
  if (offsets.size >= MOST_OFFSETS) offsets.clear()
  offsets.set(key, offsetMs)
  return offsetMs
}

function readOffsetMs(zone: string, atMs: number): number {
  const digits: Record<string, number> = {}
  for (const { type, value } of formatOf(zone).formatToParts(atMs)) digits[type] = Number(value)
  const part = (name: string): number => digits[name] ?? 0
  const shown = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  )
  return shown - atMs
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formats.set(zone, format)
  return format
}
