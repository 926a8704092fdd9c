import { type PlacedTile, smallTextAt, STATE_TEXT } from './sizes'

/**
 * Where the second part of a state stands ("lost sight of"): beside the first, large or small; on a line of its own; or
 * nowhere, as the first part alone must be read across the room.
 */
export type RestPlace = 'large' | 'small' | 'below' | 'none'

type Room = Pick<PlacedTile, 'width' | 'scale' | 'lines'>

/** Of the letters of a state; tile.css has the same. */
export const LARGE_REST_EM = 0.85
export const SMALL_REST_EM = 0.6
/** The shape and the two gaps, and the padding of the tile with its border. */
const SHAPE_EM = 1 + 2 * 0.28
const PADDING = 42
const BORDERS = 2

/** Widths of the bold letters of the wall's own font, in em: no less than they are. */
const LETTERS: readonly [RegExp, number][] = [
  [/[ ,.]/, 0.22],
  [/[iIl]/, 0.28],
  [/[frtj1]/, 0.4],
  [/[acekns]/, 0.58],
  [/W/, 1],
  [/[mwM]/, 0.88],
  [/[A-Z]/, 0.76],
  [/[0-9]/, 0.68],
]
const OTHER_LETTER = 0.61

const widthEm = (text: string): number =>
  [...text.matchAll(/./gu)].reduce(
    (sum, [letter]) => sum + (LETTERS.find(([kind]) => kind.test(letter))?.[1] ?? OTHER_LETTER),
    0,
  )

export function placeRest(word: string, rest: string, { width, scale, lines }: Room): RestPlace {
  const letters = STATE_TEXT * scale
  const free = width - PADDING * scale - BORDERS - (SHAPE_EM + widthEm(word)) * letters
  const restWidth = widthEm(rest)
  if (free >= restWidth * LARGE_REST_EM * letters) return 'large'
  const small = Math.max(SMALL_REST_EM * letters, smallTextAt(scale))
  if (free >= restWidth * small) return 'small'
  return lines > 0 ? 'below' : 'none'
}
