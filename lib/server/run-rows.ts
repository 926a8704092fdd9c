import 'server-only'
import type { AttemptsSource } from './attempts-source'
import type { Sides } from './left-runs'
import { toListedRun } from './listed-run'
import type { RecordLists } from './record-lists'
import type { RecordedFailures } from './recorded-failures'
import type { SeenRun } from './run-list-totals'
import type { SessionList, SessionSource } from './session-source'
import { toFinal, toPlanId, toRecordedSummary, toSessionSummary, toWorstRpoMs } from './session-view'
import type { SurroundingsSource } from './surroundings'
import type { TeamworkMemory } from './teamwork-memory'
import type { SessionSummary } from '@/lib/api/replies'
import type { FailoverSession, ReplicaPoint, TaskSession } from '@/lib/failover/failover-session'
import type { Freshness, Problem } from '@/lib/failover/freshness'
import type { ReplicaPointId, SessionId } from '@/lib/failover/ids'
import type { RecordedSummary } from '@/lib/failover/recorded-session'
import type { SeenSession } from '@/lib/failover/seen-session'
import { isEnded } from '@/lib/failover/words'
import type { OnceReader } from '@/lib/poller/once-reader'
import type { Snapshot } from '@/lib/poller/poller'
import type { Recorder } from '@/lib/recorder/recorder'

/** Runs as lists and walls show them: a row each, from whatever was read of it last. */
export type RunRows = {
  /** The list's copy of a session, or the session's own snapshot where that is newer or holds more. */
  newestOf: (id: SessionId, listed: Snapshot<SeenSession>) => Snapshot<SeenSession>
  toSummary: (snapshot: Snapshot<SeenSession>) => SessionSummary
  /** Of a run that EM no longer lists. */
  toRecorded: (recorded: RecordedSummary) => SessionSummary
  /** Of a run that has just left EM's list, as it was seen last: what the record will say of it. */
  toLeft: (
    id: SessionId,
    listed: Snapshot<SeenSession>,
  ) => { summary: SessionSummary; session: FailoverSession }
  /** All that EM lists, each as its newest read brought it. */
  toRuns: (snapshot: Snapshot<SessionList>) => SeenRun[]
  /** The runs of {@link Sides} that are in neither. */
  toLeftRuns: (left: Sides['left']) => SeenRun[]
}

/**
 * One outage has one name: what came with the list, or is waited for, is old for the reason that the list has met since.
 */
function withListProblem(own: Snapshot<SeenSession>, listed: Snapshot<SeenSession>): Snapshot<SeenSession> {
  const { problem } = listed
  if (own.problem !== null || problem === null || Date.parse(problem.sinceUtc) < own.observedAtMs) return own
  return { ...own, problem }
}

/** What a read of a run would bring that EM no longer lists. */
const GONE: Problem = { code: 'not_found', message: '', sinceUtc: '', nextTryAtUtc: null }

export function createRunRows(
  source: SessionSource,
  beside: {
    surroundings: SurroundingsSource
    points: Pick<OnceReader<ReplicaPointId, ReplicaPoint>, 'peek'>
    recorder: Pick<Recorder, 'recordOf'>
    teamwork: Pick<TeamworkMemory, 'of'>
    failures: Pick<RecordedFailures, 'of'>
    targetOf: RecordLists['targetOf']
    numberOf: AttemptsSource['numberOf']
  },
): RunRows {
  const { surroundings, points, recorder, teamwork, failures, targetOf, numberOf } = beside

  /** The first read after its end is all that a run that has ended needs: a later one must not make another row of it. */
  let finals = new Map<SessionId, Freshness>()

  const pointKnown = (task: TaskSession) => task.vmReplicaPoint && points.peek(task.vmReplicaPoint.id)

  const withAttempt = (summary: Omit<SessionSummary, 'attempt'>): SessionSummary => ({
    ...summary,
    attempt: numberOf(summary.session.id),
  })

  function newestOf(id: SessionId, listed: Snapshot<SeenSession>): Snapshot<SeenSession> {
    // Interest in an active session keeps it polled, so that its row on the list is as live as its page.
    // Where the whole list is read each time anyway, it brings every session along.
    const isBrought = isEnded(listed.value.session) || !source.mayQuery()
    const own = isBrought ? source.sessions.peek(id) : source.sessions.glance(id).snapshot
    const newest = newerOf(own, listed)
    return newest === listed ? listed : withListProblem(newest, listed)
  }

  function toSummary(snapshot: Snapshot<SeenSession>): SessionSummary {
    const { session } = snapshot.value
    const around = surroundings.of(session)
    const known = recorder.recordOf(session.id)
    const planId = toPlanId(session, around, known)
    const goals = {
      target: planId === null ? null : targetOf(planId),
      worstRpoMs: toWorstRpoMs(session, pointKnown, known),
    }
    return withAttempt(toSessionSummary(snapshot, around, known, goals, teamwork.of(session.id)))
  }

  function toLeft(id: SessionId, listed: Snapshot<SeenSession>): ReturnType<RunRows['toLeft']> {
    const newest = newerOf(source.sessions.peek(id), listed)
    const summary = toSummary({ ...newest, problem: GONE })
    return { summary: { ...summary, freshness: toFinal(newest.observedAtMs) }, session: newest.value.session }
  }

  function toRun(summary: SessionSummary, { tasks }: FailoverSession): SeenRun {
    const vmNames = tasks.flatMap((task) => [task.vmName ?? [], pointKnown(task)?.value?.vmDisplayName ?? []])
    return { ...toListedRun(summary, { vmNames: vmNames.flat() }), tasks }
  }

  return {
    newestOf,
    toSummary,
    toLeft,
    toRecorded: (recorded) =>
      withAttempt(
        toRecordedSummary(recorded, targetOf, teamwork.of(recorded.session.id), failures.of(recorded)),
      ),
    toRuns(snapshot) {
      const kept = finals
      finals = new Map()
      return [...snapshot.value.sessions].map(([id, seen]) => {
        const newest = newestOf(id, { ...snapshot, value: seen })
        const summary = toSummary(newest)
        if (summary.freshness.level === 'final') finals.set(id, { ...(kept.get(id) ?? summary.freshness) })
        const freshness = finals.get(id) ?? summary.freshness
        return toRun({ ...summary, freshness }, newest.value.session)
      })
    },
    toLeftRuns: (left) =>
      [...left].map(([id, listed]) => {
        const { summary, session } = toLeft(id, listed)
        return toRun(summary, session)
      }),
  }
}

/** The list's copy, or the session's own snapshot where that is newer or holds more. */
function newerOf(own: Snapshot<SeenSession> | null, listed: Snapshot<SeenSession>): Snapshot<SeenSession> {
  if (own && (own.observedAtMs >= listed.observedAtMs || own.value.tasksFrom === 'record')) return own
  return listed
}
