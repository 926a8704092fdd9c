import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeSession, makeTask } from '../recorder/fixtures'
import type { FailoverSession, TaskSession } from '@/lib/failover/failover-session'
import {
  areSameRows,
  isSameTask,
  joinSeen,
  toSeenSession,
  type SeenSession,
} from '@/lib/failover/seen-session'

const seen = (atMs: number, tasks: TaskSession[], over: Partial<FailoverSession> = {}) =>
  toSeenSession(makeSession(tasks, over), atMs)

describe('one read', () => {
  it('has seen its rows, if there are any, and counts as moved', () => {
    expect(seen(5, [makeTask(1)])).toMatchObject({
      tasksFrom: 'em',
      rowsChangedAtMs: 5,
      rowsSeenAtMs: 5,
      movedAtMs: 5,
    })
    expect(seen(5, [])).toMatchObject({
      tasksFrom: 'em',
      rowsChangedAtMs: null,
      rowsSeenAtMs: null,
      movedAtMs: 5,
    })
  })
})

describe('two reads', () => {
  const first = seen(1, [makeTask(1), makeTask(2)])

  it('that bring the same change nothing but when the rows were last seen', () => {
    const joined = joinSeen(first, seen(9, [makeTask(1), makeTask(2)]))
    expect(joined).toEqual({ ...first, rowsSeenAtMs: 9, readAtMs: 9 })
    for (const [index, task] of joined.session.tasks.entries()) expect(task).toBe(first.session.tasks[index])
  })

  it('keep every unchanged row the same object, and take over the changed one', () => {
    const joined = joinSeen(first, seen(9, [makeTask(1, { progress: 50 }), makeTask(2)]))
    expect(joined.session.tasks[0]).toMatchObject({ progress: 50 })
    expect(joined.session.tasks[1]).toBe(first.session.tasks[1])
    expect(joined).toMatchObject({ rowsChangedAtMs: 9, rowsSeenAtMs: 9, movedAtMs: 9, tasksFrom: 'em' })
  })

  it('keep the reason of a failure that the later one leaves out, and no other', () => {
    const failed = { state: 'Stopped', result: 'Failed', failureMessage: 'no memory' }
    const silent = { ...failed, failureMessage: null }
    const reasonAfter = (over: Partial<TaskSession>): string | null | undefined =>
      joinSeen(seen(1, [makeTask(1, failed)]), seen(9, [makeTask(1, over)])).session.tasks[0]?.failureMessage
    expect(reasonAfter(silent)).toBe('no memory')
    expect(reasonAfter({ ...failed, failureMessage: 'no disk' })).toBe('no disk')
    // It is tried again, or has begun anew.
    expect(reasonAfter({ ...silent, state: 'Working', result: 'None' })).toBeNull()
    expect(reasonAfter({ ...silent, creationTimeUtc: '2026-11-23T13:00:00.000Z' })).toBeNull()
    const joined = joinSeen(seen(1, [makeTask(1, failed)]), seen(9, [makeTask(1, silent)]))
    expect(joined).toMatchObject({ rowsChangedAtMs: 1, rowsSeenAtMs: 9, movedAtMs: 1 })
  })

  it('keep the reason of a run that is over', () => {
    const over = { state: 'Stopped', result: 'Failed', endTimeUtc: '2026-11-23T13:00:00.000Z' }
    const reasonAfter = (later: Partial<FailoverSession>): string | null =>
      joinSeen(seen(1, [], { ...over, failureMessage: 'license' }), seen(9, [], later)).session.failureMessage
    expect(reasonAfter({ ...over, failureMessage: null })).toBe('license')
    expect(reasonAfter({ ...over, failureMessage: 'other' })).toBe('other')
    expect(reasonAfter({ ...over, result: 'Success', failureMessage: null })).toBeNull()
    expect(reasonAfter({ failureMessage: null })).toBeNull()
  })

  it.each([
    ['state', { state: 'Stopping' }, 9],
    ['result', { result: 'Warning' }, 9],
    ['percentage', { progress: 1 }, 9],
    ['name', { name: 'renamed' }, 1],
    ['failure message', { failureMessage: 'because' }, 1],
  ])('take the newest %s of the session, which is a move or not', (_what, over, movedAtMs) => {
    const joined = joinSeen(first, seen(9, [makeTask(1), makeTask(2)], over))
    expect(joined.session).toMatchObject(over)
    expect(joined).toMatchObject({ movedAtMs, rowsChangedAtMs: 1 })
  })

  it('keep all rows when EM has emptied the run, and say from when they are', () => {
    const joined = joinSeen(first, seen(9, [], { state: 'Stopped', result: 'Success' }))
    expect(joined).toMatchObject({ tasksFrom: 'record', rowsChangedAtMs: 1, rowsSeenAtMs: 1, movedAtMs: 9 })
    expect(joined.session.state).toBe('Stopped')
    expect(joined.session.tasks).toEqual(first.session.tasks)
    // However often it is read empty.
    const again = joinSeen(joined, seen(20, [], { state: 'Stopped', result: 'Success' }))
    expect(again).toEqual({ ...joined, readAtMs: 20 })
  })

  it('keep the rows that are gone where some are gone', () => {
    const joined = joinSeen(first, seen(9, [makeTask(2, { progress: 70 })]))
    expect(joined.session.tasks.map(({ vmName, progress }) => [vmName, progress])).toEqual([
      ['vm1', 0],
      ['vm2', 70],
    ])
    expect(joined).toMatchObject({ tasksFrom: 'record', rowsChangedAtMs: 9, rowsSeenAtMs: 1, movedAtMs: 9 })
    const same = joinSeen(joined, seen(12, [makeTask(2, { progress: 70 })]))
    expect(same).toMatchObject({ tasksFrom: 'record', rowsChangedAtMs: 9, rowsSeenAtMs: 1, movedAtMs: 9 })
  })

  it('know of each row when it was last there, and of no other that it is gone', () => {
    const [one, two, three] = [makeTask(1), makeTask(2), makeTask(3)]
    const gone = (joined: SeenSession) => [...joined.goneRows]
    const oneLeft = joinSeen(seen(3, [one, two, three]), seen(6, [two, three]))
    expect(gone(oneLeft)).toEqual([[one.key, 3]])
    // Rows that go later were there until later, and a moment once known stays.
    const twoLeft = joinSeen(oneLeft, seen(9, [three]))
    expect(gone(twoLeft)).toEqual([
      [one.key, 3],
      [two.key, 6],
    ])
    const oneBack = joinSeen(twoLeft, seen(12, [one, three]))
    expect(gone(oneBack)).toEqual([[two.key, 6]])
    const emptied = joinSeen(oneBack, seen(15, []))
    expect(new Map(emptied.goneRows)).toEqual(
      new Map([
        [one.key, 12],
        [two.key, 6],
        [three.key, 12],
      ]),
    )
    expect(gone(joinSeen(emptied, seen(18, [one, two, three])))).toEqual([])
  })

  it('do not call a row gone whose key is another since it has its replica point', () => {
    const unlinked = makeTask(1, { key: 'vm1', vmReplicaPoint: null })
    const joined = joinSeen(seen(1, [unlinked, makeTask(2)]), seen(4, [makeTask(1)]))
    expect([...joined.goneRows]).toEqual([[makeTask(2).key, 1]])
  })

  it("are EM's alone again once it has all rows", () => {
    const emptied = joinSeen(first, seen(9, []))
    const whole = joinSeen(emptied, seen(12, [makeTask(2), makeTask(1)]))
    expect(whole).toMatchObject({ tasksFrom: 'em', rowsSeenAtMs: 12, rowsChangedAtMs: 12 })
    expect(whole.session.tasks.map(({ vmName }) => vmName)).toEqual(['vm2', 'vm1'])
  })

  it('begin with rows when the first ones come', () => {
    const none = seen(1, [])
    expect(joinSeen(none, seen(4, []))).toMatchObject({
      rowsChangedAtMs: null,
      rowsSeenAtMs: null,
      movedAtMs: 1,
    })
    expect(joinSeen(none, seen(4, [makeTask(1)]))).toMatchObject({
      rowsChangedAtMs: 4,
      rowsSeenAtMs: 4,
      movedAtMs: 4,
      tasksFrom: 'em',
    })
  })

  it('do not double a row that gains its replica point', () => {
    const unlinked = makeTask(1, { key: 'vm1', vmReplicaPoint: null })
    const joined = joinSeen(seen(1, [unlinked]), seen(4, [makeTask(1)]))
    expect(joined.session.tasks).toEqual([makeTask(1)])
    expect(joined).toMatchObject({ tasksFrom: 'em', rowsChangedAtMs: 4, movedAtMs: 4 })
  })
})

describe('many reads', () => {
  it('lose no row, show each as it was last read, and never say EM’s what EM has not said', () => {
    const row = fc.record({ n: fc.integer({ min: 1, max: 5 }), progress: fc.integer({ min: 0, max: 3 }) })
    const reads = fc.array(fc.uniqueArray(row, { selector: ({ n }) => n }), { minLength: 1, maxLength: 10 })
    fc.assert(
      fc.property(reads, (all) => {
        const last = new Map<string, TaskSession>()
        const lastMs = new Map<string, number>()
        let joined: SeenSession | null = null
        for (const [index, rows] of all.entries()) {
          const tasks = rows.map(({ n, progress }) => makeTask(n, { progress }))
          for (const task of tasks) {
            last.set(task.key, task)
            lastMs.set(task.key, index + 1)
          }
          const read = seen(index + 1, tasks)
          const before: SeenSession | null = joined
          joined = before === null ? read : joinSeen(before, read)
          expect(new Map(joined.session.tasks.map((task) => [task.key, task]))).toEqual(last)
          expect(joined.tasksFrom === 'em').toBe(tasks.length === last.size)
          const gone = [...lastMs].filter(([, atMs]) => atMs <= index)
          expect(joined.goneRows).toEqual(new Map(gone))
          expect(joined.rowsSeenAtMs).toBe(
            joined.tasksFrom === 'em' ? (tasks.length > 0 ? index + 1 : null) : before?.rowsSeenAtMs,
          )
          const moved = before === null || !areSameRows(before.session.tasks, joined.session.tasks)
          expect(joined.movedAtMs).toBe(moved ? index + 1 : before.movedAtMs)
        }
      }),
    )
  })
})

describe('equal rows', () => {
  const task = makeTask(1)

  it('are equal in everything that is shown', () => {
    expect(isSameTask(task, makeTask(1))).toBe(true)
    const others: Partial<TaskSession>[] = [
      { key: 'other' },
      { vmName: null },
      { vmReplicaPoint: null },
      { vmReplicaPoint: task.vmReplicaPoint && { ...task.vmReplicaPoint, name: 'renamed' } },
      { creationTimeUtc: null },
      { endTimeUtc: task.creationTimeUtc },
      { state: 'Stopped' },
      { result: null },
      { progress: null },
      { failureMessage: '' },
    ]
    for (const over of others) expect(isSameTask(task, { ...task, ...over })).toBe(false)
  })

  it('stand in the same order', () => {
    const [one, two] = [makeTask(1), makeTask(2)]
    expect(areSameRows([one, two], [makeTask(1), makeTask(2)])).toBe(true)
    expect(areSameRows([one, two], [two, one])).toBe(false)
    expect(areSameRows([one], [one, two])).toBe(false)
    expect(areSameRows([], [])).toBe(true)
  })
})
