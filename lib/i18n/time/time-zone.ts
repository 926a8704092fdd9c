/**
 * Names that engines still call canonical, and what the places are called today. Each engine takes both; what is chosen
 * and shown is today's.
 */
const MODERN: Readonly<Record<string, string>> = {
  'America/Godthab': 'America/Nuuk',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
}

const UTC_NAMES: ReadonlySet<string> = new Set(['UTC', 'GMT', 'Etc/UTC', 'Etc/GMT', 'Etc/UCT', 'Etc/Zulu'])

// Names only: an offset such as +05:30 is a zone to some engines and none to others.
const NAME = /^[A-Za-z][A-Za-z0-9_+/-]{1,63}$/

/** A zone by its name of today, or null where this engine does not know it. */
export function parseTimeZone(raw: string): string | null {
  if (!NAME.test(raw)) return null
  try {
    const known = new Intl.DateTimeFormat('en', { timeZone: raw }).resolvedOptions().timeZone
    return UTC_NAMES.has(known) ? 'UTC' : (MODERN[known] ?? known)
  } catch {
    return null
  }
}

/** All zones that this engine knows, by their names of today, UTC first. */
export function listTimeZones(): string[] {
  const zones = Intl.supportedValuesOf('timeZone').map((zone) => MODERN[zone] ?? zone)
  return ['UTC', ...[...new Set(zones)].filter((zone) => zone !== 'UTC').sort()]
}

/** The zone of the machine this runs on; for the browser only, the server's would be nobody's. */
export function localTimeZone(): string {
  return parseTimeZone(new Intl.DateTimeFormat().resolvedOptions().timeZone) ?? 'UTC'
}

/** The place that gives a zone its name: `Kolkata` of `Asia/Kolkata`. */
export function toZonePlace(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
}
