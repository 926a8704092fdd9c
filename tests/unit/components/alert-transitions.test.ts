import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runsOf, toReading, type Reading, type RunReading } from '@/components/alerts/reading'
import {
  type Alert,
  type AlertMemory,
  MOST_RUNS,
  toMemory,
  toSilence,
  toTransitions,
} from '@/components/alerts/transitions'
import type { Problem } from '@/lib/failover/freshness'
import { makeProblem, NOW_MS, SESSION_ID, utc } from './fixtures'
import { makeListReply } from './list-fixtures'

const MINUTE_MS = 60_000

const run = (id: string, more: Partial<RunReading> = {}): RunReading => {
  const failed = more.failing?.length ?? more.failed ?? 0
  return {
    id,
    name: id,
    running: true,
    result: null,
    failed,
    warning: 0,
    failing: Array.from({ length: failed }, (_, n) => `vm ${n}`),
    unacknowledged: failed,
    recent: true,
    endedAtMs: null,
    ...more,
  }
}
const over = (id: string, result: RunReading['result'], more: Partial<RunReading> = {}): RunReading =>
  run(id, { running: false, result, endedAtMs: NOW_MS, ...more })
const look = (
  n: number,
  runs: RunReading[],
  lost = false,
  collectedAtUtc: string | null = null,
): Reading => ({
  observedAtUtc: utc(NOW_MS + n * 1000),
  collectedAtUtc,
  emClockAheadMs: 0,
  lost,
  refusedSinceUtc: null,
  readWell: true,
  runs,
})

/** What is told over several looks, of which the first is what was there. */
function tell(...looks: Reading[]): Alert[] {
  const [first, ...rest] = looks
  if (!first) throw new Error('no look')
  let memory: AlertMemory = toMemory(first, NOW_MS)
  return rest.flatMap((reading, n) => {
    const told = toTransitions(memory, reading, NOW_MS + (n + 1) * 1000)
    memory = told.memory
    return told.alerts
  })
}
const kinds = (alerts: Alert[]): string[] => alerts.map(({ kind }) => kind)

describe('what is told of the failovers', () => {
  it('is nothing of what was there when the page was first opened', () => {
    const there = [run('a', { failed: 2 }), over('b', 'failed')]
    expect(tell(look(0, there), look(1, there))).toEqual([])
  })

  it('is each change, once', () => {
    expect(kinds(tell(look(0, []), look(1, [run('a')]), look(2, [run('a')])))).toEqual(['started'])
    expect(tell(look(0, [run('a')]), look(1, [run('a', { failed: 2 })]))).toEqual([
      { kind: 'failed', id: 'a', name: 'a', count: 2 },
    ])
    expect(tell(look(0, [run('a', { failed: 1 })]), look(1, [run('a', { failed: 3 })]))).toMatchObject([
      { kind: 'failed', count: 2 },
    ])
    expect(kinds(tell(look(0, [run('a')]), look(1, [run('a', { warning: 1 })])))).toEqual(['warning'])
    expect(kinds(tell(look(0, [run('a', { failed: 1 })]), look(1, [run('a')])))).toEqual(['recovered'])
  })

  it.each(['success', 'warning', 'failed', 'unknown'] as const)(
    'is the end with its result: %s',
    (result) => {
      const alerts = tell(look(0, [run('a')]), look(1, [over('a', result, { failed: 4 })]))
      expect(alerts).toEqual([{ kind: 'ended', id: 'a', name: 'a', result }])
    },
  )

  it('is a failure that comes back after a recovery', () => {
    const failed = [run('a', { failed: 1 })]
    expect(kinds(tell(look(0, [run('a')]), look(1, failed), look(2, [run('a')]), look(3, failed)))).toEqual([
      'failed',
      'recovered',
      'failed',
    ])
  })

  it('is one failure however often it is polled', () => {
    const polled = Array.from({ length: 100 }, (_, n) => look(n + 1, [run('a', { failed: 1 })]))
    expect(kinds(tell(look(0, [run('a')]), ...polled))).toEqual(['failed'])
  })

  it('is nothing new for any course that is polled 100 times, in any order of the runs', () => {
    const anyRun = fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd'),
      failed: fc.nat(3),
      warning: fc.nat(3),
      result: fc.constantFrom(null, 'success' as const, 'failed' as const),
    })
    const anyRuns = fc.uniqueArray(anyRun, { selector: ({ id }) => id })
    fc.assert(
      fc.property(anyRuns, anyRuns, fc.infiniteStream(fc.nat()), (before, after, order) => {
        const toRuns = (some: typeof before): RunReading[] =>
          some.map((one) => run(one.id, { ...one, running: one.result === null, endedAtMs: null }))
        const shuffled = (): RunReading[] =>
          toRuns(after)
            .map((one) => ({ one, at: order.next().value ?? 0 }))
            .toSorted((x, y) => x.at - y.at)
            .map(({ one }) => one)
        const once = tell(look(0, toRuns(before)), look(1, toRuns(after)))
        const often = tell(
          look(0, toRuns(before)),
          ...Array.from({ length: 100 }, (_, n) => look(n + 1, shuffled())),
        )
        const sorted = (alerts: Alert[]): string[] => alerts.map((one) => JSON.stringify(one)).toSorted()
        expect(sorted(often)).toEqual(sorted(once))
      }),
      { numRuns: 60 },
    )
  })

  it('is nothing of a look that comes after a later one, unless the clock was set back', () => {
    const late = look(1, [run('a')])
    expect(kinds(tell(look(0, [run('a')]), look(5, [run('a', { failed: 1 })]), late))).toEqual(['failed'])
    const setBack = look(-3_600, [run('a')])
    expect(kinds(tell(look(0, [run('a', { failed: 1 })]), setBack))).toEqual(['recovered'])
  })

  it('is a run that began and ended between two looks, but not an old one that comes into view', () => {
    const short = over('a', 'failed', { endedAtMs: NOW_MS + 500, recent: false })
    const old = over('b', 'failed', { endedAtMs: NOW_MS - 86_400_000, recent: false })
    expect(tell(look(0, []), look(1, [short, old]))).toMatchObject([{ kind: 'ended', id: 'a' }])
  })

  it('is a run that Enterprise Manager learns of only when it has failed, once', () => {
    const late = over('a', 'failed', { endedAtMs: NOW_MS - 10 * MINUTE_MS })
    expect(tell(look(0, []), look(1, [late]), look(2, [late]))).toEqual([
      { kind: 'ended', id: 'a', name: 'a', result: 'failed' },
    ])
    // What a memory begins with is known, however lately it has ended.
    expect(tell(look(0, [late]), look(1, [late]))).toEqual([])
  })

  it('is also one that ended long ago but after the collection before', () => {
    const [first, second, third] = [-120, -60, 0].map((minutes) => utc(NOW_MS + minutes * MINUTE_MS))
    const late = (id: string, minutes: number) =>
      over(id, 'failed', { endedAtMs: NOW_MS - minutes * MINUTE_MS, recent: false })
    const found = [late('a', 50), late('b', 130)]
    const seen = look(1, [], false, second)
    expect(tell(look(0, [], false, first), seen, look(2, found, false, third))).toMatchObject([{ id: 'a' }])
    // The run may be there a look before its collection is, or a look after.
    expect(tell(look(0, [], false, first), seen, look(2, found, false, second))).toMatchObject([{ id: 'a' }])
    const after = [seen, look(2, [], false, third), look(3, found, false, third)]
    expect(tell(look(0, [], false, first), ...after)).toMatchObject([{ id: 'a' }])
  })

  it('is one VM that fails in the moment in which another recovers, and one that fails anew', () => {
    const failing = (...names: string[]) => [run('a', { failing: names })]
    const failed = { kind: 'failed', id: 'a', name: 'a', count: 1 }
    expect(tell(look(0, failing('vm1')), look(1, failing('vm2')), look(2, failing('vm2')))).toEqual([failed])
    expect(tell(look(0, failing('vm1 at 12:00')), look(1, failing('vm1 at 12:40')))).toEqual([failed])
    expect(tell(look(0, failing('vm1', 'vm2')), look(1, failing('vm2')))).toEqual([])
    // Two VMs may have one name.
    expect(tell(look(0, failing('vm1')), look(1, failing('vm1', 'vm1')))).toEqual([failed])
  })

  it('is no failure that was not named for a while', () => {
    const named = run('a', { failing: ['sql'] })
    const unnamed = run('a', { failing: null, failed: 1 })
    const changed = run('a', { failing: ['web'] })
    expect(tell(look(0, [named]), look(1, [unnamed]), look(2, [named]))).toEqual([])
    expect(tell(look(0, [named]), look(1, [unnamed]), look(2, [changed]))).toEqual([
      { kind: 'failed', id: 'a', name: 'a', count: 1 },
    ])
  })

  it('goes by the counts where not every failure has a name, and where an older program kept none', () => {
    const uncounted = (failed: number) => [run('a', { failed, failing: null })]
    expect(tell(look(0, uncounted(201)), look(1, uncounted(203)), look(2, uncounted(202)))).toMatchObject([
      { kind: 'failed', count: 2 },
    ])
    const memory = toMemory(look(0, [run('a', { failing: ['vm1'] })]), NOW_MS)
    const { failing: _none, ...kept } = memory.runs['a'] ?? { failed: 0, warning: 0, over: false, told: true }
    const older = { ...memory, runs: { a: kept } }
    const same = toTransitions(older, look(1, [run('a', { failing: ['vm1'] })]), NOW_MS)
    expect(same.alerts).toEqual([])
    expect(same.memory.runs['a']?.failing).toEqual(['vm1'])
    expect(kinds(toTransitions(older, look(1, [run('a', { failed: 2 })]), NOW_MS).alerts)).toEqual(['failed'])
  })

  it('is that the data are lost and back, each once', () => {
    expect(kinds(tell(look(0, []), look(1, [], true), look(2, [], true), look(3, []), look(4, [])))).toEqual([
      'data_lost',
      'data_back',
    ])
    let memory = toMemory(look(0, []), NOW_MS)
    const found: Alert[] = []
    for (let n = 1; n <= 120; n += 1) {
      const told = toSilence(memory, NOW_MS + n * 5_000)
      memory = told.memory
      found.push(...told.alerts)
    }
    expect(kinds(found)).toEqual(['data_lost'])
    expect(kinds(toTransitions(memory, look(700, []), NOW_MS + 700_000).alerts)).toEqual(['data_back'])
  })

  it('is that the account may not read, since when, once, and not that data are lost', () => {
    const sinceUtc = utc(NOW_MS)
    const refused = (n: number, lost = false): Reading => ({
      ...look(n, [], lost),
      refusedSinceUtc: sinceUtc,
      readWell: false,
    })
    const denied = { kind: 'forbidden', sinceUtc }
    const [back, lost] = [{ kind: 'data_back' }, { kind: 'data_lost' }]
    // Over the five minutes after which everything counts as lost.
    const looks = [look(0, []), refused(1), refused(2), refused(400, true), look(401, []), look(402, [])]
    expect(tell(...looks)).toEqual([denied, back])
    expect(tell(look(0, []), look(1, [], true), refused(2, true), refused(3, true), look(4, []))).toEqual([
      lost,
      denied,
      back,
    ])
    // What comes in its place says nothing of the account, until it is a good read or lasts.
    const away = (n: number, isLost = false): Reading => ({ ...look(n, [], isLost), readWell: false })
    expect(tell(look(0, []), refused(1), away(2), look(3, []))).toEqual([denied, back])
    expect(tell(look(0, []), refused(1), away(2), away(3, true), away(4, true), look(5, []))).toEqual([
      denied,
      lost,
      back,
    ])
    expect(tell(look(0, []), refused(1), away(2), refused(3))).toEqual([denied])
    // What was there when the page was first opened is known.
    expect(tell(refused(0), refused(1, true))).toEqual([])
    expect(tell(refused(0), look(1, []))).toEqual([back])
  })

  it('remembers a bounded number of runs, those on the list first', () => {
    const many = Array.from({ length: MOST_RUNS + 50 }, (_, n) => over(`old ${n}`, 'success'))
    const { memory } = toTransitions(toMemory(look(0, many), NOW_MS), look(1, [run('a')]), NOW_MS)
    expect(Object.keys(memory.runs)).toHaveLength(MOST_RUNS)
    expect(memory.runs).toHaveProperty('a')
  })

  it('may be told again until it is over: only failures that were told', () => {
    const { memory } = toTransitions(
      toMemory(look(0, [run('a'), run('b', { failed: 1 })]), NOW_MS),
      look(1, [run('a', { failed: 1 }), run('b', { failed: 1 })]),
      NOW_MS,
    )
    expect([memory.runs['a']?.told, memory.runs['b']?.told]).toEqual([true, false])
  })

  it('may be told again also of a run that failed without any VM, until somebody acknowledges it', () => {
    const failed = over('a', 'failed', { failing: ['run'], failed: 0 })
    const looks = [look(1, [failed]), look(2, [failed]), look(3, [{ ...failed, unacknowledged: 0 }])]
    let memory = toMemory(look(0, [run('a')]), NOW_MS)
    const toldAt = looks.map((reading) => {
      memory = toTransitions(memory, reading, NOW_MS).memory
      return memory.runs['a']?.told
    })
    expect(toldAt).toEqual([true, true, false])
  })
})

describe('a reply as alerts see it', () => {
  it('names each failure, unless there are more than a summary names', () => {
    const [first, ...others] = makeListReply().live
    if (!first) throw new Error('nothing runs')
    const read = (counts: Partial<typeof first.counts>) =>
      toReading({
        ...makeListReply(),
        live: [{ ...first, counts: { ...first.counts, ...counts } }, ...others],
      })
    expect(read({}).runs[0]).toMatchObject({ recent: true, unacknowledged: 1 })
    expect(read({}).runs[0]?.failing).toEqual(first.failing.map(({ key }) => key))
    expect(read({ failed: 2 }).runs[0]?.failing).toBeNull()
  })

  it('says whether Enterprise Manager refuses it, and whether it was read well', () => {
    const read = (code: Problem['code'] | null) => {
      const reply = makeListReply()
      const problem = code === null ? null : makeProblem({ code })
      return toReading({ ...reply, freshness: { ...reply.freshness, problem } })
    }
    const { sinceUtc } = makeProblem()
    expect(read('forbidden')).toMatchObject({ refusedSinceUtc: sinceUtc, readWell: false })
    expect(read('unreachable')).toMatchObject({ refusedSinceUtc: null, readWell: false })
    expect(read('collection_old')).toMatchObject({ refusedSinceUtc: null, readWell: true })
    expect(read(null)).toMatchObject({ refusedSinceUtc: null, readWell: true })
  })

  it('has each run by id, with its end on the monitor’s clock', () => {
    const reply = { ...makeListReply(), emClockAheadMs: 60_000 }
    const { runs, lost } = toReading(reply)
    expect(lost).toBe(false)
    const all = runsOf(reply)
    expect(runs).toHaveLength(all.length)
    expect(runs[0]).toMatchObject({ id: SESSION_ID, running: true, failed: 1, warning: 1, endedAtMs: null })
    const ended = all.findIndex(({ session }) => session.endTimeUtc !== null)
    expect(runs[ended]?.endedAtMs).toBe(Date.parse(all[ended]?.session.endTimeUtc ?? '') - 60_000)
  })

  it('has a run once that runs and stands on the page too', () => {
    const reply = makeListReply()
    const twice = { ...reply, sessions: [...reply.live, ...reply.sessions] }
    expect(runsOf(twice)).toEqual([...reply.live, ...reply.sessions])
  })
})
