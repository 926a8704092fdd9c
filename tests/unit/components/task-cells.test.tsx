// @vitest-environment jsdom
import { act } from 'react'
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
  const took = (spec: TaskSpec, over = false): string =>
    cell(<TaskTook task={makeTask(1, spec)} over={over} />).textContent
  const working = { state: 'Working', result: 'None', endTimeUtc: null }

  it('is a time only of what failed over, or is on its way', () => {
    expect(took({})).toBe('3 min 20 s')
    expect(took({ result: 'Warning' })).toBe('3 min 20 s')
    expect(took(working)).toBe('17 min 40 s')
  })

  it('says of a failed VM how long it was tried', () => {
    expect(took({ result: 'Failed' })).toBe('failed after 3 min 20 s')
    expect(took({ result: 'Failed', endTimeUtc: null })).toBe('did not fail over')
    expect(took({ result: 'Failed', endTimeUtc: utc(NOW_MS - 3_600_000) })).toBe(
      'its times contradict each other',
    )
  })

  it('does not pass once the run is over', () => {
    expect(took(working, true)).toBe('end not reported')
    expect(took({ ...working, state: 'Starting' }, true)).toBe('end not reported')
    expect(took({}, true)).toBe('3 min 20 s')
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
    stateReadAtUtc: null,
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
    expect(age(unread('pending')).innerHTML).toMatch(/title="point being read">being read</)
    expect(age(unread('forbidden')).innerHTML).toMatch(/title="point not readable \(403\)">not known</)
    expect(age(unread('not_found')).innerHTML).toMatch(/title="point no longer there \(404\)">not known</)
    expect(age(unread('unreachable')).innerHTML).toMatch(/title="point could not be read">not known</)
    expect(age(unread(null)).textContent).toBe('time of the point not reported')
    expect(age(point(), null, null).textContent).toBe('start not reported')
    expect(age(point({ creationTimeUtc: utc(NOW_MS) })).textContent).toBe('newer than the start')
  })

  it('does not claim a recorded state for now', () => {
    const root = cell(
      <PointState
        task={{ vmReplicaPoint: point({ state: 'Failover', stateAsOfUtc: START }), endTimeUtc: null }}
      />,
    )
    expect(root.textContent).toBe('Failover, earlier')
    expect(root.querySelector('[title]')?.getAttribute('title')).toBe(
      `As read at ${START}; it may have changed since`,
    )
  })

  it('claims a state for now as long as it was read lately, and always tells when', () => {
    const readAt = utc(NOW_MS - 2 * MINUTE_MS)
    const task = {
      vmReplicaPoint: point({ state: 'Failover', stateReadAtUtc: readAt }),
      endTimeUtc: utc(NOW_MS - 3 * 86_400_000),
    }
    const root = cell(<PointState task={task} />)
    expect(root.innerHTML).toContain(`title="As read at ${readAt}"`)
    expect(root.textContent).toBe('Failover')
    act(() => void vi.advanceTimersByTime(9 * MINUTE_MS))
    expect(root.textContent).toBe('Failover, earlier')
    expect(root.innerHTML).toContain(`title="As read at ${readAt}; it may have changed since"`)
  })

  it('does not claim a state that Enterprise Manager had before the VM failed over', () => {
    // The fixture's collection is 41 s old.
    const shown = (endedAgoMs: number, readAgoMs: number) =>
      cell(
        <PointState
          task={{
            vmReplicaPoint: point({ state: 'Ready', stateReadAtUtc: utc(NOW_MS - readAgoMs) }),
            endTimeUtc: utc(NOW_MS - endedAgoMs),
          }}
        />,
      ).textContent
    expect(shown(30_000, 10_000)).toBe('Ready, earlier')
    expect(shown(60_000, 10_000)).toBe('Ready')
  })
})
