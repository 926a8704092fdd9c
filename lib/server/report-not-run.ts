import 'server-only'
import type { SessionReply } from '@/lib/api/replies'
import type { RunReport } from '@/lib/api/report'
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

  const rowsOf = new Map<string, number>()
  for (const { vmName } of session.tasks) {
    if (vmName !== null) rowsOf.set(vmName, (rowsOf.get(vmName) ?? 0) + 1)
  }
  const vms = planVms.flatMap(({ name }, index) => {
    const rows = name === null ? 0 : (rowsOf.get(name) ?? 0)
    if (name !== null && rows > 0) rowsOf.set(name, rows - 1)
    return rows === 0 ? [{ order: index + 1, vmName: name }] : []
  })
  const reason =
    vms.length === 0
      ? null
      : toDoubt(
          reply,
          [...rowsOf.values()].some((rows) => rows > 0),
        )
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
