import type { SessionSummary } from '@/lib/api/replies'
import { isEnded } from '@/lib/failover/words'

type Shown = Pick<SessionSummary, 'inEnterpriseManager'> & {
  session: Pick<SessionSummary['session'], 'state' | 'endTimeUtc'>
}

/** Whether Enterprise Manager no longer has a run that was not seen to end. What it came to nobody here will know. */
export function isLostRun({ session, inEnterpriseManager }: Shown): boolean {
  return !inEnterpriseManager && !isEnded(session)
}
