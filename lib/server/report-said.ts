import 'server-only'
import type { SessionReply } from '@/lib/api/replies'
import type { RunReport } from '@/lib/api/report'

/** What staff said of a run; nothing at all where they said nothing, so that such a report stays byte for byte the same. */
export function toReportSaid(reply: SessionReply): Pick<RunReport, 'said'> {
  const { session, acknowledgements, notes, finalisation } = reply
  if (acknowledgements.length === 0 && notes.length === 0 && finalisation === null) return {}
  const names = new Map(session.tasks.map(({ key, vmName }) => [key, vmName]))
  return {
    said: {
      acknowledgements: acknowledgements.map(({ key, by, atUtc, reason }) => ({
        atUtc,
        by,
        key,
        vmName: key === null ? null : (names.get(key) ?? null),
        reason,
      })),
      // As they were written; whether a tenant read one may change later, and is no evidence of the run.
      notes: notes.toReversed().map(({ atUtc, by, text }) => ({ atUtc, by, text })),
      finalisation: finalisation && {
        atUtc: finalisation.atUtc,
        by: finalisation.by,
        outcome: finalisation.outcome,
        note: finalisation.note,
      },
    },
  }
}
