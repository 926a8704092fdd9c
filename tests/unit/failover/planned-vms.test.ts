import { describe, expect, it } from 'vitest'
import {
  toExpectedNames,
  toPlanBesideEarlier,
  toPlanBesideRows,
  toPlannedVms,
  toRunPlan,
} from '@/lib/failover/planned-vms'

const plan = (...names: (string | null)[]) => names.map((name) => ({ name }))

describe('toPlannedVms', () => {
  it.each([
    ['nothing has a task yet', ['a', 'b'], [], ['a', 'b']],
    ['some have', ['a', 'b', 'c'], ['b'], ['a', 'c']],
    ['all have', ['a', 'b'], ['b', 'a'], []],
    ['names differ in case and in blanks around them', ['SRV-A ', 'srv-b'], ['srv-a', 'SRV-B'], []],
    ['two VMs share a name and one has a task', ['web', 'web', 'x'], ['web'], ['web', 'x']],
    ['two VMs share a name and both have one', ['web', 'web'], ['web', 'web'], []],
    ['a row is of no VM of the plan', ['a'], ['stranger'], ['a']],
    ['a VM of the plan has no name', [null, 'a'], ['a'], [null]],
  ])('when %s', (_what, planVms, rows, left) => {
    expect(toPlannedVms(plan(...planVms), rows)?.map(({ name }) => name)).toEqual(left)
  })

  it('gives the place in the plan, also where earlier VMs have a task', () => {
    expect(toPlannedVms(plan('a', 'b', 'c'), ['a'])).toEqual([
      { name: 'b', order: 2 },
      { name: 'c', order: 3 },
    ])
    expect(toPlannedVms(plan('web', 'x', 'web'), ['web'])).toEqual([
      { name: 'x', order: 2 },
      { name: 'web', order: 3 },
    ])
  })

  it('says nothing while a row may be any of them', () => {
    expect(toPlannedVms(plan('a', 'b'), ['a', null])).toBeNull()
  })
})

describe('toRunPlan', () => {
  const vms = plan('a', 'b', 'c', 'd')
  const earlier = [
    { name: 'A', standing: 'succeeded' },
    { name: 'b', standing: 'failed' },
    { name: 'c', standing: 'warning' },
    { name: 'd', standing: 'unknown' },
  ] as const
  const planned = (rows: (string | null)[], known: Parameters<typeof toRunPlan>[2]) => {
    const found = toRunPlan(vms, rows, known)
    return [found.planned && found.planned.map(({ name }) => name), found.leftOut]
  }

  it('waits for the whole plan in a run that stands alone', () => {
    expect(planned(['a'], { kind: null, earlier: [] })).toEqual([['b', 'c', 'd'], null])
  })

  it('leaves out what came through in an earlier attempt, and says how many', () => {
    const leftOut = { reason: 'up_already', count: 2 }
    expect(planned([], { kind: null, earlier })).toEqual([['b', 'd'], leftOut])
    expect(planned(['b'], { kind: 'real', earlier })).toEqual([['d'], leftOut])
  })

  it('takes a run that starts a VM which was up for no retry', () => {
    expect(planned(['a'], { kind: null, earlier })).toEqual([['b', 'c', 'd'], null])
  })

  it('tells of two VMs of one name, of which one was up, that the other is tried again', () => {
    const twins = [
      { name: 'web', standing: 'succeeded' },
      { name: 'web', standing: 'failed' },
    ] as const
    expect(toRunPlan(plan('web', 'web'), ['web'], { kind: null, earlier: twins })).toEqual({
      planned: [],
      leftOut: { reason: 'up_already', count: 1 },
    })
  })

  it('waits for nothing in an undo', () => {
    expect(planned(['a'], { kind: 'undo', earlier: [] })).toEqual([[], { reason: 'undo' }])
  })

  it('says nothing while a row, or a VM that was up, may be any of them', () => {
    expect(planned([null], { kind: null, earlier })).toEqual([null, null])
    expect(planned([], { kind: null, earlier: [{ name: null, standing: 'succeeded' }] })).toEqual([
      null,
      null,
    ])
  })
})

describe('toPlanBesideEarlier', () => {
  const vms = plan('a', 'b', 'web', 'web', 'c')
  const earlier = [
    { name: 'A', standing: 'warning' },
    { name: 'b', standing: 'failed' },
    { name: 'web', standing: 'succeeded' },
    { name: 'web', standing: 'succeeded' },
    { name: 'c', standing: 'failed' },
  ] as const

  it('names each VM that came through before, with what tells so, and none that has a row or had failed', () => {
    expect(toPlanBesideEarlier(vms, ['b'], { kind: null, earlier })).toEqual({
      started: [
        { name: 'a', order: 1, by: earlier[0] },
        { name: 'web', order: 3, by: earlier[2] },
        { name: 'web', order: 4, by: earlier[3] },
      ],
      doubts: [],
    })
  })

  it('names as many as toRunPlan leaves out, whatever rows there are', () => {
    for (const rows of [[], ['b'], ['b', 'c'], ['web'], ['a'], [null]]) {
      const { leftOut } = toRunPlan(vms, rows, { kind: null, earlier })
      const { started } = toPlanBesideEarlier(vms, rows, { kind: null, earlier })
      expect(started).toHaveLength(leftOut?.reason === 'up_already' ? leftOut.count : 0)
    }
  })
})

describe('toExpectedNames', () => {
  const vms = plan('a', 'b', 'c')
  const earlier = [
    { name: 'a', standing: 'succeeded' },
    { name: 'b', standing: 'failed' },
    { name: 'c', standing: 'failed' },
  ] as const

  it('is the plan, or of a retry what is not up: a run is like others that take the same VMs', () => {
    expect(toExpectedNames(vms, ['b'], { kind: null, earlier: [] })).toEqual(['a', 'b', 'c'])
    expect(toExpectedNames(vms, ['b'], { kind: null, earlier })).toEqual(['b', 'c'])
    expect(toExpectedNames(vms, ['b', 'c'], { kind: null, earlier })).toEqual(['b', 'c'])
    expect(toExpectedNames(vms, ['b'], { kind: 'undo', earlier: [] })).toBeNull()
  })
})

describe('toPlanBesideRows', () => {
  it.each([
    [['a', 'b'], ['a'], false],
    [['a'], ['a', 'a'], true],
    [['a'], ['z'], true],
    [['a'], [null], false],
  ])('of %j beside %j tells strangers: %s', (planVms, rows, strangers) => {
    expect(toPlanBesideRows(plan(...planVms), rows).hasStrangers).toBe(strangers)
  })
})
