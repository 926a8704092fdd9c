import 'server-only'
import type { HistoryReply } from '@/lib/api/record-replies'
import type { SessionReply } from '@/lib/api/replies'
import type { RunReport } from '@/lib/api/report'
import { durationBetween } from '@/lib/failover/duration'
import { isEnded } from '@/lib/failover/words'

export type ReportRecording = Pick<RunReport, 'gaps' | 'recording' | 'transitions'>

/**
 * What the monitor saw of the run, as far as the report's rows reach: a change that was seen after them would contradict
 * them. Gaps are taken whole, since not having looked is no observation.
 * @param history null if the record cannot be read
 */
export function toReportRecording(
  reply: SessionReply,
  history: HistoryReply | null,
  report: Pick<RunReport, 'asOfUtc' | 'final'>,
): ReportRecording {
  if (history === null) return { gaps: null, recording: null, transitions: null }
  const { asOfUtc, final } = report
  const isSeen = ({ atUtc }: { atUtc: string }): boolean => !isAfter(atUtc, asOfUtc)
  const { recordedFromUtc, recordedToUtc, thinned } = history
  const count = history.samples.filter(isSeen).length
  const unobserved = toUnobserved(reply, history)
  const recording = {
    recordedFromUtc,
    recordedToUtc: recordedToUtc !== null && isAfter(recordedToUtc, asOfUtc) ? asOfUtc : recordedToUtc,
    samples: final ? null : { count, thinned },
    wholeRun: unobserved.length === 0 && isEnded(reply.session),
    unobserved,
  }
  if (!wasWatched(history)) return { gaps: null, recording, transitions: null }
  return {
    gaps: history.gaps.map(({ fromUtc, toUtc, code }) => ({
      fromUtc,
      toUtc,
      lengthMs: toLengthMs(fromUtc, toUtc),
      code,
    })),
    recording,
    transitions: history.transitions.filter(isSeen),
  }
}

/** Whether anything of the run's course is recorded. One that was over when it was first seen has a head and no course. */
function wasWatched(history: HistoryReply): boolean {
  return history.samples.length + history.transitions.length > 0
}

/** Whether the record holds the run as it ended, or as it stood when it was first seen, ended. */
export function holdsEnd(history: HistoryReply, state: string | null): boolean {
  if (history.recordedToUtc === null) return false
  return !wasWatched(history) || sawState(history, state)
}

function sawState({ transitions }: HistoryReply, state: string | null): boolean {
  return transitions.some(({ key, field, to }) => key === null && field === 'state' && to === state)
}

function toLengthMs(fromUtc: string, toUtc: string | null): number | null {
  const ms = durationBetween(fromUtc, toUtc)
  // A clock that was set back in between leaves no length that could be told.
  return ms === null ? null : Math.max(0, ms)
}

type Unobserved = NonNullable<RunReport['recording']>['unobserved']

function toUnobserved({ session, inEnterpriseManager }: SessionReply, history: HistoryReply): Unobserved {
  const missing: Unobserved = []
  const ended = isEnded(session)
  const first = history.samples[0]?.counts
  // Whether a VM was done already is the same by every clock; which of two clocks was first is not.
  const beforeAnyEnd = first !== undefined && first.total === first.waiting + first.working
  if (!beforeAnyEnd) missing.push('start')
  if (history.gaps.length > 0) missing.push('gaps')
  if (ended ? !sawState(history, session.state) : !inEnterpriseManager) missing.push('end')
  // EM drops the rows of a run that is over, perhaps between two looks.
  if (ended && session.tasks.some((task) => !isEnded(task))) missing.push('vm_ends')
  return missing
}

function isAfter(atUtc: string, otherUtc: string): boolean {
  return Date.parse(atUtc) > Date.parse(otherUtc)
}
