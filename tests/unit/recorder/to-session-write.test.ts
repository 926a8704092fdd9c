import { describe, expect, it } from 'vitest'
import { done, makeLook, makeTask, pointIdOf, seenAt, START, utc } from './fixtures'
import type { Remembered } from '@/lib/recorder/remembered'
import { HEARTBEAT_MS, toSessionWrite, type Look } from '@/lib/recorder/to-session-write'

const at = (seconds: number): number => START + seconds * 1_000
const write = (before: Remembered | null, look: Look) => toSessionWrite(before, look)

/** A run that was looked at once, two VMs at work. */
function begun(): Remembered {
  return write(null, makeLook(seenAt(at(0), [makeTask(1), makeTask(2)]), at(0))).after
}

describe('what a look adds to the record', () => {
  it('is everything at the first sight of a run, its words as first seen', () => {
    const { write: first, after } = write(null, makeLook(seenAt(at(0), [makeTask(1), makeTask(2)]), at(0)))
    expect(first?.tasks.map(({ no, place, task }) => [no, place, task.vmName])).toEqual([
      [1, 0, 'vm1'],
      [2, 1, 'vm2'],
    ])
    expect(first?.sample).toEqual({ progress: 0 })
    expect(first?.taskSamples).toEqual([
      { no: 1, progress: 0 },
      { no: 2, progress: 0 },
    ])
    // That there is no result yet is no news.
    expect(first?.transitions.map((one) => [one.taskNo, one.field, one.from, one.to, one.emTimeUtc])).toEqual(
      [
        [0, 'state', null, 'Working', utc(START)],
        [1, 'state', null, 'Working', utc(START + 1_000)],
        [2, 'state', null, 'Working', utc(START + 2_000)],
      ],
    )
    expect(first?.transitions.every((one) => one.notBeforeMs === null)).toBe(true)
    expect(after.inEnterpriseManager).toBe(true)
  })

  it('is nothing when nothing has changed, whatever was written twice', () => {
    const before = begun()
    const { write: none, after } = write(before, makeLook(seenAt(at(3), [makeTask(1), makeTask(2)]), at(3)))
    expect(none).toBeNull()
    expect(after.observedAtMs).toBe(at(0))
  })

  it('is a sign of life after ten seconds, and a sample after a minute', () => {
    const same = (seconds: number) => makeLook(seenAt(at(seconds), [makeTask(1), makeTask(2)]), at(seconds))
    const life = write(begun(), same(HEARTBEAT_MS / 1_000))
    expect(life.write).toMatchObject({ tasks: [], sample: null, taskSamples: [], transitions: [] })
    expect(life.after.observedAtMs).toBe(at(10))
    expect(write(life.after, same(60)).write).toMatchObject({ sample: { progress: 0 }, taskSamples: [] })
  })

  it('is the row, its sample and its words when one VM has moved, with the span in which it did', () => {
    const look = makeLook(seenAt(at(3), [makeTask(1, done(at(2))), makeTask(2)]), at(3))
    const { write: moved } = write(begun(), look)
    expect(moved?.tasks.map(({ no }) => no)).toEqual([1])
    expect(moved?.taskSamples).toEqual([{ no: 1, progress: 100 }])
    expect(moved?.sample).not.toBeNull()
    expect(moved?.transitions).toEqual([
      {
        taskNo: 1,
        field: 'state',
        atMs: at(3),
        notBeforeMs: at(0),
        emTimeUtc: utc(at(2)),
        from: 'Working',
        to: 'Stopped',
      },
      {
        taskNo: 1,
        field: 'result',
        atMs: at(3),
        notBeforeMs: at(0),
        emTimeUtc: utc(at(2)),
        from: 'None',
        to: 'Success',
      },
    ])
  })

  it('keeps the number of a row whose key has changed, and doubles nothing', () => {
    const nameless = makeTask(1, { key: 'vm1', vmReplicaPoint: null })
    const before = write(null, makeLook(seenAt(at(0), [nameless, makeTask(2)]), at(0))).after
    const { write: renamed, after } = write(
      before,
      makeLook(seenAt(at(3), [makeTask(1), makeTask(2)]), at(3)),
    )
    expect(renamed?.tasks.map(({ no, task }) => [no, task.key])).toEqual([[1, pointIdOf(1)]])
    expect(renamed?.transitions).toEqual([])
    expect([...after.taskNumbers]).toEqual([
      [pointIdOf(1), 1],
      [pointIdOf(2), 2],
    ])
  })

  it('numbers a newcomer after all others, wherever it stands', () => {
    const look = makeLook(seenAt(at(3), [makeTask(3), makeTask(1), makeTask(2)]), at(3))
    const { write: joined } = write(begun(), look)
    expect(joined?.tasks.map(({ no, place }) => [no, place])).toEqual([
      [3, 0],
      [1, 1],
      [2, 2],
    ])
  })

  it('is neither course nor words for a run that was over when it was first seen', () => {
    const over = { state: 'Stopped', result: 'Success', endTimeUtc: utc(at(60)), progress: 100 }
    const { write: taken } = write(
      null,
      makeLook(seenAt(at(100), [makeTask(1, done(at(50)))], over), at(100)),
    )
    expect(taken).toMatchObject({ sample: null, taskSamples: [], transitions: [] })
    expect(taken?.tasks).toHaveLength(1)
  })

  it('is the end of a run that was seen before, with its time by Enterprise Manager', () => {
    const over = { state: 'Stopped', result: 'Failed', endTimeUtc: utc(at(60)), progress: 97 }
    const rows = [makeTask(1, done(at(50), 'Failed')), makeTask(2, done(at(55)))]
    const { write: end, after } = write(begun(), makeLook(seenAt(at(61), rows, over), at(61)))
    expect(end?.transitions.filter((one) => one.taskNo === 0)).toMatchObject([
      { field: 'state', to: 'Stopped', emTimeUtc: utc(at(60)) },
      { field: 'result', to: 'Failed', emTimeUtc: utc(at(60)) },
    ])
    expect(end?.outcome).toEqual({ kind: 'ended', result: 'failed' })
    // Nothing is written of it any more, however often it is read.
    expect(write(after, makeLook(seenAt(at(600), rows, over), at(600))).write).toBeNull()
  })

  it('ends a gap once, with a sample, and begins none that is there', () => {
    const gap = { fromMs: at(3), toMs: null, code: 'timed_out' as const }
    const same = seenAt(at(3), [makeTask(1), makeTask(2)])
    const opened = write(begun(), makeLook(same, at(3), { beginGaps: [gap] }))
    expect(opened.write?.gaps).toEqual([gap])
    expect([...opened.after.openGaps]).toEqual([['timed_out', at(3)]])
    const closed = write(opened.after, makeLook(same, at(40), { endGaps: ['timed_out'] }))
    expect(closed.write?.gaps).toEqual([{ ...gap, toMs: at(40) }])
    expect(closed.write?.sample).not.toBeNull()
    expect(closed.after.openGaps.size).toBe(0)
    expect(write(closed.after, makeLook(same, at(41), { endGaps: ['timed_out'] })).write?.gaps ?? []).toEqual(
      [],
    )
  })

  it('keeps plan and tenant when a later look is not certain of them', () => {
    const plan = { id: 'p', name: 'Plan' }
    const tenant = { id: 't', name: 'Tenant' }
    const seen = seenAt(at(0), [makeTask(1)])
    const { after } = write(null, makeLook(seen, at(0), { plan, tenant }))
    const later = write(after, makeLook(seenAt(at(3), [makeTask(1, { progress: 5 })]), at(3)))
    expect(later.write).toMatchObject({ plan, tenant })
    expect(later.after).toMatchObject({ plan, tenant })
  })

  it('writes a replica point again only when it was read again', () => {
    const point = {
      id: pointIdOf(1),
      name: null,
      vmDisplayName: null,
      creationTimeUtc: utc(START - 60_000),
      pointType: 'Snapshot',
      state: 'Ready',
      observedAtMs: at(1),
    }
    const seen = seenAt(at(3), [makeTask(1), makeTask(2)])
    const first = write(begun(), makeLook(seen, at(3), { points: [point] }))
    expect(first.write?.points).toEqual([point])
    expect(write(first.after, makeLook(seen, at(4), { points: [point] })).write).toBeNull()
    const again = { ...point, observedAtMs: at(70), state: 'Failover' }
    expect(write(first.after, makeLook(seen, at(5), { points: [again] })).write?.points).toEqual([again])
  })

  it('does not let a read by its id bring back an ended run that Enterprise Manager no longer lists', () => {
    const over = { state: 'Stopped', result: 'Success', endTimeUtc: utc(at(60)) }
    const seen = seenAt(at(61), [makeTask(1, done(at(50)))], over)
    const unlisted = { ...write(null, makeLook(seen, at(61))).after, inEnterpriseManager: false }
    expect(write(unlisted, makeLook(seen, at(90))).write).toBeNull()
    expect(write(unlisted, makeLook(seen, at(90), { listed: true })).write?.inEnterpriseManager).toBe(true)
  })

  it('does not turn a span around when the clock was set back', () => {
    const look = makeLook(seenAt(at(-3_600), [makeTask(1, done(at(2))), makeTask(2)]), at(-3_600))
    const { write: moved } = write(begun(), look)
    expect(moved?.transitions.every((one) => (one.notBeforeMs ?? 0) <= one.atMs)).toBe(true)
  })
})
