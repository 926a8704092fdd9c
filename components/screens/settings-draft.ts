import type { ScreenSettings } from '@/lib/api/screen-settings'

/** The settings as a form holds them: a schedule that is off keeps its times. */
export type SettingsDraft = {
  soundOn: boolean
  volumePercent: number
  quietOn: boolean
  quietFrom: string
  quietTo: string
  inCodes: boolean
  dimOn: boolean
  dimFrom: string
  dimTo: string
  brightnessPercent: number
  reloadOn: boolean
  reloadAt: string
  /** Empty: the display's own. */
  timeZone: string
}

export function toSettingsDraft({ sound, names, dim, reloadAt, timeZone }: ScreenSettings): SettingsDraft {
  return {
    soundOn: sound.on,
    volumePercent: sound.volumePercent,
    quietOn: sound.quiet !== null,
    quietFrom: sound.quiet?.from ?? '22:00',
    quietTo: sound.quiet?.to ?? '06:00',
    inCodes: names === 'codes',
    dimOn: dim !== null,
    dimFrom: dim?.from ?? '20:00',
    dimTo: dim?.to ?? '07:00',
    brightnessPercent: dim?.brightnessPercent ?? 40,
    reloadOn: reloadAt !== null,
    reloadAt: reloadAt ?? '04:00',
    timeZone: timeZone ?? '',
  }
}

/** Null where a time that is needed is missing; browsers give an empty text for one that is not complete. */
export function toSettings(draft: SettingsDraft): ScreenSettings | null {
  const needed = [
    ...(draft.quietOn ? [draft.quietFrom, draft.quietTo] : []),
    ...(draft.dimOn ? [draft.dimFrom, draft.dimTo] : []),
    ...(draft.reloadOn ? [draft.reloadAt] : []),
  ]
  if (needed.includes('')) return null
  return {
    sound: {
      on: draft.soundOn,
      volumePercent: draft.volumePercent,
      quiet: draft.quietOn ? { from: draft.quietFrom, to: draft.quietTo } : null,
    },
    names: draft.inCodes ? 'codes' : 'shown',
    dim: draft.dimOn
      ? { from: draft.dimFrom, to: draft.dimTo, brightnessPercent: draft.brightnessPercent }
      : null,
    reloadAt: draft.reloadOn ? draft.reloadAt : null,
    timeZone: draft.timeZone === '' ? null : draft.timeZone,
  }
}
