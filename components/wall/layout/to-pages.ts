import { fitPage, type PageTiles } from './fit-page'
import { type Area, MOST_TILES, type PlacedTile } from './sizes'

export type WallPage = PageTiles & { placed: PlacedTile[] }

/**
 * Deals tiles out to as few pages as can be read, and evenly, so that the last page is not a single tile. Those in trouble
 * come first.
 */
export function toPages(tiles: PageTiles, area: Area): WallPage[] {
  const fit = remember((page: PageTiles) => fitPage(page, area))
  const fewest = deal(tiles, MOST_TILES, fit)
  if (fewest.length <= 1) return fewest
  const even = Math.ceil((tiles.trouble + tiles.others) / fewest.length)
  for (let most = even; most < MOST_TILES; most += 1) {
    const pages = deal(tiles, most, fit)
    if (pages.length === fewest.length) return pages
  }
  return fewest
}

type Fit = (page: PageTiles) => PlacedTile[] | null

function deal(tiles: PageTiles, most: number, fit: Fit): WallPage[] {
  const pages: WallPage[] = []
  let { trouble, others } = tiles
  while (trouble + others > 0) {
    const page = takePage({ trouble, others }, most, fit)
    pages.push(page)
    trouble -= page.trouble
    others -= page.others
  }
  return pages
}

/** As many as fit, at least one: on a screen that is too small for one tile it is still shown. */
function takePage(left: PageTiles, most: number, fit: Fit): WallPage {
  for (let count = Math.min(most, left.trouble + left.others); count > 1; count -= 1) {
    const trouble = Math.min(count, left.trouble)
    const page = { trouble, others: count - trouble }
    const placed = fit(page)
    if (placed) return { ...page, placed }
  }
  const page = left.trouble > 0 ? { trouble: 1, others: 0 } : { trouble: 0, others: 1 }
  return { ...page, placed: fit(page) ?? [] }
}

function remember(fit: Fit): Fit {
  const known = new Map<string, PlacedTile[] | null>()
  return (page) => {
    const key = `${page.trouble} ${page.others}`
    const placed = known.get(key)
    if (placed !== undefined) return placed
    const found = fit(page)
    known.set(key, found)
    return found
  }
}
