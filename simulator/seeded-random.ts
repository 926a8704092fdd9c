import { createHash } from 'node:crypto'

/** A source of numbers that is the same for the same text; never for secrets. */
export type SeededRandom = {
  /** 0 ≤ x < 1 */
  next(): number
  /** Both ends included. */
  int(min: number, max: number): number
  pick<T>(items: readonly [T, ...T[]]): T
}

/** 32 bits that look random and depend on the text alone (FNV-1a with a final mix). */
export function hash32(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

export function createSeededRandom(seedText: string): SeededRandom {
  let counter = hash32(seedText)
  const next = (): number => {
    // mulberry32
    counter = (counter + 0x6d2b79f5) | 0
    let mixed = Math.imul(counter ^ (counter >>> 15), 1 | counter)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    int: (min, max) => min + Math.floor(next() * (max - min + 1)),
    pick: (items) => items[Math.floor(next() * items.length)] ?? items[0],
  }
}

/** The GUID of a thing that is named by the seed and a path of words; lower case, version 4 by its looks. */
export function toGuid(seed: number, ...path: readonly (string | number)[]): string {
  const hex = createHash('sha256')
    .update([seed, ...path].join('/'))
    .digest('hex')
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
