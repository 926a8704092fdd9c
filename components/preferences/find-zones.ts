import { listTimeZones, localTimeZone } from '@/lib/i18n/time/time-zone'
import { toSearchText } from '../to-search-text'

/** More than anybody reads through; what is left out is found by its name. */
const MOST_ZONES = 60

export type FoundZones = { zones: string[]; leftOut: number }

/**
 * Zones whose name holds each of the words: UTC, this browser's and the chosen one first, the others by name.
 * @param sought `new york`, `kolk`, `asia`
 */
export function findZones(sought: string, chosen: string): FoundZones {
  const words = toSearchText(sought).split(' ').filter(Boolean)
  const all = [...new Set(['UTC', localTimeZone(), chosen, ...listTimeZones()])]
  const zones = all.filter((zone) => {
    const name = toSearchText(zone)
    return words.every((word) => name.includes(word))
  })
  return { zones: zones.slice(0, MOST_ZONES), leftOut: Math.max(0, zones.length - MOST_ZONES) }
}
