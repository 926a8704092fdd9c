import { describe, expect, it } from 'vitest'
import { makeSummary } from '../components/list-fixtures'
import { sessionId } from '../share/samples'
import type { Acknowledgement } from '@/lib/failover/acknowledgement'
import { toRecordedTeamwork } from '@/lib/server/teamwork-view'

const ack = (key: string | null, by: string): Acknowledgement => ({
  no: 1,
  key,
  vmName: key,
  startUtc: null,
  message: null,
  by,
  atMs: 1,
  reason: 'on it',
})

/** A run that failed and that only the record has. */
function said(failed: number, acknowledgements: Acknowledgement[]) {
  const { session, counts } = makeSummary()
  return toRecordedTeamwork(
    { acknowledgements, finalisation: null, notes: [], known: true },
    {
      session: { ...session, id: sessionId(1), failureMessage: 'Failed to fail over some VMs' },
      outcome: { kind: 'ended', result: 'failed' },
      counts: { ...counts, failed },
      plan: null,
      tenant: null,
      tag: null,
      observedAtMs: 1,
      inEnterpriseManager: false,
      sortMs: 1,
      worstRpoMs: null,
    },
  )
}

describe('failures of a run that only the record has', () => {
  it('are those of its VMs, whatever an earlier program took for the run’s own', () => {
    expect(said(2, [])).toMatchObject({ unacknowledged: 2, acknowledgedBy: null })
    expect(said(2, [ack('a', 'Kim'), ack(null, 'Bo')])).toMatchObject({
      unacknowledged: 1,
      acknowledgedBy: 'Kim',
    })
    expect(said(2, [ack(null, 'Bo')])).toMatchObject({ unacknowledged: 2, acknowledgedBy: null })
  })

  it('are the run’s own where no VM failed', () => {
    expect(said(0, [])).toMatchObject({ unacknowledged: 1 })
    expect(said(0, [ack(null, 'Bo')])).toMatchObject({ unacknowledged: 0, acknowledgedBy: 'Bo' })
  })
})
