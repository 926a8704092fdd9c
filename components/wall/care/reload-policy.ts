import { isWithin, minuteOfDay } from './time-of-day'

/** Why the page should be loaded anew. */
export type ReloadReason = 'new_build' | 'nightly' | 'asked' | 'memory'

export type PageLife = {
  /** When this page was loaded, ms by the browser's wall clock. */
  loadedAtMs: number
  /** Build of this page. */
  build: string
}

/** What is known at a poll that has just succeeded. */
export type Heard = {
  nowMs: number
  /** Build of the server. */
  build: string
  reloadAt: string | null
  timeZone: string | null
  /** Staff ask for it. */
  asked: boolean
  /** Used part of the heap's limit, 0 to 1; null where the browser does not tell. */
  heapPart: number | null
  /** A failure holds the screen: nothing but what cannot wait may take it away. */
  held: boolean
}

/** Within which part of the hour after its time the nightly reload is made up for, minutes. */
const NIGHT_SPAN_MINUTES = 60
/** A page that is younger is not loaded anew for the night: a reload must not lead to the next. */
const LEAST_AGE_MS = 2 * 60 * 60_000
/** However long a failure holds the screen, a new build waits no longer. */
const LEAST_AGE_FOR_MEMORY_MS = 10 * 60_000
const HEAP_LIMIT = 0.8

/**
 * Whether to load the page anew, asked only right after a good poll: a page that is loaded while its server is away is
 * the browser's own error page, which never comes back by itself.
 */
export function toReloadReason(life: PageLife, heard: Heard): ReloadReason | null {
  const ageMs = heard.nowMs - life.loadedAtMs
  if (heard.asked) return 'asked'
  if (heard.build !== life.build) return 'new_build'
  if (heard.held) return null
  if (heard.heapPart !== null && heard.heapPart >= HEAP_LIMIT && ageMs >= LEAST_AGE_FOR_MEMORY_MS)
    return 'memory'
  return isNight(ageMs, heard) ? 'nightly' : null
}

function isNight(ageMs: number, { nowMs, reloadAt, timeZone }: Heard): boolean {
  if (reloadAt === null || (ageMs >= 0 && ageMs < LEAST_AGE_MS)) return false
  return isWithin(minuteOfDay(nowMs, timeZone), {
    from: reloadAt,
    to: addMinutes(reloadAt, NIGHT_SPAN_MINUTES),
  })
}

function addMinutes(time: string, minutes: number): string {
  const [hours = 0, rest = 0] = time.split(':').map(Number)
  const sum = (hours * 60 + rest + minutes) % (24 * 60)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${two(Math.floor(sum / 60))}:${two(sum % 60)}`
}
