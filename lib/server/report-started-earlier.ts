import 'server-only'
import type { EarlierAttempts } from './earlier-attempts'
import type { PlanVm } from './report-not-run'
import type { SessionReply } from '@/lib/api/replies'
import type { RunReport, StartedEarlier, UnknownReason } from '@/lib/api/report'
import { toPlanBesideEarlier } from '@/lib/failover/planned-vms'

type NotRun = RunReport['notRun']
type Said = {
  /** What is left of the VMs that did not run. */
  notRun: NotRun
  startedEarlier: StartedEarlier[]
  /** Why it is not known of those that are left whether an earlier attempt started them. */
  doubts: UnknownReason[]
}

/**
 * Takes those VMs out of the ones that did not run which an earlier attempt had started: a retry leaves them alone, and
 * whoever reads that they did not run takes them for down. What is only inferred is no evidence, so only attempts count
 * that a person has confirmed.
 */
export function withoutStarted(
  notRun: NotRun,
  planVms: readonly PlanVm[],
  { reply, earlier }: { reply: SessionReply; earlier: EarlierAttempts },
): Said {
  if (notRun.kind === 'unknown' || notRun.vms.length === 0) return { notRun, startedEarlier: [], doubts: [] }
  const { attempts, tag } = reply
  const hasEarlier = attempts?.kind === 'confirmed' && attempts.number > 1
  if (earlier.kind === 'unread' || hasEarlier !== (earlier.kind === 'known'))
    // The run was read while the record could not be, or before somebody said something else.
    return { notRun, startedEarlier: [], doubts: ['record_unavailable'] }
  if (earlier.kind === 'none') return { notRun, startedEarlier: [], doubts: [] }
  const { started, doubts } = toPlanBesideEarlier(
    planVms,
    reply.session.tasks.map(({ vmName }) => vmName),
    { kind: tag?.kind ?? null, earlier: earlier.vms },
  )
  const startedEarlier = started.flatMap(({ order, name, by }): StartedEarlier[] => {
    const { run, sessionId, sessionCreationTimeUtc, key, standing, creationTimeUtc, endTimeUtc } = by
    if (standing !== 'succeeded' && standing !== 'warning') return []
    const times = { sessionCreationTimeUtc, key, standing, creationTimeUtc, endTimeUtc }
    return [{ order, vmName: name, earlier: { attempt: run, sessionId, ...times } }]
  })
  const orders = new Set(startedEarlier.map(({ order }) => order))
  const vms = notRun.vms.filter(({ order }) => !orders.has(order))
  const isOpen = vms.length > 0 && earlier.unseen && tag?.kind !== 'undo'
  const isSure = notRun.kind === 'known' || vms.length === 0
  return {
    notRun: isSure ? { kind: 'known', vms } : { ...notRun, vms },
    startedEarlier,
    doubts: isOpen ? ['not_seen', ...doubts] : doubts,
  }
}
