import { describe, expect, it } from 'vitest'
import { toRunRow, toVmRow } from '@/components/history/comparison'
import type { ComparisonReply } from '@/lib/api/record-replies'
import { makeComparison, makeRun } from './record-fixtures'

const MINUTE_MS = 60_000
type Vm = ComparisonReply['vms'][number]

const took = (minutes: number | null, standing: 'succeeded' | 'failed' | 'working' = 'succeeded') => ({
  standing,
  tookMs: minutes === null ? null : minutes * MINUTE_MS,
})
const row = (now: Vm['now'], earlier: Vm['earlier']) => toVmRow({ vmName: 'dc01', now, earlier })

describe('toVmRow', () => {
  it('takes the middle of an odd number, and between the middle ones of an even', () => {
    expect(row(took(1), [took(3), took(9), took(4)]).typical).toEqual({
      medianMs: 4 * MINUTE_MS,
      leastMs: 3 * MINUTE_MS,
      mostMs: 9 * MINUTE_MS,
    })
    expect(row(took(1), [took(10), took(3), took(5), took(4)]).typical?.medianMs).toBe(4.5 * MINUTE_MS)
  })

  it('says by how much this run was slower or faster, and what is the same', () => {
    expect(row(took(7), [took(4)]).against).toEqual({ kind: 'slower', ms: 3 * MINUTE_MS })
    expect(row(took(3), [took(4)]).against).toEqual({ kind: 'faster', ms: MINUTE_MS })
    expect(row({ standing: 'succeeded', tookMs: 240_999 }, [took(4)]).against).toEqual({ kind: 'same' })
    expect(row({ standing: 'succeeded', tookMs: 241_000 }, [took(4)]).against).toEqual({
      kind: 'slower',
      ms: 1000,
    })
  })

  it('counts no time of what did not fail over', () => {
    const failed = row(took(9, 'failed'), [took(1, 'failed'), took(4)])
    expect(failed.now?.tookMs).toBeNull()
    expect(failed.typical).toMatchObject({ leastMs: 4 * MINUTE_MS, mostMs: 4 * MINUTE_MS })
    expect(failed.against).toEqual({ kind: 'no_time' })
    expect(row(took(9, 'working'), [took(4)]).against).toEqual({ kind: 'no_time' })
    expect(row(took(9), [took(null, 'failed')]).against).toEqual({ kind: 'no_time' })
  })

  it('knows a VM of this run alone, and of earlier ones alone', () => {
    expect(row(took(2), [null, null])).toMatchObject({ typical: null, against: { kind: 'only_now' } })
    expect(row(null, [took(2), null])).toMatchObject({ against: { kind: 'not_now' } })
  })
})

describe('toRunRow', () => {
  it('leaves failed runs out of the middle, and gives them no time', () => {
    const { now, earlier, typical, against } = toRunRow(makeComparison())
    expect(now).toEqual({ standing: 'warning', tookMs: 35 * MINUTE_MS })
    expect(earlier.map((node) => node?.tookMs)).toEqual([31 * MINUTE_MS, null, 33 * MINUTE_MS])
    expect(typical?.medianMs).toBe(32 * MINUTE_MS)
    expect(against).toEqual({ kind: 'slower', ms: 3 * MINUTE_MS })
  })

  it('does not compare a run that goes on', () => {
    const outcome = { kind: 'running', failedSoFar: 0, warningSoFar: 0 } as const
    expect(toRunRow({ ...makeComparison(), run: makeRun({ outcome }) }).against).toEqual({ kind: 'no_time' })
  })
})
