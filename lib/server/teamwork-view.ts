import 'server-only'
import { createHash } from 'node:crypto'
import type { SessionReply, SessionSummary } from '@/lib/api/replies'
import { MOST_FAILING } from '@/lib/api/teamwork-schemas'
import type { AcknowledgementView, FinalisationView, RunNoteView } from '@/lib/api/teamwork-schemas'
import {
  type Acknowledgement,
  type Failure,
  type FailingRun,
  hasOwnFailure,
  holdingOf,
  toFailures,
} from '@/lib/failover/acknowledgement'
import type { FailoverSession, TaskSession } from '@/lib/failover/failover-session'
import { toFailureName } from '@/lib/failover/failure-name'
import {
  type Finalisation,
  isTemporary,
  type PointEvidence,
  suggestOutcome,
} from '@/lib/failover/finalisation'
import type { Counts, Outcome } from '@/lib/failover/outcome'
import type { RecordedSummary } from '@/lib/failover/recorded-session'
import type { RunKind } from '@/lib/failover/role'
import type { RunNote } from '@/lib/store/run-notes'

/** What staff said of one run. */
export type Teamwork = {
  /** In force by the record; whether the failure is still there, the run tells. */
  acknowledgements: readonly Acknowledgement[]
  finalisation: Finalisation | null
  /** Null: not read yet. */
  notes: readonly RunNote[] | null
  /** False: the record was never read, so nothing is known of what was said. */
  known: boolean
}

export const NO_TEAMWORK: Teamwork = { acknowledgements: [], finalisation: null, notes: [], known: true }

type Said = Pick<SessionSummary, 'unacknowledged' | 'failing' | 'acknowledgedBy' | 'finalised' | 'temporary'>

type Run = {
  session: FailoverSession
  outcome: Outcome
  counts: Counts
  kind: RunKind | null
  /** Of the VMs that failed over. */
  evidence: readonly (PointEvidence | null)[]
}

const utc = (ms: number): string => new Date(ms).toISOString()

export function toTeamworkSummary(teamwork: Teamwork, run: Run): Said {
  const holding = holdingOf(teamwork.acknowledgements, run.session, run.outcome)
  const failures = toFailures(run.session, run.outcome)
  return {
    unacknowledged: failures.length - holding.length,
    failing: toFailing(failures, holding),
    acknowledgedBy: holding.at(-1)?.by ?? null,
    ...toFinal(teamwork, run),
  }
}

/** All that has failed, each under a name that it keeps from read to read. @param holding acknowledgements in force */
function toFailing(failures: readonly Failure[], holding: readonly Failure[]): SessionSummary['failing'] {
  const acknowledged = new Set(holding.map(({ key }) => key))
  const all = failures.map((failure) => ({
    key: toFailingKey(failure),
    open: !acknowledged.has(failure.key),
  }))
  // Where not all can be named: those that somebody has still to look at.
  return all.toSorted((one, other) => Number(other.open) - Number(one.open)).slice(0, MOST_FAILING)
}

/** A row's key changes once its replica point is known, its VM's name does not. A reason may come later: it stands apart. */
function toFailingKey({ key, vmName, startUtc, message }: Failure): string {
  const what = `${key === null ? 'run' : `vm ${vmName ?? key}`} ${startUtc}`
  return toFailureName(toHash(what, 12), message === null ? null : toHash(`${what} ${message}`, 8))
}

const toHash = (text: string, letters: number): string =>
  createHash('sha256').update(text).digest('base64url').slice(0, letters)

/**
 * Of a run that only the record has: its rows move no more, so what is in force holds.
 * @param failed rows of the VMs that failed; null where they were not read, then nothing has a name
 */
export function toRecordedTeamwork(
  teamwork: Teamwork,
  recorded: RecordedSummary,
  failed: readonly TaskSession[] | null = null,
): Said {
  const { outcome, counts, tag } = recorded
  return {
    ...toRecordedFailures(teamwork, recorded, failed),
    ...toFinal(teamwork, { outcome, counts, kind: tag?.kind ?? null, evidence: [] }),
  }
}

function toRecordedFailures(
  teamwork: Teamwork,
  { session, outcome, counts }: RecordedSummary,
  failed: readonly TaskSession[] | null,
): Pick<Said, 'unacknowledged' | 'failing' | 'acknowledgedBy'> {
  const own = hasOwnFailure(outcome, counts.failed)
  // Of the run's own failure or of its VMs', whichever it is that counts.
  const acknowledgements = teamwork.acknowledgements.filter(({ key }) => (key === null) === own)
  const run = { ...session, tasks: own ? [] : (failed ?? []) }
  const failures = toFailures(run, outcome)
  const holding = own ? acknowledgements.slice(0, failures.length) : holdingOf(acknowledgements, run, outcome)
  const isWhole = failures.length >= counts.failed
  const inForce = isWhole ? holding : acknowledgements
  return {
    unacknowledged: Math.max(0, (own ? 1 : counts.failed) - inForce.length),
    failing: toFailing(failures, holding),
    acknowledgedBy: inForce.at(-1)?.by ?? null,
  }
}

function toFinal(
  { finalisation, known }: Teamwork,
  run: Omit<Run, 'session'>,
): Pick<Said, 'finalised' | 'temporary'> {
  return {
    finalised: finalisation?.outcome ?? null,
    temporary: known && isTemporary({ ...run, finalised: finalisation !== null }),
  }
}

export function toTeamworkReply(
  teamwork: Teamwork,
  run: Run,
): Pick<
  SessionReply,
  | 'unacknowledged'
  | 'acknowledgements'
  | 'notes'
  | 'finalisation'
  | 'temporary'
  | 'suggestion'
  | 'teamworkUnknown'
> {
  const { unacknowledged, temporary } = toTeamworkSummary(teamwork, run)
  return {
    unacknowledged,
    acknowledgements: toAcknowledgementViews(teamwork.acknowledgements, run),
    notes: (teamwork.notes ?? []).map(toNoteView),
    finalisation: toFinalisationView(teamwork.finalisation),
    temporary,
    suggestion: temporary ? suggestOutcome(run.evidence) : null,
    teamworkUnknown: !teamwork.known || teamwork.notes === null,
  }
}

export const toAcknowledgementViews = (
  acknowledgements: readonly Acknowledgement[],
  run: { session: FailingRun; outcome: Outcome },
): AcknowledgementView[] =>
  holdingOf(acknowledgements, run.session, run.outcome).map(({ key, by, atMs, reason }) => ({
    key,
    by,
    atUtc: utc(atMs),
    reason,
  }))

export const toNoteView = ({ id, by, atMs, text, publishedTo }: RunNote): RunNoteView => ({
  id,
  by,
  atUtc: utc(atMs),
  text,
  publishedTo,
})

export const toFinalisationView = (finalisation: Finalisation | null): FinalisationView | null =>
  finalisation && {
    outcome: finalisation.outcome,
    by: finalisation.by,
    atUtc: utc(finalisation.atMs),
    note: finalisation.note,
  }
