/**
 * Lengths of the wall. One unit is 1 px on 1920 × 1080 (on 1080 × 1920 where a screen stands upright); all of it grows and
 * shrinks with the screen, so 4K and 720p show the same, see wall.css.
 */
export type Area = { width: number; height: number }
export type Box = Area & { left: number; top: number }

/** How a tile arranges its parts: one column; with room for three words at its foot; or wide and low, the count beside the name. */
export type TileLook = 'narrow' | 'wide' | 'flat'

export type PlacedTile = Box & {
  /** All type of the tile, as a multiple of the smallest that can be read across a room; 1 or more where the screen allows. */
  scale: number
  look: TileLook
  /** Lines that are free for what has failed. */
  lines: number
}

/** The smallest text, and what has to be read from four metres. */
export const SMALLEST_TEXT = 28
export const SMALLEST_KEY_TEXT = 44

export const GAP = 12
/** More than so many cannot be taken in at a glance. */
export const MOST_TILES = 12

/** The least that a tile needs at scale 1: its longest words in one line, and all of its lines. */
export const LEAST_WIDTH = 440
const LEAST_WIDTH_OF_TROUBLE = 600
const HEIGHT: Record<TileLook, number> = { narrow: 300, wide: 300, flat: 246 }
export const LEAST_HEIGHT = HEIGHT.flat
/** One line more, for what has failed. */
const LINE_OF_TROUBLE = 40
/** Letters beyond this are seen no better. */
const MOST_SCALE = 3.2
/** Of a tile's own small letters: what a foot with three words needs, and one line of a failure. */
const WIDE_FOOT_EM = 27
const LINE_EM = 1.35
/** A tile's state letters at scale 1. */
export const STATE_TEXT = 48

/** The smallest letters of a tile, in units; they grow at half the pace of the large ones. */
export const smallTextAt = (scale: number): number => SMALLEST_TEXT * (0.5 + scale / 2)

/**
 * How a tile of this size looks. A low one that is wide enough puts its count beside the name.
 * @returns a scale below 1 where it is too small to be read across a room
 */
export function toLook({ width, height }: Area, isTrouble: boolean): Omit<PlacedTile, keyof Box> {
  const byWidth = Math.min(width / (isTrouble ? LEAST_WIDTH_OF_TROUBLE : LEAST_WIDTH), MOST_SCALE)
  const more = isTrouble ? LINE_OF_TROUBLE : 0
  const upright = Math.min(byWidth, height / (HEIGHT.wide + more))
  const flat = Math.min(byWidth, height / (HEIGHT.flat + more))
  const hasWideFoot = (scale: number): boolean => width - 48 * scale >= WIDE_FOOT_EM * smallTextAt(scale)
  const isFlat = hasWideFoot(flat) && upright < 1.3 && flat > upright
  const scale = isFlat
    ? flat
    : isTrouble && !hasWideFoot(upright)
      ? Math.min(byWidth, height / HEIGHT.narrow)
      : upright
  const look: TileLook = isFlat ? 'flat' : hasWideFoot(scale) ? 'wide' : 'narrow'
  const free = height - contentHeight(look, scale)
  const lines = Math.max(0, Math.min(3, Math.floor(free / (LINE_EM * smallTextAt(scale)))))
  return { scale, look, lines }
}

/** What the lines of a tile take without any of failures, as tile.css sets them. */
function contentHeight(look: TileLook, scale: number): number {
  const small = smallTextAt(scale)
  const name = 1.15 * SMALLEST_KEY_TEXT * (0.5 + scale / 2)
  const count = 52 * scale
  const state = 1.1 * STATE_TEXT * scale
  const rows = look === 'flat' ? Math.max(name, count) : name + count
  // Two lines of small text, the bar, the padding with the border, and the gaps.
  return (
    rows + state + 2 * 1.2 * small + 12 * scale + 25.2 * scale + 2 + (look === 'flat' ? 28 : 33.6) * scale
  )
}
