import type { SessionReply } from '@/lib/api/replies'
import { type FigureUnknown, toRunRto } from '@/lib/failover/recovery'

/** Why a run has no time to fail over; null where it has one, or where it still passes. */
export function toRtoUnknown({
  session,
  outcome,
}: Pick<SessionReply, 'session' | 'outcome'>): FigureUnknown | null {
  const rto = toRunRto(session, outcome)
  if (!('unknown' in rto)) return null
  if (rto.unknown !== 'running') return rto.unknown
  return session.creationTimeUtc === null ? 'start_not_reported' : null
}
