import { expect, test } from 'vitest'
import { FaultSchema, createFaultBook } from '@/simulator/faults'

test('a path limits a fault: text in any case, or a pattern', () => {
  const book = createFaultBook()
  book.set({ kind: 'empty' }, { path: 'FailoverSessions' })
  book.set({ kind: 'html' }, { path: /tenants/g })
  expect(book.take('/api/cloud/failoversessions?x')).toEqual([{ kind: 'empty' }])
  expect(book.take('/api/cloud/tenants')).toEqual([{ kind: 'html' }])
  expect(book.take('/api/cloud/tenants')).toEqual([{ kind: 'html' }])
  expect(book.take('/api/cloud/replicas')).toEqual([])
})

test('a fault ends after its number of requests', () => {
  const book = createFaultBook()
  book.set({ kind: 'hang' }, { times: 2 })
  expect([book.take('/a').length, book.take('/b').length, book.take('/c').length]).toEqual([1, 1, 0])
})

test('a later fault for the same path takes the place of the earlier; null clears', () => {
  const book = createFaultBook()
  book.set({ kind: 'hang' })
  book.set({ kind: 'reset' })
  book.set({ kind: 'bom' }, { path: 'query' })
  expect(book.take('/api/query')).toEqual([{ kind: 'reset' }, { kind: 'bom' }])
  book.set(null, { path: 'query' })
  expect(book.take('/api/query')).toEqual([{ kind: 'reset' }])
  book.set(null)
  expect(book.list()).toEqual([])
})

test.each([
  { kind: 'latency' },
  { kind: 'status', status: 418 },
  { kind: 'nonsense' },
  { kind: 'huge', bytes: -1 },
])('the schema refuses %j', (fault) => {
  expect(FaultSchema.safeParse(fault).success).toBe(false)
})
