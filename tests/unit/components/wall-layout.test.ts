import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitPage } from '@/components/wall/layout/fit-page'
import { type Area, type Box, GAP, MOST_TILES, smallTextAt } from '@/components/wall/layout/sizes'
import { toPages, type WallPage } from '@/components/wall/layout/to-pages'

/** What is left for tiles beside the band, in units. */
const LANDSCAPE: Area = { width: 1892, height: 950 }
const UPRIGHT: Area = { width: 1052, height: 1660 }
const SCREENS = { LANDSCAPE, UPRIGHT, 'four to three': { width: 1892, height: 1310 } }

const tilesArbitrary = fc.record({ trouble: fc.nat(80), others: fc.nat(80) })
const areaArbitrary = fc.record({
  width: fc.integer({ min: 300, max: 3_000 }),
  height: fc.integer({ min: 200, max: 2_000 }),
})

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.left + b.width - 0.01 &&
  b.left < a.left + a.width - 0.01 &&
  a.top < b.top + b.height - 0.01 &&
  b.top < a.top + a.height - 0.01

function faultsOf({ placed }: WallPage, area: Area): string[] {
  const outside = placed.filter(
    ({ left, top, width, height }) =>
      left < 0 || top < 0 || left + width > area.width + 0.01 || top + height > area.height + 0.01,
  )
  const overlapping = placed.filter((one, index) =>
    placed.some((other, at) => at > index && overlap(one, other)),
  )
  return [...outside.map(() => 'outside'), ...overlapping.map(() => 'overlapping')]
}

describe('the layout of a wall', () => {
  it('places every tile once, within the screen, beside each other, on any screen', () => {
    fc.assert(
      fc.property(tilesArbitrary, areaArbitrary, (tiles, area) => {
        const pages = toPages(tiles, area)
        const sum = (of: (page: WallPage) => number): number => pages.reduce((all, page) => all + of(page), 0)
        expect(sum((page) => page.trouble)).toBe(tiles.trouble)
        expect(sum((page) => page.others)).toBe(tiles.others)
        for (const page of pages) {
          expect(page.placed).toHaveLength(page.trouble + page.others)
          expect(page.placed.length).toBeGreaterThan(0)
          expect(page.placed.length).toBeLessThanOrEqual(MOST_TILES)
          expect(faultsOf(page, area)).toEqual([])
        }
      }),
      { numRuns: 100 },
    )
  })

  it('shows what is in trouble first, and larger than anything beside it', () => {
    fc.assert(
      fc.property(tilesArbitrary, areaArbitrary, (tiles, area) => {
        const pages = toPages(tiles, area)
        const firstCalm = pages.findIndex(({ others }) => others > 0)
        const lastTrouble = pages.findLastIndex(({ trouble }) => trouble > 0)
        expect(firstCalm < 0 || lastTrouble <= firstCalm).toBe(true)
        for (const { trouble, others, placed } of pages) {
          if (trouble === 0 || others === 0) continue
          const areas = placed.map(({ width, height }) => width * height)
          expect(Math.min(...areas.slice(0, trouble))).toBeGreaterThan(Math.max(...areas.slice(trouble)))
        }
      }),
      { numRuns: 100 },
    )
  })

  it.each(Object.entries(SCREENS))('keeps every tile large enough to be read on %s', (_name, area) => {
    for (const [trouble, others] of [
      [0, 1],
      [1, 0],
      [1, 3],
      [2, 10],
      [0, 12],
      [1, 11],
      [4, 26],
      [0, 30],
      [12, 68],
      [80, 0],
      [0, 80],
    ] as const) {
      for (const { placed } of toPages({ trouble, others }, area)) {
        for (const { scale } of placed) {
          expect(scale).toBeGreaterThanOrEqual(1)
          expect(smallTextAt(scale)).toBeGreaterThanOrEqual(28)
        }
      }
    }
  })

  it('leaves no gap: rows fill the width, and together the height', () => {
    for (const [trouble, others] of [
      [0, 1],
      [1, 4],
      [2, 3],
      [0, 7],
      [3, 8],
      [0, 12],
    ] as const) {
      const placed = fitPage({ trouble, others }, LANDSCAPE) ?? []
      const rows = new Map<number, Box[]>()
      for (const one of placed) rows.set(one.top, [...(rows.get(one.top) ?? []), one])
      const heights = [...rows.values()].map(([first]) => first?.height ?? 0)
      expect(heights.reduce((a, b) => a + b, GAP * (heights.length - 1))).toBeCloseTo(LANDSCAPE.height)
      for (const row of rows.values()) {
        const width = row.reduce((sum, one) => sum + one.width, GAP * (row.length - 1))
        expect(width).toBeCloseTo(LANDSCAPE.width)
      }
    }
  })

  it('looks as designed: two in trouble above three others, and one that fills the screen', () => {
    const five = fitPage({ trouble: 2, others: 3 }, LANDSCAPE) ?? []
    expect(five.map(({ top }) => top === 0)).toEqual([true, true, false, false, false])
    expect(fitPage({ trouble: 0, others: 1 }, LANDSCAPE)).toMatchObject([{ left: 0, top: 0, ...LANDSCAPE }])
    const [failed, other] = fitPage({ trouble: 1, others: 1 }, LANDSCAPE) ?? []
    expect((failed?.width ?? 0) / (other?.width ?? 1)).toBeGreaterThan(1.9)
  })

  it('needs as few pages as can be read, and deals evenly', () => {
    const sizes = (trouble: number, others: number, area = LANDSCAPE): number[] =>
      toPages({ trouble, others }, area).map(({ placed }) => placed.length)
    expect(sizes(0, 12)).toEqual([12])
    expect(sizes(0, 13)).toEqual([7, 6])
    expect(sizes(0, 30)).toEqual([10, 10, 10])
    expect(sizes(0, 80)).toHaveLength(7)
    expect(sizes(0, 30, UPRIGHT)).toEqual([10, 10, 10])
    expect(sizes(0, 0)).toEqual([])
  })

  it('shows at least one tile at a time on a screen that is too small for any', () => {
    const tiny = { width: 200, height: 100 }
    expect(fitPage({ trouble: 0, others: 2 }, tiny)).toBeNull()
    expect(toPages({ trouble: 1, others: 2 }, tiny).map(({ trouble }) => trouble)).toEqual([1, 0, 0])
  })
})
