import { z } from 'zod'

/** How one wall display behaves. Times of day are hh:mm in the screen's own zone. */

const timeOfDaySchema = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 22:30')
const spanSchema = z.strictObject({ from: timeOfDaySchema, to: timeOfDaySchema })

const isZone = (zone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).format(0) !== ''
  } catch {
    return false
  }
}

const namesSchema = z.enum(['shown', 'codes'])

export const screenSettingsSchema = z.strictObject({
  sound: z.strictObject({
    /** A tone for each new failure. */
    on: z.boolean(),
    volumePercent: z.int().min(1).max(100),
    /** When it stays silent; over midnight where it ends before it begins. */
    quiet: spanSchema.nullable(),
  }),
  /** How tenants and plans are named; codes where strangers may look at the screen. */
  names: namesSchema.default('shown'),
  /** When the display is darker, and how bright it is then. */
  dim: spanSchema.extend({ brightnessPercent: z.int().min(10).max(90) }).nullable(),
  /** When the page is loaded anew each night, so that its memory stays small; null: never. */
  reloadAt: timeOfDaySchema.nullable(),
  /** Zone of the times above and of the local clock; null: the display's own. */
  timeZone: z.string().max(60).refine(isZone, 'must be a time zone such as Europe/Berlin').nullable(),
})

/** As somebody sets them; who says nothing of the names leaves them as they are. */
export const screenSettingsBody = screenSettingsSchema.extend({ names: namesSchema.optional() })
export type ScreenSettingsBody = z.infer<typeof screenSettingsBody>

export type ScreenSettings = z.infer<typeof screenSettingsSchema>

export const DEFAULT_SCREEN_SETTINGS: ScreenSettings = {
  sound: { on: false, volumePercent: 60, quiet: null },
  names: 'shown',
  dim: null,
  reloadAt: '04:00',
  timeZone: null,
}

/** What a screen says of itself with each request, as JSON in one header. */
export const SCREEN_REPORT = 'Screen-Report'

export const SOUND_STATES = ['off', 'armed', 'quiet', 'blocked'] as const

export const screenReportSchema = z.strictObject({
  build: z.string().max(40),
  /** Null where it does not page. */
  page: z.strictObject({ number: z.int().min(1).max(999), of: z.int().min(1).max(999) }).nullable(),
  /** CSS pixels and device pixels per CSS pixel. */
  size: z.strictObject({
    width: z.int().min(1).max(100_000),
    height: z.int().min(1).max(100_000),
    pixelRatio: z.number().min(0.1).max(20),
  }),
  sound: z.enum(SOUND_STATES),
  /** Commands that it has carried out since it last said so. */
  done: z.array(z.guid()).max(20),
})

export type ScreenReport = z.infer<typeof screenReportSchema>

export const SCREEN_COMMANDS = ['identify', 'message', 'reload', 'sound'] as const
export type ScreenCommandKind = (typeof SCREEN_COMMANDS)[number]
