import { describe, expect, it } from 'vitest'
import { makeTask } from '../fixtures'
import { makeSummary } from '../list-fixtures'
import {
  type AlarmRun,
  type AlarmState,
  HOLD_MS,
  isOver,
  nextAlarm,
  NO_ALARM,
} from '@/components/wall/alarm/takeover'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** The screen looks for the first time. */
const START_MS = Date.parse('2026-11-23T08:00:00Z')

const guid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

/** A run in which these VMs have failed; those in capitals nobody has acknowledged. */
function run(n: number, failing: string, over: { endedMs?: number; tag?: AlarmRun['tag'] } = {}): AlarmRun {
  const { endedMs, tag = null } = over
  const letters = failing.split('')
  const tasks = ['a', 'b', 'c', 'd'].map((letter, index) =>
    makeTask(
      index + 1,
      failing.toLowerCase().includes(letter) ? { result: 'Failed', failureMessage: 'x' } : {},
    ),
  )
  const end =
    endedMs === undefined
      ? {}
      : { state: 'Stopped', result: 'Failed', endTimeUtc: new Date(START_MS + endedMs).toISOString() }
  return {
    ...makeSummary({ id: guid(n), tasks, ...end }),
    tag,
    failing: letters.map((letter) => ({ key: letter.toLowerCase(), open: letter !== letter.toLowerCase() })),
  }
}

const held = ({ held: all }: AlarmState): string[] => all.map(({ sessionId }) => sessionId)

/** One look, so many ms after the first. */
function look(before: AlarmState, sessions: AlarmRun[], afterMs: number, of = 'screen'): AlarmState {
  const nowMs = START_MS + afterMs
  return nextAlarm(before, { of, sessions, nowMs, emNowMs: nowMs })
}

/** One look after the other, a minute apart. */
const follow = (...looks: AlarmRun[][]): AlarmState =>
  looks.reduce((state, sessions, minute) => look(state, sessions, minute * MINUTE), NO_ALARM)

describe('what takes a wall over', () => {
  it('is no failure that was there when the screen first looked', () => {
    expect(held(follow([run(1, 'AB'), run(2, '')]))).toEqual([])
  })

  it('is each failure that comes later, the newest first', () => {
    const state = follow([run(1, ''), run(2, '')], [run(1, 'A'), run(2, '')], [run(1, 'A'), run(2, 'A')])
    expect(held(state)).toEqual([guid(2), guid(1)])
    // A run that begins with a failure counts too.
    expect(held(look(state, [run(1, 'A'), run(2, 'A'), run(3, 'A')], 3 * MINUTE))).toEqual([
      guid(3),
      guid(2),
      guid(1),
    ])
  })

  it('is rung for once, however often it is polled', () => {
    let state = follow([run(1, '')], [run(1, 'A')])
    const since = state.held[0]?.sinceMs
    for (let n = 2; n < 9; n += 1) state = look(state, [run(1, 'A')], n * MINUTE)
    expect(state.held).toEqual([{ sessionId: guid(1), sinceMs: since }])
  })

  it('ends with the acknowledgement, in the same look', () => {
    expect(held(follow([run(1, '')], [run(1, 'A')], [run(1, 'a')]))).toEqual([])
    // Another failure of the same run begins it anew.
    expect(held(follow([run(1, '')], [run(1, 'A')], [run(1, 'a')], [run(1, 'aB')]))).toEqual([guid(1)])
  })

  it('is another VM that fails while one recovers: no fewer and no more have failed', () => {
    expect(held(follow([run(1, 'A')], [run(1, 'a')], [run(1, 'B')]))).toEqual([guid(1)])
    // The same one that fails again, too.
    expect(held(follow([run(1, 'A')], [run(1, '')], [run(1, 'A')]))).toEqual([guid(1)])
  })

  it('ends after ten minutes, and with its recovery', () => {
    const state = follow([run(1, '')], [run(1, 'A')])
    expect(held(look(state, [run(1, 'A')], MINUTE + HOLD_MS - 1))).toEqual([guid(1)])
    expect(held(look(state, [run(1, 'A')], MINUTE + HOLD_MS))).toEqual([])
    expect(held(look(state, [run(1, '')], 2 * MINUTE))).toEqual([])
  })

  it('is over by the clock alone, should no answer come any more', () => {
    const one = { sessionId: guid(1), sinceMs: START_MS }
    expect([isOver(one, START_MS + HOLD_MS - 1), isOver(one, START_MS + HOLD_MS)]).toEqual([false, true])
  })

  it('is not missed when it came while the page was loaded anew, and not rung for again', () => {
    const before = follow([run(1, ''), run(2, 'A')])
    const kept = JSON.parse(JSON.stringify(before)) as AlarmState // safe: what was written is what is read
    expect(held(look(kept, [run(1, 'A'), run(2, 'A')], MINUTE))).toEqual([guid(1)])
  })

  it('does not hold the screen for ever when the clock is set back', () => {
    const state = follow([run(1, '')], [run(1, 'A')])
    expect(held(look(state, [run(1, 'A')], MINUTE - 2 * HOLD_MS))).toEqual([])
  })

  it('is no old failure that comes back when the screen is quiet again', () => {
    const old = run(1, 'A', { endedMs: -72 * HOUR })
    expect(held(follow([old], [run(2, '')], [old, run(2, '', { endedMs: MINUTE })]))).toEqual([])
    // Nor one that the screen has never seen: its place on the list was free for it today.
    expect(held(follow([run(2, '')], [run(2, ''), old]))).toEqual([])
  })

  it('is a run that was over before the screen saw it, if that was lately', () => {
    const before = follow([run(2, '')])
    // Enterprise Manager tells a quarter of an hour late.
    expect(held(look(before, [run(1, 'A', { endedMs: -10 * MINUTE })], MINUTE))).toEqual([guid(1)])
    // The screen was off for an hour.
    expect(held(look(before, [run(1, 'A', { endedMs: 10 * MINUTE })], HOUR))).toEqual([guid(1)])
    // It was off for days.
    expect(held(look(before, [run(1, 'A', { endedMs: 10 * MINUTE })], 72 * HOUR))).toEqual([])
  })

  it('is none of another scope, or of another screen in the same browser', () => {
    expect(held(look(follow([run(1, '')]), [run(1, ''), run(2, 'A')], MINUTE, 'another'))).toEqual([])
  })

  it('stays while one reply lacks the run, and is not rung for again', () => {
    const state = follow([run(1, '')], [run(1, 'A')], [])
    expect(held(look(state, [run(1, 'A')], 3 * MINUTE))).toEqual([guid(1)])
    expect(look(state, [run(1, 'A')], 3 * MINUTE).held[0]?.sinceMs).toBe(START_MS + MINUTE)
  })

  it('goes on for a run whose failures are not named for a while, until somebody acknowledges them', () => {
    const unnamed = (unacknowledged: number): AlarmRun => ({ ...run(1, 'A'), failing: [], unacknowledged })
    const state = follow([run(1, '')], [run(1, 'A')], [unnamed(1)])
    expect(held(state)).toEqual([guid(1)])
    expect(held(look(state, [unnamed(0)], 3 * MINUTE))).toEqual([])
  })

  it('is no old failure that was not named for a while, and a new one beside it is', () => {
    const ended = { endedMs: MINUTE }
    const unnamed: AlarmRun = { ...run(1, 'A', ended), failing: [], unacknowledged: 1 }
    const gap = look(follow([run(1, '')], [run(1, 'A', ended)]), [unnamed], 20 * MINUTE)
    expect(held(gap)).toEqual([])
    expect(held(look(gap, [run(1, 'A', ended)], 21 * MINUTE))).toEqual([])
    expect(held(look(gap, [run(1, 'AB')], 21 * MINUTE))).toEqual([guid(1)])
    // Some of them named: the others have not recovered for that.
    const some: AlarmRun = { ...run(1, 'AB'), failing: [{ key: 'b', open: true }] }
    expect(held(look(look(follow([run(1, 'A')]), [some], 20 * MINUTE), [run(1, 'AB')], 40 * MINUTE))).toEqual(
      [],
    )
  })

  it('is no test, and one that turns out to be a test makes way', () => {
    const tag = { kind: 'test', setAtUtc: '2026-11-23T08:00:00Z', setBy: 'Mia' } as const
    expect(held(follow([run(1, '', { tag })], [run(1, 'A', { tag })]))).toEqual([])
    expect(held(follow([run(1, '')], [run(1, 'A')], [run(1, 'A', { tag })]))).toEqual([])
  })

  it('knows a bounded number of runs', () => {
    const many = Array.from({ length: 700 }, (_, n) => run(n, 'A'))
    expect(Object.keys(follow(many).known ?? {})).toHaveLength(500)
  })
})
