import { describe, expect, it } from 'vitest'
import {
  isTemporary,
  type PointEvidence,
  READY_COUNTS_AFTER_MS,
  suggestOutcome,
  toPointEvidence,
} from '@/lib/failover/finalisation'
import type { Counts, Outcome } from '@/lib/failover/outcome'

const counts = (over: Partial<Counts> = {}): Counts => ({
  total: 2,
  waiting: 0,
  working: 0,
  succeeded: 2,
  warning: 0,
  failed: 0,
  unknown: 0,
  ...over,
})
const ENDED: Outcome = { kind: 'ended', result: 'success' }
const RUN = { outcome: ENDED, counts: counts(), kind: null, finalised: false, evidence: [] }

describe('a failover is temporary', () => {
  it.each<[string, Partial<Parameters<typeof isTemporary>[0]>, boolean]>([
    ['after its end', {}, true],
    ['tagged real', { kind: 'real' }, true],
    [
      'where some VMs failed',
      { outcome: { kind: 'ended', result: 'failed' }, counts: counts({ failed: 1 }) },
      true,
    ],
    ['where VMs started with warnings only', { counts: counts({ succeeded: 0, warning: 1 }) }, true],
    ['where nobody knows how it ended', { outcome: { kind: 'unknown', reported: 'None' } }, true],
    ['not while it runs', { outcome: { kind: 'running', failedSoFar: 0, warningSoFar: 0 } }, false],
    ['not where no VM failed over', { counts: counts({ succeeded: 0, failed: 2 }) }, false],
    ['not once it is recorded what became of it', { finalised: true }, false],
    ['not as the way back', { kind: 'undo' }, false],
    ['not as a test, which ends by itself', { kind: 'test' }, false],
    ['not as a test whose points are ready', { kind: 'test', evidence: ['ready', null] }, false],
    ['as a test whose points still say Failover', { kind: 'test', evidence: [null, 'failover'] }, true],
  ])('%s', (_what, over, temporary) => {
    expect(isTemporary({ ...RUN, ...over })).toBe(temporary)
  })
})

describe('the state of a point', () => {
  it.each<[string | null, number | null, PointEvidence | null]>([
    ['Failover', 0, 'failover'],
    ['PermanentFailover', 1, 'permanent_failover'],
    ['permanentfailover ', 1, 'permanent_failover'],
    ['Failback', 1, 'failback'],
    ['Ready', READY_COUNTS_AFTER_MS, 'ready'],
    // Enterprise Manager may not have collected since.
    ['Ready', READY_COUNTS_AFTER_MS - 1, null],
    ['Failover', -1, null],
    ['Failover', null, null],
    ['Unknown', 1, null],
    ['Paused', 1, null],
    [null, 1, null],
  ])('%j, read %j ms after the end, proves %j', (state, afterMs, evidence) => {
    expect(toPointEvidence(state, afterMs)).toBe(evidence)
  })
})

describe('the outcome that points suggest', () => {
  it.each<[(PointEvidence | null)[], string | null]>([
    [['permanent_failover', 'permanent_failover'], 'made_permanent'],
    [['failback'], 'failed_back'],
    [['ready', 'ready'], 'undone'],
    [['failover', 'failover'], null],
    [['ready', 'failover'], null],
    [['ready', null], null],
    [[null, 'ready'], null],
    [[], null],
  ])('of %j is %j', (evidence, outcome) => {
    expect(suggestOutcome(evidence)).toBe(outcome)
  })
})
