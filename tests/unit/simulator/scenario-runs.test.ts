import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildEstate } from '@/simulator/estate/build-estate'
import type { RunTimeline, SessionSnapshot } from '@/simulator/failover-run'
import { toHistoryRuns } from '@/simulator/scenarios/history-runs'
import { SCENARIO_NAMES, type ScenarioName } from '@/simulator/scenarios/scenario-name'
import { toFailedRunBefore, toScenarioRun } from '@/simulator/scenarios/scenario-runs'
import { snapshotRun } from '@/simulator/snapshot-run'

const START_MS = Date.parse('2026-11-23T08:00:00Z')
const MINUTE_MS = 60_000

function toRun(scenario: ScenarioName, seed = 1): RunTimeline {
  const estate = buildEstate({ seed, startMs: START_MS, scenarios: [scenario] })
  const run = toScenarioRun({ seed, startMs: START_MS, estate }, scenario)
  if (run === null) throw new Error(`No run for ${scenario}`)
  return run
}

function at(run: RunTimeline, atMs: number): SessionSnapshot {
  const snapshot = snapshotRun(run, atMs, { emptyWhenStopped: false })
  if (snapshot === null) throw new Error('The session does not exist yet')
  return snapshot
}

const working = (snapshot: SessionSnapshot): number =>
  snapshot.tasks.filter((task) => task.state === 'Working').length

const seeds = fc.integer({ min: 0, max: 10_000 })
const minutes = fc.double({ min: 0, max: 300, noNaN: true })

/** What is wrong with a session by itself; empty = nothing. One list, as an `expect` per row would be slow. */
function findBreaches(snapshot: SessionSnapshot, limit: number): string[] {
  const stopped = snapshot.state === 'Stopped'
  const rules: [string, boolean][] = [
    ['at work at once', working(snapshot) <= limit],
    ['end time of the session', (snapshot.endedAtMs !== null) === stopped],
    ['result of the session', (snapshot.result !== 'None') === stopped],
    ...snapshot.tasks.flatMap((task, index): [string, boolean][] => [
      [`${index} state`, ['Starting', 'Working', 'Stopped'].includes(task.state)],
      [`${index} progress`, task.progress >= 0 && task.progress <= (task.state === 'Stopped' ? 100 : 99)],
      [`${index} waits at 0`, task.state !== 'Starting' || task.progress === 0],
      [`${index} result`, (task.result === 'None') === (task.endedAtMs === null)],
      [`${index} begins in the run`, task.createdAtMs >= snapshot.createdAtMs],
      [`${index} ends after its begin`, (task.endedAtMs ?? Infinity) > task.createdAtMs],
    ]),
  ]
  return rules.filter(([, kept]) => !kept).map(([rule]) => rule)
}

describe('every scenario', () => {
  test.each(SCENARIO_NAMES)('%s keeps to the rules at any time', (scenario) => {
    const limit = scenario === 'undo' ? 5 : 10
    fc.assert(
      fc.property(seeds, minutes, minutes, (seed, first, second) => {
        const run = toRun(scenario, seed)
        const earlier = at(run, run.createdAtMs + Math.min(first, second) * MINUTE_MS)
        const later = at(run, run.createdAtMs + Math.max(first, second) * MINUTE_MS)
        expect([...findBreaches(earlier, limit), ...findBreaches(later, limit)]).toEqual([])
        expect(later.progress).toBeGreaterThanOrEqual(earlier.progress)
        // Rows keep their place, none vanishes and none falls back.
        const kept = later.tasks.slice(0, earlier.tasks.length)
        expect(kept.map((task) => task.vmName)).toEqual(
          scenario === 'emptied' && later.state === 'Stopped' ? [] : earlier.tasks.map((task) => task.vmName),
        )
        expect(kept.filter((task, index) => task.progress < (earlier.tasks[index]?.progress ?? 0))).toEqual(
          [],
        )
      }),
      { numRuns: scenario === 'long' ? 8 : 25 },
    )
  })

  test.each(SCENARIO_NAMES)('%s depends on the seed alone', (scenario) => {
    expect(toRun(scenario, 7)).toEqual(toRun(scenario, 7))
    expect(toRun(scenario, 8)).not.toEqual(toRun(scenario, 7))
  })
})

const end = (run: RunTimeline): SessionSnapshot => at(run, run.endsAtMs)

describe('clean', () => {
  test('14 VMs succeed; ten start at once and the others wait at 0', () => {
    const run = toRun('clean')
    const early = at(run, run.createdAtMs + 50_000)
    expect(early.tasks).toHaveLength(14)
    expect(working(early)).toBe(10)
    expect(early.tasks.slice(10).map((task) => `${task.state} ${task.progress}`)).toEqual(
      Array.from({ length: 4 }, () => 'Starting 0'),
    )
    expect(end(run)).toMatchObject({
      state: 'Stopped',
      result: 'Success',
      progress: 100,
      failureMessage: null,
    })
    expect(at(run, run.stoppingAtMs)).toMatchObject({ state: 'Stopping', result: 'None' })
  })

  test('rows appear some seconds after the start, one by one', () => {
    const run = toRun('clean')
    expect(at(run, run.createdAtMs)).toMatchObject({ state: 'Starting', tasks: [] })
    const soon = at(run, run.createdAtMs + 12_000).tasks.length
    expect(soon).toBeGreaterThan(0)
    expect(soon).toBeLessThan(14)
  })
})

test('long reaches 300 rows and ten at work', () => {
  const run = toRun('long')
  const later = at(run, run.createdAtMs + 10 * MINUTE_MS)
  expect(later.tasks).toHaveLength(300)
  expect(working(later)).toBeGreaterThan(5)
})

test('failures ends Failed with one failed VM below 100 % and one warning', () => {
  const session = end(toRun('failures'))
  expect(session.result).toBe('Failed')
  expect(session.failureMessage).toContain('1 of 14')
  expect(session.tasks.map((task) => task.result).toSorted()).toEqual([
    'Failed',
    ...Array.from({ length: 12 }, () => 'Success'),
    'Warning',
  ])
  expect(session.tasks[6]).toMatchObject({ result: 'Failed', progress: 64 })
  expect(session.tasks[6]?.failureMessage).toContain('power on')
})

test('failures: the message stands at the row while the session still runs', () => {
  const run = toRun('failures')
  const failedAtMs = run.tasks[6]?.endsAtMs ?? 0
  const session = at(run, failedAtMs)
  expect(session).toMatchObject({ result: 'None', failureMessage: null })
  expect(session.tasks[6]?.failureMessage).not.toBeNull()
})

test('failed-silent says what failed only in the row', () => {
  const session = at(toRun('failed-silent'), START_MS)
  expect(session).toMatchObject({ state: 'Stopped', result: 'Failed', failureMessage: null })
  expect(session.tasks.filter((task) => task.failureMessage !== null)).toHaveLength(1)
})

test('emptied loses its rows when it stops, others only if asked', () => {
  const emptied = toRun('emptied')
  expect(at(emptied, emptied.endsAtMs - 1).tasks).toHaveLength(5)
  expect(end(emptied).tasks).toHaveLength(0)
  const clean = toRun('clean')
  expect(snapshotRun(clean, clean.endsAtMs, { emptyWhenStopped: true })?.tasks).toHaveLength(0)
})

test('frozen works for ever without moving', () => {
  const run = toRun('frozen')
  const session = at(run, START_MS)
  expect(session).toMatchObject({ state: 'Working', result: 'None' })
  expect(at(run, START_MS + 1_000 * MINUTE_MS)).toEqual(session)
})

test('finished ended hours ago', () => {
  const session = at(toRun('finished'), START_MS)
  expect(session).toMatchObject({ state: 'Stopped', result: 'Success' })
  expect(START_MS - (session.endedAtMs ?? START_MS)).toBeGreaterThan(2 * 60 * MINUTE_MS)
})

test('starting has no row for a while, then moves', () => {
  const run = toRun('starting')
  expect(at(run, run.createdAtMs + 80_000)).toMatchObject({ state: 'Starting', tasks: [] })
  expect(at(run, run.createdAtMs + 120_000).state).toBe('Working')
})

test('undo starts five at most, ten seconds apart', () => {
  const starts = toRun('undo').tasks.map((task) => task.startsAtMs)
  starts.slice(1).forEach((startsAtMs, index) => {
    expect(startsAtMs - (starts[index] ?? 0)).toBeGreaterThanOrEqual(10_000)
  })
})

test('the twins share name and server, and no VM', () => {
  const estate = buildEstate({ seed: 1, startMs: START_MS, scenarios: ['twin-a', 'twin-b'] })
  const [first, second] = [estate.planOf('twin-a'), estate.planOf('twin-b')]
  expect(first?.name).toBe(second?.name)
  expect(first?.serverId).toBe(second?.serverId)
  expect(first?.tenantId).not.toBe(second?.tenantId)
  const names = new Set(first?.vms.map((vm) => vm.name))
  expect(second?.vms.some((vm) => names.has(vm.name))).toBe(false)
})

test('odd-names has two VMs of one name, a link that dangles and a VM without a link', () => {
  const estate = buildEstate({ seed: 1, startMs: START_MS, scenarios: ['odd-names'] })
  const { tasks } = toRun('odd-names')
  expect(tasks.filter((task) => task.vmName === 'web01')).toHaveLength(2)
  expect(tasks.filter((task) => task.point === null)).toHaveLength(1)
  expect(tasks.filter((task) => task.point !== null && !estate.pointById.has(task.point.id))).toHaveLength(1)
  expect(tasks.some((task) => task.vmName.length === 200)).toBe(true)
})

test('retried: the run before has failed for two VMs, which the retry alone starts', () => {
  const estate = buildEstate({ seed: 1, startMs: START_MS, scenarios: ['retried', 'clean'] })
  const world = { seed: 1, startMs: START_MS, estate }
  const [before, retry] = [toFailedRunBefore(world, 'retried'), toScenarioRun(world, 'retried')]
  if (before === null || retry === null) throw new Error('two runs')
  expect(toFailedRunBefore(world, 'clean')).toBeNull()
  expect([before.name, before.serverId]).toEqual([retry.name, retry.serverId])
  expect(before.endsAtMs).toBeLessThan(retry.createdAtMs)
  const failed = before.tasks.filter((task) => task.result === 'Failed').map((task) => task.vmName)
  expect(failed).toHaveLength(2)
  expect(retry.tasks.map((task) => task.vmName)).toEqual(failed)
  expect([before.tasks.length, before.result, retry.result]).toEqual([14, 'Failed', 'Success'])
})

describe('the history', () => {
  const estate = buildEstate({ seed: 1, startMs: START_MS, scenarios: [...SCENARIO_NAMES] })
  const runs = toHistoryRuns({ seed: 1, startMs: START_MS, estate, count: 140, speed: 1 })

  test('has ended before the start and lies within 25 days and some hours', () => {
    expect(runs).toHaveLength(140)
    for (const run of runs) {
      expect(run.endsAtMs).toBeLessThan(START_MS - 60 * MINUTE_MS)
      expect(run.createdAtMs).toBeGreaterThan(START_MS - 26 * 24 * 60 * MINUTE_MS)
    }
  })

  test('holds every result, sessions without rows and a plan that is gone', () => {
    const sessions = runs.map((run) => at(run, START_MS))
    expect([...new Set(sessions.map((session) => session.result))].toSorted()).toEqual([
      'Failed',
      'None',
      'Success',
      'Warning',
    ])
    expect(sessions.filter((session) => session.tasks.length > 0).length).toBeGreaterThan(5)
    const planNames = new Set(estate.plans.map((plan) => plan.name))
    expect(sessions.some((session) => !planNames.has(session.name))).toBe(true)
  })
})
