import { describe, expect, it } from 'vitest'
import { filterLines, type LogLine, toLogLines } from '@/components/history/log-lines'
import { nameOfKey } from '@/components/history/name-of-key'
import type { HistoryTransition } from '@/lib/api/record-replies'
import { makeTask } from './fixtures'
import { at, GAP, makeHistory, makeTransition } from './record-fixtures'

const log = (transitions: Partial<HistoryTransition>[], gaps = [] as (typeof GAP)[]): LogLine[] =>
  toLogLines({ transitions: transitions.map(makeTransition), gaps })

const changes = (lines: readonly LogLine[]) => lines.flatMap((line) => (line.kind === 'change' ? [line] : []))

describe('toLogLines', () => {
  it('makes one line of state and result of one VM at one moment', () => {
    const lines = changes(
      log([
        { key: 'a' },
        { key: 'a', field: 'result', from: 'None', to: 'Failed' },
        { key: 'b' },
        { key: 'a', atUtc: at(2), field: 'result', from: 'Failed', to: 'Success' },
      ]),
    )
    expect(lines.map(({ key, state, result }) => [key, state?.to ?? null, result?.to ?? null])).toEqual([
      ['a', 'Stopped', 'Failed'],
      ['b', 'Stopped', null],
      ['a', null, 'Success'],
    ])
  })

  it('does not confuse the session with a VM', () => {
    const lines = changes(log([{ key: null }, { key: 'a' }]))
    expect(lines.map(({ key, standing }) => [key, standing === null])).toEqual([
      [null, true],
      ['a', false],
    ])
  })

  it('knows where a VM stands by all its words so far', () => {
    const lines = changes(
      log([
        { key: 'a', atUtc: at(0), notBeforeUtc: null, from: null, to: 'Starting' },
        { key: 'a', atUtc: at(1), from: 'Starting', to: 'Working' },
        { key: 'a', atUtc: at(2), field: 'result', from: 'None', to: 'Failed' },
        { key: 'a', atUtc: at(3), from: 'Working', to: 'Stopped' },
        { key: 'b', atUtc: at(3), from: 'Working', to: 'Stopped' },
        { key: 'b', atUtc: at(3), field: 'result', from: 'None', to: 'Success' },
      ]),
    )
    expect(lines.map(({ standing }) => standing)).toEqual([
      'waiting',
      'working',
      'failed',
      'failed',
      'succeeded',
    ])
  })

  it('tells a first sight from a word that was missing before', () => {
    const [first, later] = changes(
      log([
        { atUtc: at(0), notBeforeUtc: null, from: null, to: 'Starting' },
        { atUtc: at(1), notBeforeUtc: at(0, 57), from: null, to: 'Working' },
      ]),
    )
    expect([first?.firstSight, later?.firstSight]).toEqual([true, false])
  })

  it('gives the span of a moment only where it is wide and EM does not tell the moment', () => {
    const spans = changes(
      log([
        { key: 'near', atUtc: at(1), notBeforeUtc: at(0, 30) },
        { key: 'wide', atUtc: at(1), notBeforeUtc: at(0, 29) },
        { key: 'told', atUtc: at(1), notBeforeUtc: at(0, 10), emTimeUtc: at(0, 40) },
        // EM dates the end, which the result has and the state has not.
        { key: 'both', atUtc: at(1), notBeforeUtc: at(0, 10) },
        { key: 'both', atUtc: at(1), notBeforeUtc: at(0, 10), field: 'result', emTimeUtc: at(0, 41) },
      ]),
    ).map(({ key, notBeforeUtc, emTimeUtc }) => [key, notBeforeUtc, emTimeUtc])
    expect(spans).toEqual([
      ['near', null, null],
      ['wide', at(0, 29), null],
      ['told', null, at(0, 40)],
      ['both', null, at(0, 41)],
    ])
  })

  it('puts gaps where they began, after what was seen at that moment', () => {
    const lines = log(
      [{ atUtc: GAP.fromUtc }, { key: 'b', atUtc: at(9, 2) }, { key: 'c', atUtc: at(2) }],
      [GAP],
    )
    expect(lines.map((line) => (line.kind === 'gap' ? 'gap' : line.atUtc))).toEqual([
      at(2),
      GAP.fromUtc,
      'gap',
      at(9, 2),
    ])
  })

  it('gives every line an id of its own', () => {
    const ids = toLogLines(makeHistory()).map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })
})

describe('filterLines', () => {
  const lines = toLogLines(makeHistory())
  const nameOf = (key: string): string => (key.endsWith('4') ? 'SQL02' : 'exch01')
  const found = (filter: Parameters<typeof filterLines>[1]): (string | null)[] =>
    filterLines(lines, filter, nameOf).map((line) =>
      line.kind === 'gap' ? 'gap' : line.key && nameOf(line.key),
    )

  it('finds a VM by part of its name in any case, and keeps the gaps', () => {
    expect(found({ sessionOnly: false, vm: ' sql' })).toEqual(['SQL02', 'SQL02', 'SQL02', 'gap'])
  })

  it('leaves the session alone with the gaps, whatever name is sought', () => {
    expect(found({ sessionOnly: true, vm: 'sql' })).toEqual([null, 'gap'])
  })

  it('leaves everything when nothing is sought', () => {
    expect(found({ sessionOnly: false, vm: '' })).toHaveLength(lines.length)
  })
})

describe('nameOfKey', () => {
  it('takes the row’s name, else a key that is a name, else says that there is none', () => {
    const known = makeTask(1, { vmName: 'dc01' })
    const nameless = makeTask(2, { vmName: null })
    const nameOf = nameOfKey([known, nameless], 'unnamed VM')
    expect(nameOf(known.key)).toBe('dc01')
    expect(nameOf(nameless.key)).toBe('unnamed VM')
    expect(nameOf('late-point')).toBe('late-point')
    expect(nameOf(makeTask(3).key)).toBe('unnamed VM')
  })
})
