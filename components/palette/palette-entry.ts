import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { toSearchText } from '../to-search-text'

/** One line of the palette. */
export type PaletteEntry = {
  id: string
  /** What is shown and searched. */
  label: string
  /** Searched too. */
  also?: readonly string[]
  icon: LucideIcon | null
  /** Stands at the end of the line: state, tenant, keys. */
  note?: ReactNode
  /** The palette stays open. */
  stays?: boolean
  run: () => void
}

export type PaletteGroup = { id: string; heading: string; entries: readonly PaletteEntry[] }

/** Entries whose texts hold each of the words, in any order. */
export function findEntries(entries: readonly PaletteEntry[], sought: string): PaletteEntry[] {
  const words = toSearchText(sought).split(' ').filter(Boolean)
  return entries.filter(({ label, also = [] }) => {
    const text = toSearchText([label, ...also].join(' '))
    return words.every((word) => text.includes(word))
  })
}
