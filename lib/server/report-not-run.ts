import 'server-only'
import type { SessionReply } from '@/lib/api/replies'
import type { RunReport } from '@/lib/api/report'
import { toPlanBesideRows } from '@/lib/failover/planned-vms'
import { isEnded } from '@/lib/failover/words'

/** A VM of a failover plan. */
export type PlanVm = { name: string | null }

type NotRun = RunReport['notRun']
type Unsure = Extract<NotRun, { kind: 'unsure' }>['reason']

/**
 * The plan's VMs that have no row in the run, in plan order. VMs are compared by name, since a row links no VM of a plan;
 * where that leaves a doubt, or rows may have come and gone unseen, the answer says so instead of accusing a VM.
 * @param planVms in plan order; null where the plan is not known; then `planUnknown` says why
 */
export function toNotRun(
  reply: SessionReply,
  planVms: readonly PlanVm[] | null,
  planUnknown: SessionReply['unreadable']['plan'],
): NotRun {
  const { session, inEnterpriseManager } = reply
  if (planVms === null) return { kind: 'unknown', reason: planUnknown ?? 'plan_vms_not_known' }
  const over = isEnded(session)
  if (session.tasks.length === 0 && (over || !inEnterpriseManager)) {
    return { kind: 'unknown', reason: 'not_seen' }
  }

  const { missing, hasStrangers } = toPlanBesideRows(
    planVms,
    session.tasks.map(({ vmName }) => vmName),
  )
  const vms = missing.map(({ vm, place }) => ({ order: place, vmName: vm.name }))
  const reason = vms.length === 0 ? null : toDoubt(reply, hasStrangers)
  return reason === null ? { kind: 'known', vms } : { kind: 'unsure', vms, reason }
}

function toDoubt(reply: SessionReply, hasStrangers: boolean): Unsure | null {
  const { session, inEnterpriseManager } = reply
  if (session.tasks.some((task) => task.vmName === null)) return 'unnamed_rows'
  if (hasStrangers) return 'plan_differs'
  if (!isEnded(session)) return inEnterpriseManager ? null : 'not_seen_to_end'
  return session.tasksFrom === 'record' && !wereRowsSeenAtEnd(reply) ? 'rows_before_end' : null
}

/** Rows that Enterprise Manager dropped at the end may have been joined by others in the last moments. */
function wereRowsSeenAtEnd({ session, emClockAheadMs }: SessionReply): boolean {
  const { tasksRecordedAtUtc, endTimeUtc } = session
  if (tasksRecordedAtUtc === null || endTimeUtc === null) return false
  return Date.parse(tasksRecordedAtUtc) + emClockAheadMs >= Date.parse(endTimeUtc)
}
