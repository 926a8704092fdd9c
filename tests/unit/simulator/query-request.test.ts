import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { QueryError } from '@/simulator/query/query-error'
import { parseParameters, parseQueryRequest, toQueryString } from '@/simulator/query/query-request'

const parse = (search: string, max = 100) => parseQueryRequest(parseParameters(search), max)

describe('parseParameters', () => {
  test('reads percent codes and + in names and values, the first of a name counts', () => {
    expect([...parseParameters('Type=A%20b+c&x=1%3d2&X=3&flag')]).toEqual([
      ['type', 'A b c'],
      ['x', '1=2'],
      ['flag', ''],
    ])
  })

  test('splits at the first equals sign', () => {
    expect(parseParameters('filter=State==Working').get('filter')).toBe('State==Working')
  })

  test('refuses a broken percent code', () => {
    expect(() => parseParameters('a=%zz')).toThrow(QueryError)
  })
})

describe('parseQueryRequest', () => {
  test('has references, page 1 and 100 a page by default', () => {
    expect(parse('type=CloudFailoverSession')).toEqual({
      type: 'CloudFailoverSession',
      format: null,
      filter: null,
      sort: null,
      pageSize: 100,
      page: 1,
    })
  })

  test.each([
    ['pageSize=500', { pageSize: 100 }],
    ['pageSize=7&page=3', { pageSize: 7, page: 3 }],
    ['format=entities', { format: 'Entities' }],
    ['format=Entity', { format: 'Entity' }],
    ['SORTDESC=CreationTime', { sort: { by: 'CreationTime', descending: true } }],
    ['sortAsc=Name', { sort: { by: 'Name', descending: false } }],
  ])('%s', (search, expected) => {
    expect(parse(`type=x&${search}`)).toMatchObject(expected)
  })

  test.each([
    '',
    'type=',
    'type=x&page=0',
    'type=x&pageSize=0',
    'type=x&pageSize=-1',
    'type=x&page=1.5',
    'type=x&format=Xml',
  ])('refuses %j', (search) => {
    expect(() => parse(search)).toThrow(QueryError)
  })
})

describe('toQueryString', () => {
  test('encodes as .NET does', () => {
    const request = parse('type=T&format=Entities&sortDesc=CreationTime&filter=Name>="A & b~\'c"')
    expect(toQueryString(request, 2)).toBe(
      'type=T&format=Entities&sortDesc=CreationTime&filter=Name%3e%3d%22A+&pageSize=100&page=2',
    )
  })

  test('reads back to the same request, whatever the filter holds', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        fc.integer({ min: 1, max: 99 }),
        (filter, page) => {
          const request = { type: 'T', format: null, filter, sort: null, pageSize: 10, page: 1 }
          expect(parse(toQueryString(request, page))).toEqual({ ...request, page })
        },
      ),
    )
  })
})
