import { describe, expect, it } from 'vitest'
import { compareNames, isSameReason, toFailureName } from '@/lib/failover/failure-name'

const name = (vm: string, reason: string | null = null): string => toFailureName(vm, reason)

describe('a reason', () => {
  it.each([
    ['memory', 'memory', true],
    ['memory', 'disk', false],
    ['memory', null, true],
    [null, 'memory', true],
    [null, null, true],
  ])('%j is that of %j: %s', (one, other, same) => {
    expect(isSameReason(one, other)).toBe(same)
  })
})

describe('what has failed since the last look', () => {
  it('is nothing of what is there by the same name, also with a reason that has come or gone', () => {
    const nothing = { fresh: [], anew: [] }
    expect(compareNames([name('a', 'x')], [name('a', 'x')])).toMatchObject(nothing)
    expect(compareNames([name('a')], [name('a', 'x')])).toEqual({ ...nothing, names: [name('a', 'x')] })
    expect(compareNames([name('a', 'x')], [name('a')])).toEqual({ ...nothing, names: [name('a', 'x')] })
  })

  it('is what fails for another reason, also where none was given in between', () => {
    const { names } = compareNames([name('a', 'x')], [name('a')])
    const b = name('a', 'y')
    expect(compareNames(names, [b])).toEqual({ fresh: [b], anew: [b], names: [b] })
  })

  it('is another VM, which has not failed anew', () => {
    const found = [name('b', 'x')]
    expect(compareNames([name('a', 'x')], found)).toEqual({ fresh: found, anew: [], names: found })
  })

  it('is each of several VMs of one name', () => {
    const [x, y, none] = [name('a', 'x'), name('a', 'y'), name('a')]
    expect(compareNames([x], [x, x])).toMatchObject({ fresh: [x], anew: [] })
    expect(compareNames([x, y], [y, x])).toMatchObject({ fresh: [] })
    // The one whose reason is left out is not taken for the one that still gives it.
    expect(compareNames([x, y], [none, x])).toMatchObject({ fresh: [] })
    expect(compareNames([none, x], [x, y])).toMatchObject({ fresh: [] })
  })

  it('goes on from names of an older program, which have no reason', () => {
    expect(compareNames(['aB-_9'], [name('aB-_9', 'x')]).fresh).toEqual([])
  })
})
