import { describe, expect, it } from 'vitest'
import { done, makeTask, seenAt, START } from '../recorder/fixtures'
import { joinSeen } from '@/lib/failover/seen-session'

const at = (seconds: number): number => START + seconds * 1_000

describe('two reads of a session', () => {
  const before = seenAt(at(0), [makeTask(1), makeTask(2)])

  it('say when something last moved, and keep what has not as the same object', () => {
    const same = joinSeen(before, seenAt(at(3), [makeTask(1), makeTask(2)]))
    expect(same).toMatchObject({
      movedAtMs: at(0),
      rowsChangedAtMs: at(0),
      rowsSeenAtMs: at(3),
      tasksFrom: 'em',
    })
    expect(same.session.tasks[0]).toBe(before.session.tasks[0])
    const moved = joinSeen(same, seenAt(at(6), [makeTask(1), makeTask(2, { progress: 1 })]))
    expect(moved).toMatchObject({ movedAtMs: at(6), rowsChangedAtMs: at(6) })
    expect(moved.session.tasks[0]).toBe(before.session.tasks[0])
    expect(moved.session.tasks[1]).not.toBe(before.session.tasks[1])
  })

  it('count a word or a percentage of the session as movement', () => {
    const read = (over: object) => joinSeen(before, seenAt(at(3), [makeTask(1), makeTask(2)], over)).movedAtMs
    expect(read({ progress: 1 })).toBe(at(3))
    expect(read({ state: 'Stopping' })).toBe(at(3))
    expect(read({ failureMessage: 'only a text' })).toBe(at(0))
  })

  it('keep the rows that Enterprise Manager empties, with when they were last there', () => {
    const over = { state: 'Stopped', result: 'Success' }
    const emptied = joinSeen(before, seenAt(at(3), [], over))
    expect(emptied).toMatchObject({ tasksFrom: 'record', rowsChangedAtMs: at(0), rowsSeenAtMs: at(0) })
    expect(emptied.session).toMatchObject({ state: 'Stopped', tasks: before.session.tasks })
    const later = joinSeen(emptied, seenAt(at(6), [], over))
    expect(later).toMatchObject({ rowsSeenAtMs: at(0), movedAtMs: emptied.movedAtMs })
  })

  it('keep a row that alone has gone, and take the others as they are now', () => {
    const partly = joinSeen(before, seenAt(at(3), [makeTask(2, done(at(2)))]))
    expect(partly).toMatchObject({ tasksFrom: 'record', rowsChangedAtMs: at(3), rowsSeenAtMs: at(0) })
    expect(partly.session.tasks.map(({ state }) => state)).toEqual(['Working', 'Stopped'])
  })
})
