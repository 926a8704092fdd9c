import { describe, expect, it } from 'vitest'
import { parseJson } from '@/lib/em/parse-json'
import { childOf, itemsOf, listOf, textOf } from '@/lib/em/wire-node'

describe('parseJson refuses', () => {
  it.each([
    ['what breaks off', '{"a":[1,2'],
    ['a bare word', 'true'],
    ['a bare text', '"x"'],
    ['two documents', '{}{}'],
    ['5 MB of open brackets', '['.repeat(5_000_000)],
    ['5 MB of open objects', '{"a":'.repeat(1_000_000)],
    ['5 MB of nested pairs', '['.repeat(2_500_000) + ']'.repeat(2_500_000)],
  ])('%s', (_what, text) => {
    expect(parseJson(text)).toBeNull()
  })
})

describe('parseJson reads', () => {
  it('brackets within texts as text', () => {
    const root = parseJson(`{"name":"${'['.repeat(100)} \\" {"}`)
    expect(root && textOf(root, 'Name')).toBe(`${'['.repeat(100)} " {`)
  })

  it('keys without regard to case, the first of two', () => {
    const root = parseJson('{"endTimeUTC":"a","EndTimeUtc":"b"}')
    expect(root && textOf(root, 'EndTimeUTC')).toBe('a')
  })

  it('numbers and booleans as words', () => {
    const root = parseJson('{"Progress":42,"Enabled":true}')
    expect(root && [textOf(root, 'Progress'), textOf(root, 'Enabled')]).toEqual(['42', 'true'])
  })

  it('a key that would change every object', () => {
    const root = parseJson('{"__proto__":{"polluted":"yes"},"a":"1"}')
    expect(root && textOf(root, 'a')).toBe('1')
    expect({}).not.toHaveProperty('polluted')
  })

  it.each([
    ['bare', '{"Xs":[{"n":1},{"n":2}]}'],
    ['within an object of the same name', '{"Xs":{"Xs":[{"n":1},{"n":2}]}}'],
    ['within an object of another name', '{"xs":{"Links":[{}],"ys":[{"n":1},{"n":2}]}}'],
  ])('a list %s', (_what, text) => {
    const root = parseJson(text)
    expect(root && listOf(root, 'Xs', ['X']).map((node) => textOf(node, 'n'))).toEqual(['1', '2'])
  })

  it.each(['{"Xs":null}', '{"Xs":[]}', '{}', '{"Xs":{"Xs":null}}', '{"Xs":{"Xs":[]}}'])(
    '%s as an empty list',
    (text) => {
      const root = parseJson(text)
      expect(root && listOf(root, 'Xs', ['X'])).toEqual([])
    },
  )

  it('null as a key that is there', () => {
    const root = parseJson('{"Xs":null}')
    const list = root && childOf(root, 'Xs')
    expect(list && itemsOf(list)).toEqual([])
  })
})
