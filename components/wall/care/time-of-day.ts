/** Minutes since midnight of a moment in a zone; null: the display's own. */
export function minuteOfDay(atMs: number, timeZone: string | null): number {
  const parts = formatOf(timeZone).formatToParts(atMs)
  const read = (type: 'hour' | 'minute'): number =>
    Number(parts.find((part) => part.type === type)?.value ?? 0)
  return read('hour') * 60 + read('minute')
}

/** A moment in a zone, with the zone's own name beside it; null: the display's own. */
export const printLocalTime = (atMs: number, timeZone: string | null): string =>
  formatOf(timeZone).format(atMs)

/** `hh:mm` as minutes since midnight. */
export function toMinutes(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

/** Whether a minute of the day lies in a span; one that ends before it begins goes over midnight. The end is not in it. */
export function isWithin(minute: number, span: { from: string; to: string }): boolean {
  const from = toMinutes(span.from)
  const to = toMinutes(span.to)
  if (from === to) return false
  return from < to ? minute >= from && minute < to : minute >= from || minute < to
}

/** One per zone: making a formatter is slow, and the wall asks each second for a year. */
const formats = new Map<string | null, Intl.DateTimeFormat>()

function formatOf(timeZone: string | null): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const made = makeFormat(timeZone)
  formats.set(timeZone, made)
  return made
}

/** An old display may not know a zone that is new; its own is better than no page at all. */
function makeFormat(timeZone: string | null): Intl.DateTimeFormat {
  const form = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'short' } as const
  try {
    return new Intl.DateTimeFormat('en-GB', { ...form, ...(timeZone === null ? {} : { timeZone }) })
  } catch {
    return new Intl.DateTimeFormat('en-GB', form)
  }
}
