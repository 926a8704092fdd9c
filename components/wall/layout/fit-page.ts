import { type Area, GAP, LEAST_HEIGHT, LEAST_WIDTH, type PlacedTile, toLook } from './sizes'

/** Tiles of one page: those in trouble first, then the others. */
export type PageTiles = { trouble: number; others: number }

/** Trouble is twice as wide as what stands beside it in its row, and its row is higher. */
const WEIGHT_OF_TROUBLE = 2
const ROW_OF_TROUBLE = 1.25
/** A size that differs for no reason would look like a reason. */
const MOST_UNLIKE = { trouble: 2.05, others: 1.6 }
/** By so much trouble is larger at least, in area. */
const LARGER = 1.2
const ALIKE = 0.02

/** Tiles in reading order, so many per row. */
type Rows = readonly number[]

/**
 * Finds the arrangement in rows in which the smallest tile is as large as can be. There is no scrollbar: what does not
 * fit is for another page.
 * @returns null if no arrangement can be read across a room; a single tile always has one
 */
export function fitPage(tiles: PageTiles, area: Area): PlacedTile[] | null {
  const count = tiles.trouble + tiles.others
  if (count === 0) return []
  for (const rowOfTrouble of [ROW_OF_TROUBLE, 1]) {
    let best: { placed: PlacedTile[]; scales: number[] } | null = null
    for (const rows of toArrangements(count, area)) {
      const placed = place(tiles, rows, area, rowOfTrouble)
      if (count > 1 && !isGood(placed, tiles.trouble)) continue
      const scales = placed.map(({ scale }) => scale).toSorted((a, b) => a - b)
      if (best === null || isBetter(scales, best.scales)) best = { placed, scales }
    }
    if (best) return best.placed
  }
  return null
}

/** Every way to cut a list into rows that are not too full, those with few rows first. */
function toArrangements(count: number, area: Area): Rows[] {
  const mostOf = (length: number, least: number): number =>
    Math.max(1, Math.floor((length + GAP) / (least + GAP)))
  const mostRows = Math.min(count, mostOf(area.height, LEAST_HEIGHT))
  const mostInRow = mostOf(area.width, LEAST_WIDTH)
  const cut = (left: number, rows: number): number[][] => {
    if (left > rows * mostInRow) return []
    if (rows === 1) return [[left]]
    return Array.from({ length: Math.min(mostInRow, left - rows + 1) }, (_, index) => index + 1).flatMap(
      (first) => cut(left - first, rows - 1).map((rest) => [first, ...rest]),
    )
  }
  return Array.from({ length: mostRows }, (_, index) => cut(count, index + 1)).flat()
}

function place(tiles: PageTiles, rows: Rows, area: Area, rowOfTrouble: number): PlacedTile[] {
  let next = 0
  const isTroubleAt = (index: number): boolean => index < tiles.trouble
  const lines = rows.map((length) => {
    const first = next
    next += length
    return Array.from({ length }, (_, at) => isTroubleAt(first + at))
  })
  const heightOf = (line: boolean[]): number => (line[0] === true ? rowOfTrouble : 1)
  const allHeights = lines.reduce((sum, line) => sum + heightOf(line), 0)
  const free = area.height - GAP * (rows.length - 1)
  let top = 0
  return lines.flatMap((line) => {
    const height = (free * heightOf(line)) / allHeights
    const placed = placeRow(line, { width: area.width, height }, top)
    top += height + GAP
    return placed
  })
}

function placeRow(line: readonly boolean[], { width, height }: Area, top: number): PlacedTile[] {
  const weightOf = (isTrouble: boolean): number => (isTrouble ? WEIGHT_OF_TROUBLE : 1)
  const weights = line.reduce((sum, isTrouble) => sum + weightOf(isTrouble), 0)
  const free = width - GAP * (line.length - 1)
  let left = 0
  return line.map((isTrouble) => {
    const own = { width: (free * weightOf(isTrouble)) / weights, height }
    const placed = { left, top, ...own, ...toLook(own, isTrouble) }
    left += own.width + GAP
    return placed
  })
}

function isGood(placed: readonly PlacedTile[], troubleCount: number): boolean {
  if (placed.some(({ scale }) => scale < 1)) return false
  const trouble = placed.slice(0, troubleCount)
  const others = placed.slice(troubleCount)
  if (isUnlike(trouble, MOST_UNLIKE.trouble) || isUnlike(others, MOST_UNLIKE.others)) return false
  const areaOf = ({ width, height }: PlacedTile): number => width * height
  return (
    trouble.length === 0 ||
    others.length === 0 ||
    Math.min(...trouble.map(areaOf)) >= LARGER * Math.max(...others.map(areaOf))
  )
}

function isUnlike(tiles: readonly PlacedTile[], most: number): boolean {
  const widths = tiles.map(({ width }) => width)
  return widths.length > 1 && Math.max(...widths) > most * Math.min(...widths)
}

/** By the smallest tile, then by the next. */
function isBetter(scales: readonly number[], than: readonly number[]): boolean {
  for (const [index, scale] of scales.entries()) {
    const other = than[index] ?? 0
    if (Math.abs(scale - other) > ALIKE) return scale > other
  }
  return false
}
