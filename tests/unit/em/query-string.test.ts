import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toFilter, toQueryPath, toQueryValue } from '@/lib/em/query-string'

describe('toQueryValue', () => {
  it.each([
    ['Stopped', 'Stopped'],
    ['a_1', 'a_1'],
    ['ABC Company', '"ABC Company"'],
    ['say "no"', '"say ""no"""'],
    ['a;b,c(d)', '"a;b,c(d)"'],
    ['2026-11-01T00:00:00Z', '"2026-11-01T00:00:00Z"'],
    ['', '""'],
    ['ä', '"ä"'],
  ])('%s', (value, text) => {
    expect(toQueryValue(value)).toBe(text)
  })

  it('can be taken apart again, whatever the value', () => {
    const check = fc.check(
      fc.property(fc.string(), (value) => {
        const text = toQueryValue(value)
        const inner = text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text
        return inner === value && (text.startsWith('"') || /^\w+$/.test(text))
      }),
    )
    expect(check.failed).toBe(false)
  })
})

describe('toFilter', () => {
  it('leaves one term bare', () => {
    expect(toFilter([{ name: 'State', op: '!=', value: 'Stopped' }])).toBe('State!=Stopped')
  })

  it('puts several in parentheses', () => {
    expect(
      toFilter([
        { name: 'State', op: '!=', value: 'Stopped' },
        { name: 'Name', op: '==', value: 'a;b' },
      ]),
    ).toBe('(State!=Stopped);(Name=="a;b")')
  })
})

describe('toQueryPath', () => {
  it('encodes the whole filter and always sorts', () => {
    expect(
      toQueryPath('CloudFailoverSession', { where: [{ name: 'Name', op: '==', value: 'A & B+"x"' }] }),
    ).toBe(
      '/api/query?type=CloudFailoverSession&format=Entities&filter=Name%3D%3D%22A%20%26%20B%2B%22%22x%22%22%22&sortDesc=CreationTime',
    )
  })

  it('takes sort and page size from the query', () => {
    expect(toQueryPath('X', { sort: { by: 'Name', descending: false }, pageSize: 25 })).toBe(
      '/api/query?type=X&format=Entities&sortAsc=Name&pageSize=25',
    )
  })
})
