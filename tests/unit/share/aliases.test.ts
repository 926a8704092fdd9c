import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assignAliases, findSharedAlias, inLanguage, isNameless, toComparable } from '@/lib/share/aliases'

const row = (vmName: string | null, key = `key of ${vmName}`) => ({ key, vmName })
const rows = (...names: string[]) => names.map((name) => row(name))

/** What is written down after an assignment. */
function after(known: ReadonlyMap<string, string>, assigned: ReturnType<typeof assignAliases>) {
  const all = new Map(known)
  for (const place of assigned.dropped) all.delete(place)
  for (const [name, alias] of assigned.fresh) all.set(name, alias)
  return all
}

describe('aliases', () => {
  it.each([
    ['en', 'Server 1'],
    ['de', 'Server 1'],
    ['fr', 'Serveur 1'],
    ['es', 'Servidor 1'],
    ['ja', 'サーバー 1'],
  ] as const)('in %s begin with %s', (language, alias) => {
    expect(assignAliases(rows('a'), new Map(), language).names).toEqual([alias])
  })

  it('number rows in their order, and one VM once', () => {
    const { names, fresh } = assignAliases(rows('a', 'b', 'a'), new Map(), 'en')
    expect(names).toEqual(['Server 1', 'Server 2', 'Server 1'])
    expect([...fresh]).toEqual([
      ['a', 'Server 1'],
      ['b', 'Server 2'],
    ])
  })

  it('let an operator’s word win, and never give it to another', () => {
    const known = new Map([
      ['b', 'Accounting'],
      ['z', 'server 1 '],
    ])
    expect(assignAliases(rows('a', 'b'), known, 'en').names).toEqual(['Server 2', 'Accounting'])
  })

  it('stay while rows come and go, in any order', () => {
    const steps = fc.array(fc.shuffledSubarray(['a', 'b', 'c', 'd', 'e', 'f']), {
      minLength: 1,
      maxLength: 8,
    })
    fc.assert(
      fc.property(steps, (all) => {
        let known: ReadonlyMap<string, string> = new Map()
        const seen = new Map<string, string>()
        for (const step of all) {
          const assigned = assignAliases(rows(...step), known, 'en')
          known = after(known, assigned)
          step.forEach((vm, index) => {
            const name = assigned.names[index] ?? ''
            expect(seen.get(vm) ?? name).toBe(name)
            seen.set(vm, name)
          })
        }
        expect(new Set(seen.values()).size).toBe(seen.size)
        expect(findSharedAlias(known)).toBeNull()
      }),
    )
  })

  it('of a VM without a name move to its name', () => {
    const first = assignAliases([row(null, 'k1'), row('b', 'k2'), row('\u202E', 'k3')], new Map(), 'en')
    expect(first.names).toEqual(['Server 1', 'Server 2', 'Server 3'])
    const known = after(new Map(), first)
    expect([...known.keys()].filter(isNameless)).toHaveLength(2)
    const second = assignAliases([row('a', 'k1'), row('b', 'k2'), row('c', 'k9')], known, 'en')
    expect(second.names).toEqual(['Server 1', 'Server 2', 'Server 4'])
    expect(second.dropped).toHaveLength(1)
    expect(findSharedAlias(after(known, second))).toBeNull()
    expect(after(known, second).get('a')).toBe('Server 1')
  })

  it('take names of any length and kind', () => {
    const long = 'x'.repeat(5_000)
    const { names, fresh } = assignAliases(rows(`${long}1`, `${long}2`, 'a\0', 'b\uD83D'), new Map(), 'en')
    expect(new Set(names).size).toBe(4)
    for (const key of fresh.keys()) expect(Buffer.byteLength(key)).toBeLessThan(1_300)
    expect([...fresh.keys()].join('')).not.toContain('\0')
    expect(assignAliases(rows(`${long}2`, 'b\uD83D'), fresh, 'en').names).toEqual(['Server 2', 'Server 4'])
  })

  it('keep their number when the language changes; other words stay', () => {
    const known = new Map([
      ['a', 'Server 12'],
      ['b', 'Accounting 3'],
      ['c', 'Server'],
      ['d', 'Server 007'],
    ])
    expect([...inLanguage(known, 'en', 'fr')]).toEqual([['a', 'Serveur 12']])
    expect([...inLanguage(known, 'en', 'de')]).toEqual([])
    expect([...inLanguage(known, 'ja', 'fr')]).toEqual([])
  })

  it.each([
    ['Accounting', 'accounting ', true],
    ['Ａ', 'a', true],
    ['Accounting', 'Accounting 2', false],
  ])('%s and %s are one: %s', (a, b, same) => {
    expect(toComparable(a) === toComparable(b)).toBe(same)
    expect(
      findSharedAlias(
        new Map([
          ['x', a],
          ['y', b],
        ]),
      ) !== null,
    ).toBe(same)
  })
})
