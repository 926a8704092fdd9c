import type { ComparisonReply, HistoryGap, HistoryReply, HistorySample } from '@/lib/api/record-replies'
import type { HistoryTransition } from '@/lib/api/record-replies'
import type { Counts } from '@/lib/failover/outcome'
import { NOW_MS, SESSION_ID, utc } from './fixtures'

/** What is recorded of the run in fixtures.ts; times are minutes and seconds after its start. */
export const START_MS = NOW_MS - 18 * 60_000 - 4000

export const at = (minutes: number, seconds = 0): string => utc(START_MS + minutes * 60_000 + seconds * 1000)
const guid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

export function makeCounts(spec: Partial<Omit<Counts, 'total'>> = {}): Counts {
  const counts = { waiting: 0, working: 0, succeeded: 0, warning: 0, failed: 0, unknown: 0, ...spec }
  return { ...counts, total: Object.values(counts).reduce((sum, count) => sum + count, 0) }
}

export function makeSample(atUtc: string, progress: number | null, spec: Parameters<typeof makeCounts>[0]) {
  return { atUtc, progress, counts: makeCounts(spec) } satisfies HistorySample
}

export function makeTransition(spec: Partial<HistoryTransition> = {}): HistoryTransition {
  return {
    atUtc: at(1),
    notBeforeUtc: at(0, 57),
    emTimeUtc: null,
    key: guid(4),
    field: 'state',
    from: 'Working',
    to: 'Stopped',
    ...spec,
  }
}

export const GAP: HistoryGap = { fromUtc: at(6, 10), toUtc: at(9, 2), code: 'unreachable' }

/** Fourteen VMs; not observed for nearly three minutes in between. */
export function makeHistory(spec: Partial<HistoryReply> = {}): HistoryReply {
  return {
    samples: [
      makeSample(at(0, 3), 0, { waiting: 14 }),
      makeSample(at(1), 4, { waiting: 4, working: 10 }),
      makeSample(at(3, 30), 12, { waiting: 3, working: 9, succeeded: 2 }),
      makeSample(at(4, 40), 15, { waiting: 3, working: 8, succeeded: 2, failed: 1 }),
      makeSample(at(6), 22, { waiting: 2, working: 8, succeeded: 3, failed: 1 }),
      makeSample(at(9, 2), 35, { waiting: 1, working: 7, succeeded: 4, warning: 1, failed: 1 }),
      makeSample(at(13), 44, { waiting: 1, working: 6, succeeded: 5, warning: 1, failed: 1 }),
      makeSample(at(17), 52, { waiting: 1, working: 5, succeeded: 6, warning: 1, failed: 1 }),
    ],
    taskSamples: [],
    transitions: [
      makeTransition({ atUtc: at(0, 3), notBeforeUtc: null, key: null, from: null, to: 'Starting' }),
      makeTransition({
        atUtc: at(0, 3),
        notBeforeUtc: null,
        key: null,
        field: 'result',
        from: null,
        to: 'None',
      }),
      makeTransition({ atUtc: at(0, 3), notBeforeUtc: null, from: null, to: 'Starting' }),
      makeTransition({ atUtc: at(0, 3), notBeforeUtc: null, field: 'result', from: null, to: 'None' }),
      makeTransition({ atUtc: at(0, 24), notBeforeUtc: at(0, 21), from: 'Starting', to: 'Working' }),
      makeTransition({ atUtc: at(4, 40), notBeforeUtc: at(4, 37), emTimeUtc: at(4, 36) }),
      makeTransition({
        atUtc: at(4, 40),
        notBeforeUtc: at(4, 37),
        field: 'result',
        from: 'None',
        to: 'Failed',
      }),
      makeTransition({ atUtc: at(9, 2), notBeforeUtc: at(6, 10), key: guid(7) }),
      makeTransition({
        atUtc: at(9, 2),
        notBeforeUtc: at(6, 10),
        key: guid(7),
        field: 'result',
        from: 'None',
        to: 'Warning',
      }),
    ],
    gaps: [GAP],
    recordedFromUtc: at(0, 3),
    recordedToUtc: utc(NOW_MS),
    thinned: false,
    pollAfterMs: 15_000,
    ...spec,
  }
}

const MINUTE_MS = 60_000

type Run = ComparisonReply['run']

export function makeRun(spec: Partial<Run> = {}): Run {
  return {
    sessionId: SESSION_ID,
    creationTimeUtc: utc(START_MS),
    endTimeUtc: utc(START_MS + 35 * MINUTE_MS),
    outcome: { kind: 'ended', result: 'success' },
    counts: makeCounts({ succeeded: 3 }),
    tookMs: 35 * MINUTE_MS,
    ...spec,
  }
}

const took = (minutes: number): { standing: 'succeeded'; tookMs: number } => ({
  standing: 'succeeded',
  tookMs: minutes * MINUTE_MS,
})

/** Three VMs of this run, one that only earlier ones had, and three earlier runs. */
export function makeComparison(spec: Partial<ComparisonReply> = {}): ComparisonReply {
  return {
    run: makeRun({ outcome: { kind: 'ended', result: 'warning' } }),
    earlier: [
      makeRun({ sessionId: guid(51), creationTimeUtc: '2026-10-23T20:00:00.000Z', tookMs: 31 * MINUTE_MS }),
      makeRun({
        sessionId: guid(52),
        creationTimeUtc: '2026-09-23T20:00:00.000Z',
        outcome: { kind: 'ended', result: 'failed' },
        tookMs: 90 * MINUTE_MS,
      }),
      makeRun({ sessionId: guid(53), creationTimeUtc: '2026-08-23T20:00:00.000Z', tookMs: 33 * MINUTE_MS }),
    ],
    vms: [
      { vmName: 'dc01', now: took(5), earlier: [took(3), took(4), took(6)] },
      {
        vmName: 'sql02',
        now: { standing: 'warning', tookMs: 4 * MINUTE_MS },
        earlier: [took(5), { standing: 'failed', tookMs: null }, took(7)],
      },
      { vmName: 'new01', now: took(2), earlier: [null, null, null] },
      { vmName: 'old01', now: null, earlier: [took(2), null, took(3)] },
    ],
    unnamed: 0,
    ...spec,
  }
}
