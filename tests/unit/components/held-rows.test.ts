import { describe, expect, it } from 'vitest'
import { utc, NOW_MS } from './fixtures'
import { makeSummary } from './list-fixtures'
import {
  type Also,
  PAGE_LENGTH,
  toCards,
  toFitting,
  toMissing,
  toShown,
  toUnseen,
  toWaiting,
} from '@/components/sessions/held-rows'
import type { SessionSummary } from '@/lib/api/replies'

const ended = (id: string, over: Partial<SessionSummary['session']> = {}): SessionSummary =>
  makeSummary({ id, state: 'Stopped', result: 'Success', tasks: [], endTimeUtc: utc(NOW_MS), ...over })
const running = (id: string): SessionSummary => makeSummary({ id, tasks: [] })
const ids = (rows: readonly SessionSummary[]) => rows.map(({ session }) => session.id)
const many = (count: number, from = 0) => Array.from({ length: count }, (_, n) => ended(`r${n + from}`))

describe('rows of a page', () => {
  it('are the server’s when the page is new, or was empty', () => {
    expect(toShown(null, many(3))).toEqual({ rows: many(3), held: [], left: [], unseen: [] })
    expect(toShown([], many(3)).held).toEqual([])
  })

  it('stand while new ones come above and between them, and wait', () => {
    const before = many(3)
    const shown = toShown(before, [ended('new1'), ...many(1), ended('new2'), ...many(2, 1)])
    expect(ids(shown.rows)).toEqual(['r0', 'r1', 'r2'])
    expect(shown.held).toEqual(['new1', 'new2'])
  })

  it('are patched where they stand, however they would be ordered now', () => {
    const changed = ended('r2', { name: 'Renamed' })
    const { rows } = toShown(many(3), [changed, ...many(2)])
    expect(ids(rows)).toEqual(['r0', 'r1', 'r2'])
    expect(rows[2]).toBe(changed)
  })

  it('are the very same while they do not change', () => {
    const latest = many(3)
    const { rows } = toShown(latest, [ended('new'), ...latest])
    expect(rows.every((row, index) => row === latest[index])).toBe(true)
  })

  it('stay although new ones have pushed them off the server’s page', () => {
    const before = many(PAGE_LENGTH)
    const shown = toShown(before, [ended('new'), ...before.slice(0, -1)])
    expect(ids(shown.rows)).toEqual(ids(before))
    expect(shown.held).toEqual(['new'])
  })

  it('go on by what the server says of them once they are off its page, and say where they belong no more', () => {
    const pushed = ended('r2', { name: 'Renamed' })
    const tagged = ended('r1', { name: 'Tagged' })
    const also: Also = [
      { id: 'r2', fits: true, run: pushed },
      { id: 'r1', fits: false, run: tagged },
      { id: 'r0', fits: false, run: null },
      { id: 'a-card', fits: false, run: ended('a-card') },
    ]
    const shown = toShown(many(4), many(1, 3), also)
    expect(shown.rows).toEqual([...many(1), tagged, pushed, ...many(1, 3)])
    expect(shown).toMatchObject({ left: ['r1'], unseen: ['r0'] })
    // What the page itself holds is the newer word.
    expect(toShown(many(4), many(4), also)).toMatchObject({ rows: many(4), left: [], unseen: [] })
  })

  it('grow at the end of a page that is not full, for that moves nothing', () => {
    const shown = toShown(many(2), [...many(2), ended('older')])
    expect(ids(shown.rows)).toEqual(['r0', 'r1', 'older'])
    expect(shown.held).toEqual([])
    const full = toShown(many(PAGE_LENGTH), [...many(PAGE_LENGTH - 1, 1), ended('older')])
    expect(full.rows).toHaveLength(PAGE_LENGTH)
    expect(full.held).toEqual(['older'])
  })
})

type Known = Parameters<typeof toFitting>[2] & { sessions: SessionSummary[] }
const told = (live: SessionSummary[], over: Partial<Known> = {}): Known => ({
  live,
  sessions: [],
  also: [],
  fitting: [],
  ...over,
})

describe('cards of what runs', () => {
  it('are of what runs when the page is new, not of what has just ended', () => {
    expect(ids(toCards(null, told([running('a'), ended('b')])))).toEqual(['a'])
  })

  it('come at once, after those that stand, whatever the server puts first', () => {
    const before = toCards(null, told([running('a'), running('b')]))
    const after = toCards(before, told([running('alarm'), running('b'), running('a')]))
    expect(ids(after)).toEqual(['a', 'b', 'alarm'])
  })

  it('stay with the end of their run', () => {
    const before = toCards(null, told([running('a'), running('b')]))
    const cards = toCards(before, told([running('b'), ended('a')]))
    expect(cards.map(({ outcome }) => outcome.kind)).toEqual(['ended', 'running'])
    // Later only the history knows it.
    const later = toCards(cards, told([running('b')], { sessions: [ended('a')] }))
    expect(later[0]?.outcome).toEqual({ kind: 'ended', result: 'success' })
  })

  it('never say that something runs which nobody lists, nor that nobody knows its result', () => {
    const before = toCards(null, told([running('a')]))
    const gone = toCards(before, told([]))
    expect(gone[0]).toBe(before[0])
    expect(toUnseen(gone, told([]))).toEqual(['a'])
    // Nobody knows anything of it: it stays as it was last seen.
    const nobody: Also = [{ id: 'a', fits: false, run: null }]
    expect(toUnseen(toCards(gone, told([], { also: nobody })), told([], { also: nobody }))).toEqual(['a'])
    // The server was asked for it by id.
    const also: Also = [{ id: 'a', fits: false, run: ended('a') }]
    const told40MinutesLater = toCards(gone, told([], { also }))
    expect(told40MinutesLater[0]?.outcome).toEqual({ kind: 'ended', result: 'success' })
    expect(toUnseen(told40MinutesLater, told([], { also }))).toEqual([])
  })

  it('are narrowed down by the filter, and none leaves or moves by itself', () => {
    const cards = [running('a'), running('b'), ended('old')]
    const live = cards.slice(0, 2)
    // Of "old" nobody has said anything, so it is not hidden.
    expect(toFitting(null, cards, told(live, { fitting: ['b'] }))).toEqual(['b', 'old'])
    expect(toFitting(['b'], cards, told(live, { fitting: ['a'] }))).toEqual(['a', 'b', 'old'])
    const also: Also = [{ id: 'old', fits: false, run: ended('old') }]
    expect(toFitting(null, cards, told(live, { fitting: ['b'], also }))).toEqual(['b'])
  })
})

describe('what is asked for by id', () => {
  it('is what is shown and would not be told of: rows off the page, cards of what runs no more', () => {
    const reply = told([running('a')], { sessions: many(1) })
    expect(toMissing(many(2), [running('a'), running('b'), running('r0')], reply)).toEqual(['r1', 'b'])
  })
})

describe('what waits', () => {
  it('counts each run once: a held row, one left out of later pages, a card that has ended', () => {
    expect(toWaiting(['x', 'a'], ['y', 'x'], [ended('a'), running('b'), ended('c')])).toEqual([
      'x',
      'a',
      'y',
      'c',
    ])
  })
})
