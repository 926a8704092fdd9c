import { describe, expect, it } from 'vitest'
import {
  followRuns,
  PAGE_MS,
  type PagedRun,
  type Paging,
  startPaging,
  turnPage,
} from '@/components/wall/layout/paging'

const calm = (id: string): PagedRun => ({ id, isTrouble: false, hasFailed: false })
const warned = (id: string): PagedRun => ({ id, isTrouble: true, hasFailed: false })
const failed = (id: string): PagedRun => ({ id, isTrouble: true, hasFailed: true })
const idsOf = ({ order }: Paging): string => order.map(({ id }) => id).join('')
const PAGES = 3

describe('the pages of a wall', () => {
  it('begin with what is in trouble, in the order of the server', () => {
    const paging = startPaging([failed('a'), calm('b'), warned('c'), calm('d')], 5)
    expect(idsOf(paging)).toBe('acbd')
    expect(paging).toMatchObject({ page: 0, turnedAtMs: 5, isHeld: false })
  })

  it('do not move while nothing changes', () => {
    const runs = [failed('a'), calm('b')]
    const paging = startPaging(runs, 0)
    expect(followRuns(paging, [...runs], PAGES, 9)).toBe(paging)
    expect(followRuns(paging, [...runs], 1, 9)).toBe(paging)
  })

  it('keep every tile in its place and size until the round is over', () => {
    const begun = startPaging([calm('a'), calm('b'), calm('c')], 0)
    const later = [warned('c'), calm('d'), calm('a'), calm('b')]
    const followed = followRuns(begun, later, PAGES, 1)
    expect(idsOf(followed)).toBe('abcd')
    expect(followed.order.every(({ isTrouble }) => !isTrouble)).toBe(true)
    const second = turnPage(followed, later, PAGES, PAGE_MS)
    expect(idsOf(second)).toBe('abcd')
    const third = turnPage(second, later, PAGES, 2 * PAGE_MS)
    const anew = turnPage(third, later, PAGES, 3 * PAGE_MS)
    expect([second.page, third.page, anew.page]).toEqual([1, 2, 0])
    expect(idsOf(anew)).toBe('cdab')
  })

  it('show a new failure first, at once', () => {
    const begun = turnPage(startPaging([calm('a'), calm('b'), calm('c')], 0), [], PAGES, 1)
    const now = [failed('c'), calm('a'), calm('b')]
    const followed = followRuns(begun, now, PAGES, 7)
    expect(followed).toMatchObject({ page: 0, turnedAtMs: 7 })
    expect(idsOf(followed)).toBe('cab')
    // The same failure in the next reply is no news.
    const onward = turnPage(followed, now, PAGES, 8)
    expect(followRuns(onward, now, PAGES, 9)).toBe(onward)
  })

  it('take away what is gone, and let one that comes back failed be new', () => {
    const begun = startPaging([failed('a'), calm('b'), calm('c')], 0)
    const without = followRuns(turnPage(begun, [], PAGES, 1), [calm('b'), calm('c')], PAGES, 2)
    expect([idsOf(without), without.page]).toEqual(['bc', 1])
    expect(followRuns(without, [failed('a'), calm('b'), calm('c')], PAGES, 3).page).toBe(0)
  })

  it('order anew with every reply where there is but one', () => {
    const begun = startPaging([calm('a'), calm('b')], 0)
    const followed = followRuns(begun, [warned('b'), calm('a')], 1, 4)
    expect(idsOf(followed)).toBe('ba')
    expect(followed).toMatchObject({ page: 0, turnedAtMs: 4 })
  })

  it('turn back, and stay held over a round', () => {
    const runs = [calm('a'), calm('b'), calm('c')]
    const held = { ...startPaging(runs, 0), isHeld: true }
    expect(turnPage(held, runs, PAGES, 1, -1).page).toBe(2)
    const last = { ...held, page: 2 }
    expect(turnPage(last, runs, PAGES, 1)).toMatchObject({ page: 0, isHeld: true })
    // Fewer pages than before: the next of the last is the first.
    expect(turnPage({ ...held, page: 7 }, runs, 2, 1).page).toBe(0)
  })
})
