import type { FailoverPlan, FailoverSession } from './failover-session'

/**
 * The failover plan a session belongs to, or null when that is not certain. The wire has no such link: the plan must
 * have the session's name and backup server, its VMs must hold all of the session's, and no other plan may fit too.
 * A plan that took over the name of a deleted one, or was edited since, does not fit. One tenant must never see
 * another's run, so there is no guess.
 * @see EM wire reference §6.5
 */
export function findPlan(
  session: Pick<FailoverSession, 'name' | 'backupServer' | 'tasks'>,
  plans: readonly FailoverPlan[],
): FailoverPlan | null {
  if (session.name === null || session.backupServer === null) return null
  const serverId = session.backupServer.id
  const namesakes = plans.filter((plan) => plan.name === session.name && plan.backupServer?.id === serverId)
  const vmNames = session.tasks.flatMap((task) => task.vmName ?? [])
  // Between namesakes only the whole set of VMs decides; for a single one, no row may speak against it.
  if (namesakes.length > 1 && (vmNames.length === 0 || vmNames.length < session.tasks.length)) return null
  const fitting = namesakes.filter((plan) => {
    const inPlan = new Set(plan.vms.map((vm) => vm.name))
    return vmNames.every((name) => inPlan.has(name))
  })
  return fitting.length === 1 ? (fitting[0] ?? null) : null
}

/**
 * The plan of a session whose every VM proves it, for whoever may see one tenant's runs only. A session without rows, or
 * with a row that has no name, may be anybody's: staff still read the likely plan, nobody else does.
 */
export function findProvenPlan(
  session: Pick<FailoverSession, 'name' | 'backupServer' | 'tasks'>,
  plans: readonly FailoverPlan[],
): FailoverPlan | null {
  const isProvable = session.tasks.length > 0 && session.tasks.every((task) => task.vmName !== null)
  return isProvable ? findPlan(session, plans) : null
}
