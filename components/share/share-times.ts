import { say, type Speech } from './speech'
import { toDurationParts } from '@/lib/failover/duration'

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(locale: string, timeZone: string, form: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone} ${JSON.stringify(form)}`
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale, { ...form, timeZone })
  formats.set(key, known)
  return known
}

const SECONDS = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const
const MINUTES = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

/** `13:04:31`, digits alike in all languages; the sentence around it names the zone. */
export function toClock(timeZone: string, utc: string, grain: 'second' | 'minute' = 'second'): string {
  return formatOf('en-GB', timeZone, grain === 'second' ? SECONDS : MINUTES).format(new Date(utc))
}

/** `27. November 2026` in the language and the zone of the link. */
export function toDate({ language, timeZone }: Speech, utc: string): string {
  return formatOf(language === 'en' ? 'en-GB' : language, timeZone, { dateStyle: 'long' }).format(
    new Date(utc),
  )
}

export function isSameDay({ timeZone }: Speech, one: string, other: string): boolean {
  const day = formatOf('en-GB', timeZone, { dateStyle: 'short' })
  return day.format(new Date(one)) === day.format(new Date(other))
}

/** The parts of a moment that the texts name. */
export function momentOf(speech: Speech, utc: string): { date: string; clock: string; zone: string } {
  return {
    date: toDate(speech, utc),
    clock: toClock(speech.timeZone, utc, 'minute'),
    zone: speech.timeZone,
  }
}

export function toDuration(speech: Speech, ms: number, grain: 'second' | 'minute' = 'second'): string {
  const parts = toDurationParts(ms, grain)
  const { duration } = speech.texts
  switch (parts.unit) {
    case 'below_second':
      return duration.below
    case 'seconds':
      return say(speech, duration.seconds, parts)
    case 'minutes':
      return say(speech, duration.minutes, parts)
    case 'whole_minutes':
      return say(speech, duration.wholeMinutes, parts)
    case 'hours':
      return say(speech, duration.hours, parts)
    case 'days':
      return say(speech, duration.days, parts)
    default:
      return parts satisfies never
  }
}
