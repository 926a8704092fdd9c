import type { FailoverPlan, FailoverSession } from './failover-session'

/**
 * The failover plan a session belongs to, or null when that is not certain. The wire has no such link: the plan must
 * have the session's name and backup server, its VMs must hold all of the session's, and no other plan may fit too.
 * One tenant must never see another's run, so there is no guess.
 * @see EM wire reference §6.5
 */
export function findPlan(
  session: Pick<FailoverSession, 'name' | 'backupServer' | 'tasks'>,
  plans: readonly FailoverPlan[],
): FailoverPlan | null {
  if (session.name === null || session.backupServer === null) return null
  const serverId = session.backupServer.id
  const namesakes = plans.filter((plan) => plan.name === session.name && plan.backupServer?.id === serverId)
  if (namesakes.length <= 1) {
    const [only] = namesakes
    return only && !contradicts(session, only) ? only : null
  }
  const vmNames = session.tasks.flatMap((task) => task.vmName ?? [])
  if (vmNames.length === 0 || vmNames.length < session.tasks.length) return null
  const fitting = namesakes.filter((plan) => {
    const inPlan = new Set(plan.vms.map((vm) => vm.name))
    return vmNames.every((name) => inPlan.has(name))
  })
  return fitting.length === 1 ? (fitting[0] ?? null) : null
}

/** None of the VMs that ran stands in the plan: a new plan took the old one's name. */
function contradicts(session: Pick<FailoverSession, 'tasks'>, plan: FailoverPlan): boolean {
  const inPlan = new Set(plan.vms.map((vm) => vm.name))
  const vmNames = session.tasks.flatMap((task) => task.vmName ?? [])
  return vmNames.length > 0 && inPlan.size > 0 && vmNames.every((name) => !inPlan.has(name))
}
