import { describe, expect, it } from 'vitest'
import { done, makeLook as toLook, makeSession, makeTask, pointIdOf, START, utc } from './fixtures'
import type { FailoverSession } from '@/lib/failover/failover-session'
import { toSeenSession } from '@/lib/failover/seen-session'
import type { Remembered } from '@/lib/recorder/remembered'
import { toSessionWrite, type Look } from '@/lib/recorder/to-session-write'
import type { SessionWrite } from '@/lib/store/session-write'

const at = (seconds: number): number => START + seconds * 1_000
const PLAN = { id: 'p', name: 'Plan' }
const TENANT = { id: 't', name: 'Tenant' }
const DONE = done(at(500))
const ENDED: Partial<FailoverSession> = {
  state: 'Stopped',
  result: 'Success',
  progress: 100,
  endTimeUtc: utc(at(600)),
}

const session = ({ tasks = [], ...over }: Partial<FailoverSession> = {}) =>
  makeSession(tasks, { progress: 10, ...over })
const makeLook = (one: FailoverSession, seconds = 1, over: Partial<Look> = {}): Look =>
  toLook(toSeenSession(one, at(seconds)), at(seconds), over)

type Step = { write: SessionWrite | null; after: Remembered }

/** Looks one after the other, each with what the record holds after the one before. */
function look(...looks: Look[]): Step[] {
  const steps: Step[] = []
  for (const one of looks) steps.push(toSessionWrite(steps.at(-1)?.after ?? null, one))
  return steps
}

/** What the last of the looks writes. */
function lastOf(...looks: Look[]): SessionWrite | null {
  return look(...looks).at(-1)?.write ?? null
}

describe('a run that had ended before it was first seen', () => {
  const ended = session({ ...ENDED, tasks: [makeTask(1, { ...DONE, endTimeUtc: utc(at(500)) })] })

  it('tells no transitions when EM corrects it later', () => {
    const write = lastOf(makeLook(ended), makeLook({ ...ended, result: 'Warning' }, 50))
    expect(write).toMatchObject({ session: { result: 'Warning' }, transitions: [], sample: null })
  })
})

describe('a look that brings nothing new', () => {
  const plain = session({ tasks: [makeTask(1)] })

  it('writes a sample once a minute', () => {
    const looks = Array.from({ length: 13 }, (_, n) => makeLook(plain, 1 + n * 10))
    const sampled = look(...looks).map(({ write }) => write?.sample !== null && write !== null)
    expect(sampled.flatMap((isSampled, n) => (isSampled ? [n * 10] : []))).toEqual([0, 60, 120])
  })

  it('gives its sign of life when the clock was set back, if only by half a minute', () => {
    expect(lastOf(makeLook(plain, 31), makeLook(plain, 1))).toMatchObject({
      observedAtMs: at(1),
      sample: null,
    })
  })

  it('still writes when the clock was set back by an hour', () => {
    const write = lastOf(makeLook(plain, 3_601), makeLook(plain, 1))
    expect(write).toMatchObject({ observedAtMs: at(1), sample: { progress: 10 }, transitions: [] })
    expect(lastOf(makeLook(plain, 3_601), makeLook(plain, 1), makeLook(plain, 4))).toBeNull()
  })
})

describe('a look that brings a change', () => {
  it('writes what has changed and no more', () => {
    const [one, two] = [makeTask(1), makeTask(2)]
    const moved = { ...two, progress: 55 }
    expect(
      lastOf(makeLook(session({ tasks: [one, two] }), 1), makeLook(session({ tasks: [one, moved] }), 4)),
    ).toMatchObject({
      tasks: [{ no: 2, place: 1, task: moved }],
      taskSamples: [{ no: 2, progress: 55 }],
      // Neither the percentage nor the counts of the session have moved.
      sample: null,
      transitions: [],
    })
  })

  it('tells words that come only after the end of a watched run', () => {
    const [early, late] = [makeTask(1), makeTask(1, { ...DONE, endTimeUtc: utc(at(599)) })]
    const ended = makeLook(session({ ...ENDED, result: 'None', tasks: [early] }), 9)
    const write = lastOf(
      makeLook(session({ tasks: [early] }), 1),
      ended,
      makeLook(session({ ...ENDED, tasks: [late] }), 12),
    )
    expect(write?.transitions.map(({ taskNo, field, to }) => [taskNo, field, to])).toEqual([
      [0, 'result', 'Success'],
      [1, 'state', 'Stopped'],
      [1, 'result', 'Success'],
    ])
  })

  it('writes a row whose place alone has changed', () => {
    const [one, two] = [makeTask(1), makeTask(2)]
    const write = lastOf(
      makeLook(session({ tasks: [one, two] })),
      makeLook(session({ tasks: [two, one] }), 4),
    )
    expect(write?.tasks).toEqual([
      { no: 2, place: 0, task: two },
      { no: 1, place: 1, task: one },
    ])
    expect([write?.taskSamples, write?.transitions]).toEqual([[], []])
  })
})

describe('rows that a look does not bring', () => {
  const [one, two, three] = [makeTask(1), makeTask(2), makeTask(3)]
  const whole = makeLook(session({ tasks: [one, two, three] }), 1)

  it('are not lost, whoever has looked: the list and the session are read apart', () => {
    const lacking = makeLook(session({ tasks: [makeTask(3, { progress: 90 })] }), 4)
    const steps = look(whole, lacking, makeLook(session({ tasks: [one, two, three] }), 7))
    expect(steps[1]?.after.seen).toMatchObject({ tasksFrom: 'record', rowsSeenAtMs: at(1) })
    expect(steps[1]?.after.seen.session.tasks.map(({ vmName }) => vmName)).toEqual(['vm1', 'vm2', 'vm3'])
    expect(steps[1]?.write).toMatchObject({ counts: { total: 3 }, tasks: [{ no: 3 }], tasksFrom: 'record' })
    // And no row gets another number when they are back.
    expect([...(steps[2]?.after.taskNumbers ?? [])]).toEqual([1, 2, 3].map((no) => [pointIdOf(no), no]))
    expect(steps[2]?.write).toMatchObject({ tasksFrom: 'em', tasks: [{ no: 3 }], transitions: [] })
  })

  it('stay at the end, which EM tells with no rows at all', () => {
    const failed = makeTask(2, { state: 'Stopped', result: 'Failed' })
    const steps = look(
      makeLook(session({ tasks: [one, failed] }), 1),
      // As it was read before the record could be asked.
      makeLook(session({ ...ENDED, tasks: [] }), 9),
    )
    expect(steps[1]?.write).toMatchObject({
      outcome: { kind: 'ended', result: 'failed' },
      counts: { total: 2, failed: 1 },
      tasks: [],
    })
  })
})

describe('plan and tenant', () => {
  it('are kept when they are no longer certain, and written when they become so', () => {
    const later = makeLook(session(), 2, { plan: PLAN, tenant: TENANT })
    expect(lastOf(makeLook(session()), later)).toMatchObject({ plan: PLAN, tenant: TENANT })
    const steps = look(makeLook(session()), later, makeLook(session({ progress: 20 }), 3))
    expect(steps.at(-1)?.write).toMatchObject({ plan: PLAN, tenant: TENANT })
    expect(lastOf(makeLook(session()), later, makeLook(session(), 3))).toBeNull()
  })

  it('go together: another plan brings its own tenant', () => {
    const other = { id: 'other', name: null }
    const steps = look(
      makeLook(session(), 1, { plan: PLAN, tenant: TENANT }),
      makeLook(session(), 2, { plan: other, tenant: null }),
    )
    expect(steps.at(-1)?.write).toMatchObject({ plan: other, tenant: null })
  })
})

describe('gaps', () => {
  const begin = (seconds: number, code: 'unreachable' | 'collection_old' = 'unreachable') => ({
    fromMs: at(seconds),
    toMs: null,
    code,
  })

  it('never end before they begin', () => {
    const steps = look(
      makeLook(session(), 10, { beginGaps: [begin(10)] }),
      makeLook(session(), 5, { endGaps: ['unreachable'] }),
    )
    expect(steps[1]?.write?.gaps).toEqual([{ ...begin(10), toMs: at(10) }])
  })

  it('of one kind leave those of another alone', () => {
    const steps = look(
      makeLook(session(), 1, { beginGaps: [begin(1), begin(0, 'collection_old')] }),
      makeLook(session(), 9, { endGaps: ['unreachable'] }),
    )
    expect(steps[1]?.after.openGaps).toEqual(new Map([['collection_old', at(0)]]))
  })
})
