import type { SessionReply } from '@/lib/api/replies'
import { toFailures } from '@/lib/failover/acknowledgement'

/** A failure that nobody has acknowledged: a VM's, or the run's own (`key` null). */
export type OpenFailure = { key: string | null; vmName: string | null }

export function toOpenFailures({
  session,
  outcome,
  acknowledgements,
}: Pick<SessionReply, 'session' | 'outcome' | 'acknowledgements'>): OpenFailure[] {
  const said = new Set(acknowledgements.map(({ key }) => key))
  return toFailures(session, outcome)
    .filter(({ key }) => !said.has(key))
    .map(({ key, vmName }) => ({ key, vmName }))
}
