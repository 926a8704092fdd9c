import { describe, expect, it } from 'vitest'
import {
  compareRuns,
  compareText,
  parseRunSort,
  RUN_COLUMNS,
  RUN_SORTS,
  toRunSort,
  type RunOrderKey,
} from '@/lib/failover/run-order'

const key = (id: string, over: Partial<RunOrderKey> = {}): RunOrderKey => ({
  id,
  started: 0,
  ended: null,
  name: '',
  result: 0,
  tenant: null,
  kind: null,
  vms: null,
  took: null,
  rpo: null,
  server: null,
  ...over,
})

describe('the words of an order', () => {
  it('name every column in both directions and lead back', () => {
    const words = RUN_COLUMNS.flatMap((column) => [toRunSort(column, false), toRunSort(column, true)])
    expect(new Set(words)).toEqual(new Set(RUN_SORTS))
    for (const sort of RUN_SORTS) {
      const { column, descending } = parseRunSort(sort)
      expect(toRunSort(column, descending)).toBe(sort)
    }
  })
})

describe('the order of runs', () => {
  const ids = (sort: Parameters<typeof compareRuns>[0], keys: RunOrderKey[]) =>
    keys.toSorted(compareRuns(sort)).map(({ id }) => id)

  it('has what is not known last in either direction', () => {
    const keys = [key('none', { started: 9 }), key('long', { took: 9 }), key('short', { took: 1 })]
    expect(ids('took', keys)).toEqual(['short', 'long', 'none'])
    expect(ids('took-desc', keys)).toEqual(['long', 'short', 'none'])
  })

  it('has equal ones newest first, then by id', () => {
    const keys = [key('b', { started: 1 }), key('a', { started: 1 }), key('c', { started: 2 })]
    for (const sort of ['newest', 'result', 'result-desc', 'tenant'] as const)
      expect(ids(sort, keys)).toEqual(['c', 'a', 'b'])
    expect(ids('oldest', keys)).toEqual(['b', 'a', 'c'])
  })

  it('is by code point, as the databases have it', () => {
    const texts = ['a', 'z', 'ä', '\uE000', '\uFFFD', '😀', 'ab', '']
    const byBytes = texts.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    expect(texts.toSorted(compareText)).toEqual(byBytes)
  })
})
