// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { PointAge, PointState } from '@/components/session/point-cells'
import { TaskTook } from '@/components/session/task-times'
import type { TaskView } from '@/lib/api/replies'
import { makeSessionReply, makeTask, NOW_MS, type TaskSpec, utc } from './fixtures'
import { arriving, inScope, mount, type Mounted } from './render'

const MINUTE_MS = 60_000
let mounted: Mounted | null = null

beforeEach(() => {
  vi.useFakeTimers({ now: NOW_MS })
})
afterEach(() => {
  mounted?.unmount()
  mounted = null
  vi.useRealTimers()
})

function cell(node: Parameters<typeof mount>[0]): HTMLElement {
  mounted?.unmount()
  mounted = mount(inScope(arriving(makeSessionReply()), node))
  return mounted.root
}

describe('TaskTook', () => {
  const took = (spec: TaskSpec): string => cell(<TaskTook task={makeTask(1, spec)} />).textContent
  const working = { state: 'Working', result: 'None', endTimeUtc: null }

  it('is a time only of what failed over, or is on its way', () => {
    expect(took({})).toBe('3 min 20 s')
    expect(took({ result: 'Warning' })).toBe('3 min 20 s')
    expect(took(working)).toBe('17 min 40 s')
  })

  it('says of a failed VM how long it was tried', () => {
    expect(took({ result: 'Failed' })).toBe('failed after 3 min 20 s')
    expect(took({ result: 'Failed', endTimeUtc: null })).toBe('did not fail over')
  })

  it('says why there is no time', () => {
    expect(took({ ...working, state: 'Starting' })).toBe('None yet')
    expect(took({ ...working, creationTimeUtc: null })).toBe('start not reported')
    expect(took({ result: 'None' })).toBe('result unknown')
    expect(took({ endTimeUtc: null })).toBe('end not reported')
    expect(took({ endTimeUtc: utc(NOW_MS - 3_600_000) })).toBe('its times contradict each other')
    // Over by its end time, in a state that nobody knows: neither a time nor one that goes on.
    expect(took({ state: 'Frozen', result: 'None' })).toBe('result unknown')
  })
})

describe('PointAge', () => {
  const START = utc(NOW_MS - 18 * MINUTE_MS)
  type Point = NonNullable<TaskView['vmReplicaPoint']>
  const point = (spec: Partial<Point> = {}): Point => ({
    id: 'x',
    name: null,
    creationTimeUtc: utc(NOW_MS - 64 * MINUTE_MS),
    pointType: null,
    state: null,
    stateAsOfUtc: null,
    unreadable: null,
    ...spec,
  })
  const age = (node: Point | null, targetMinutes: number | null = null, start: string | null = START) =>
    cell(
      <PointAge
        point={node}
        sessionStartUtc={start}
        rpoTargetMs={targetMinutes === null ? null : targetMinutes * MINUTE_MS}
      />,
    )

  it('marks a point that is older than the target, by shape and in words', () => {
    const root = age(point(), 45)
    expect(root.textContent).toBe('46 min, older than the RPO target of 45 min')
    expect(root.querySelector('svg')?.getAttribute('class')).toContain('triangle-alert')
  })

  it('does not mark one that is as old as the target allows, nor any without a target', () => {
    for (const targetMinutes of [46, null]) {
      const root = age(point(), targetMinutes)
      expect(root.textContent).toBe('46 min')
      expect(root.querySelector('svg')).toBeNull()
    }
  })

  it('says why an age is not known', () => {
    const unread = (unreadable: Point['unreadable']) => point({ creationTimeUtc: null, unreadable })
    expect(age(null, 45).textContent).toBe('no replica point named')
    expect(age(unread('pending')).textContent).toBe('point being read')
    expect(age(unread('forbidden')).textContent).toBe('point not readable (403)')
    expect(age(unread('not_found')).textContent).toBe('point no longer there (404)')
    expect(age(unread('unreachable')).textContent).toBe('point could not be read')
    expect(age(unread(null)).textContent).toBe('time of the point not reported')
    expect(age(point(), null, null).textContent).toBe('start not reported')
    expect(age(point({ creationTimeUtc: utc(NOW_MS) })).textContent).toBe('newer than the start')
  })

  it('does not claim a recorded state for now', () => {
    const root = cell(<PointState point={point({ state: 'Failover', stateAsOfUtc: START })} />)
    expect(root.textContent).toBe('Failover, earlier')
    expect(root.querySelector('[title]')?.getAttribute('title')).toBe(
      `As read at ${START}; it may have changed since`,
    )
  })
})
