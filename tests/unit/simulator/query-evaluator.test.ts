import { describe, expect, test } from 'vitest'
import { compareBy, compileFilter } from '@/simulator/query/query-evaluator'
import { QueryError } from '@/simulator/query/query-error'
import type { QueryFields } from '@/simulator/query/query-field'
import { parseFilter } from '@/simulator/query/query-grammar'
import type { ReplyContext } from '@/simulator/resources/reply-context'

type Item = { name: string | null; result: string; at: number | null; on: boolean; port: number }

const fields: QueryFields<Item> = {
  Name: { kind: 'text', read: (item) => item.name },
  UID: { kind: 'uid', read: (item) => `urn:veeam:Thing:${item.name}` },
  Result: { kind: 'enum', words: ['None', 'Success', 'Warning', 'Failed'], read: (item) => item.result },
  At: { kind: 'instant', read: (item) => item.at },
  On: { kind: 'flag', read: (item) => item.on },
  Port: { kind: 'number', read: (item) => item.port },
}

// Safe: the fields look at no more of the context than this; scenario time is real time here.
const context = { toScenarioMs: (realMs: number) => realMs } as ReplyContext

const item: Item = {
  name: 'ABC "x" & Co',
  result: 'Warning',
  at: Date.parse('2026-11-20T10:00:00.500Z'),
  on: true,
  port: 9392,
}

const holds = (filter: string, changes: Partial<Item> = {}): boolean =>
  compileFilter(parseFilter(filter), fields, context)({ ...item, ...changes })

describe('compileFilter', () => {
  test.each([
    ['Name=="abc ""X"" & co"', true],
    ['name!="ABC"', true],
    ['Name>"ABC"', true],
    ['Name<"ABC"', false],
    ['Result==warning', true],
    ['RESULT>=Warning', true],
    ['Result>Warning', false],
    ['Result<Failed', true],
    ['Result!=Failed', true],
    ['At>="2026-11-20T10:00:00Z"', true],
    ['At>2026-11-20T10:00:00.5', false],
    ['At==2026-11-20T10:00:00.500Z', true],
    ['At<"2026-11-21"', true],
    ['At<"2026-11-20 10:00"', false],
    ['On==TRUE', true],
    ['On!=true', false],
    ['Port>=9392', true],
    ['Port<9392', false],
    ['uid=="urn:veeam:Thing:abc ""x"" & co"', true],
    ['Result==Failed,Port==9392', true],
    ['Result==Failed;Port==9392', false],
    ['(Result==Failed,Result==Warning);On==true', true],
  ])('%s is %s', (filter, expected) => {
    expect(holds(filter)).toBe(expected)
  })

  test('an absent value matches nothing but !=', () => {
    expect(holds('At<"2030-01-01"', { at: null })).toBe(false)
    expect(holds('At!="2030-01-01"', { at: null })).toBe(true)
    expect(holds('Name==""', { name: null })).toBe(false)
  })

  test('a word of the item that the enumeration lacks compares with nothing', () => {
    expect(holds('Result>=None', { result: 'Odd' })).toBe(false)
    expect(holds('Result!=None', { result: 'Odd' })).toBe(true)
  })

  test.each(['Progress>1', 'Result==Great', 'At>=yesterday', 'On==yes', 'Port==many'])(
    'refuses %s',
    (filter) => {
      expect(() => holds(filter)).toThrow(QueryError)
    },
  )
})

const order = (name: keyof typeof fields, left: Partial<Item>, right: Partial<Item>): number => {
  const field = fields[name]
  return field ? compareBy(field, context)({ ...item, ...left }, { ...item, ...right }) : Number.NaN
}

describe('compareBy', () => {
  test('puts an absent value first and enumerations by index', () => {
    expect(order('At', { at: null }, {})).toBeLessThan(0)
    expect(order('Result', { result: 'Failed' }, {})).toBeGreaterThan(0)
    expect(order('Name', { name: 'a' }, { name: 'A' })).toBe(0)
  })
})
