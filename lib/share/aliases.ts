import 'server-only'
import { createHash } from 'node:crypto'
import { cleanName, toWellFormed } from './clean-name'
import { numberedServer } from './share-words'
import type { ShareLanguage } from '@/lib/api/share-replies'

type Row = { key: string; vmName: string | null }

/** Begins the place of a VM that has no name yet; no name that XML can carry begins so. */
const NAMELESS = '\u0001'
const LONGEST_KEY = 300

export const isNameless = (vmName: string): boolean => vmName.startsWith(NAMELESS)

/** An index takes no text of any length, and PostgreSQL no NUL. */
function toKey(text: string): string {
  const clean = toWellFormed(text).replaceAll('\0', '\uFFFD')
  if (clean.length <= LONGEST_KEY) return clean
  return `${toWellFormed(clean.slice(0, 200))}…${createHash('sha256').update(clean).digest('hex')}`
}

export const namelessKey = (row: Row): string => NAMELESS + toKey(row.key)
export const aliasKey = (row: Row): string =>
  row.vmName === null || cleanName(row.vmName) === null ? namelessKey(row) : toKey(row.vmName)

/** Two aliases that a person would take for one. */
export const toComparable = (alias: string): string => alias.normalize('NFKC').trim().toLowerCase()

export type Assigned = {
  /** What each row is called, in the order of the rows. */
  names: string[]
  /** To be written down, so that it stays when rows come and go. */
  fresh: ReadonlyMap<string, string>
  /** Places of VMs that have got their name since; their alias has moved to it. */
  dropped: string[]
}

/** Names rows by what is written down, and numbers what is seen for the first time. */
export function assignAliases(
  rows: readonly Row[],
  known: ReadonlyMap<string, string>,
  language: ShareLanguage,
): Assigned {
  const all = new Map(known)
  const fresh = new Map<string, string>()
  const dropped: string[] = []
  const taken = new Set([...known.values()].map(toComparable))
  let number = 0

  function nextNumbered(): string {
    for (;;) {
      number += 1
      const alias = numberedServer(language, number)
      if (!taken.has(toComparable(alias))) return alias
    }
  }

  function nameOf(row: Row): string {
    const key = aliasKey(row)
    const written = all.get(key)
    if (written !== undefined) return written
    const place = namelessKey(row)
    const earlier = all.get(place)
    const alias = earlier ?? nextNumbered()
    if (earlier !== undefined) {
      all.delete(place)
      fresh.delete(place)
      dropped.push(place)
    }
    all.set(key, alias)
    fresh.set(key, alias)
    taken.add(toComparable(alias))
    return alias
  }

  return { names: rows.map(nameOf), fresh, dropped }
}

/** Numbered aliases keep their number when the link's language changes; staff's own words stay. */
export function inLanguage(
  known: ReadonlyMap<string, string>,
  from: ShareLanguage,
  to: ShareLanguage,
): ReadonlyMap<string, string> {
  const changed = new Map<string, string>()
  for (const [key, alias] of known) {
    const number = Number(/ (\d{1,9})$/.exec(alias)?.[1] ?? 0)
    const moved = numberedServer(to, number)
    if (number > 0 && alias === numberedServer(from, number) && moved !== alias) changed.set(key, moved)
  }
  return changed
}

/** The alias that two VMs would share; null if each has its own. */
export function findSharedAlias(aliases: ReadonlyMap<string, string>): string | null {
  const seen = new Set<string>()
  for (const alias of aliases.values()) {
    const sought = toComparable(alias)
    if (seen.has(sought)) return alias
    seen.add(sought)
  }
  return null
}
