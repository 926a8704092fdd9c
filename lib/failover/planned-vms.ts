import type { TaskStanding } from './outcome'
import type { RunKind } from './role'

/** A VM of a failover plan that has no task yet; `order` is its place in the plan, counted from 1. */
export type PlannedVm = { name: string | null; order: number }

/** The VMs of a plan beside the rows of a run. */
export type PlanBesideRows<Vm> = {
  /** VMs of the plan without a row, in plan order, each with its place in the plan, counted from 1. */
  missing: { vm: Vm; place: number }[]
  /** Some row bears a name that the plan does not have, or has more seldom. */
  hasStrangers: boolean
}

/** A row links no VM of a plan, so names are compared, without regard to case: hypervisors do not tell it apart. */
const fold = (name: string): string => name.trim().toLowerCase()

/** Compares by name and number: of two VMs with one name and one row, the second is without a row. */
export function toPlanBesideRows<Vm extends { name: string | null }>(
  planVms: readonly Vm[],
  rowNames: readonly (string | null)[],
): PlanBesideRows<Vm> {
  const rowsOf = new Map<string, number>()
  for (const name of rowNames) {
    if (name !== null) rowsOf.set(fold(name), (rowsOf.get(fold(name)) ?? 0) + 1)
  }
  const missing = planVms.flatMap((vm, index) => {
    const rows = vm.name === null ? 0 : (rowsOf.get(fold(vm.name)) ?? 0)
    if (vm.name !== null && rows > 0) rowsOf.set(fold(vm.name), rows - 1)
    return rows === 0 ? [{ vm, place: index + 1 }] : []
  })
  return { missing, hasStrangers: [...rowsOf.values()].some((rows) => rows > 0) }
}

/**
 * The VMs of a running plan that have no task yet. Null where nobody can say: a row without a name may be any of them.
 */
export function toPlannedVms(
  planVms: readonly { name: string | null }[],
  rowNames: readonly (string | null)[],
): PlannedVm[] | null {
  if (rowNames.includes(null)) return null
  return toPlanBesideRows(planVms, rowNames).missing.map(({ vm, place }) => ({ name: vm.name, order: place }))
}

/** What earlier attempts of the same failover tell of a VM: where it stands by the latest of them. */
export type EarlierVm = { name: string | null; standing: TaskStanding }

export type RunPlan = {
  /** As {@link toPlannedVms}. */
  planned: PlannedVm[] | null
  /** Why VMs of the plan without a task are not among them; null if none is left out. */
  leftOut: PlanLeftOut | null
}
export type PlanLeftOut =
  /** They came through in an earlier attempt, and a retry takes the failed VMs only. */
  | { reason: 'up_already'; count: number }
  /** An undo takes the VMs that are up, and nobody can say which these are. */
  | { reason: 'undo' }

/**
 * The VMs of a plan that its run may still take. A retry is a session of its own with the failed VMs alone: those that are
 * up get no task in it. A run that has taken up a VM that came through before is no retry, whatever was inferred.
 * @see EM wire reference §8.4
 */
export function toRunPlan(
  planVms: readonly { name: string | null }[],
  rowNames: readonly (string | null)[],
  { kind, earlier }: { kind: RunKind | null; earlier: readonly EarlierVm[] },
): RunPlan {
  if (kind === 'undo') return { planned: [], leftOut: { reason: 'undo' } }
  const all = toPlannedVms(planVms, rowNames)
  const up = earlier.filter(isUp).map(({ name }) => name)
  if (all === null || up.length === 0 || hasTakenUp(rowNames, earlier)) return { planned: all, leftOut: null }
  const planned = toPlannedVms(planVms, [...rowNames, ...up])
  const count = planned === null ? 0 : all.length - planned.length
  return { planned, leftOut: count === 0 ? null : { reason: 'up_already', count } }
}

/**
 * Names of the VMs that a run takes in the end: all of its plan, or of a retry those that are not up. Null where its rows
 * alone tell.
 */
export function toExpectedNames(
  planVms: readonly { name: string | null }[],
  rowNames: readonly (string | null)[],
  known: Parameters<typeof toRunPlan>[2],
): string[] | null {
  const { planned, leftOut } = toRunPlan(planVms, rowNames, known)
  if (leftOut === null) return planVms.flatMap(({ name }) => name ?? [])
  if (planned === null || leftOut.reason === 'undo') return null
  return [...rowNames, ...planned.map(({ name }) => name)].flatMap((name) => name ?? [])
}

/** Why it may not be known whether earlier attempts started a VM of the plan that has no row in a run. */
export type EarlierDoubt =
  /** A VM of an earlier attempt has no name, so it may be any of them. */
  | 'unnamed_rows'
  /** The run took up VMs that were up, so it is no retry, and nobody can say what became of the others. */
  | 'started_again'
  /** An earlier attempt is still at it. */
  | 'running'
  | 'result_unknown'

export type PlanBesideEarlier<Vm> = {
  /** VMs of the plan that came through before the run, in plan order, `order` counted from 1. */
  started: (PlannedVm & { by: Vm })[]
  /** Of the other VMs of the plan without a row. */
  doubts: EarlierDoubt[]
}

/**
 * The VMs of a plan that a run has no row of because an earlier attempt had started them: by name those that
 * {@link toRunPlan} leaves out of it, so that a run and its report never differ. An undo starts none.
 */
export function toPlanBesideEarlier<Vm extends EarlierVm>(
  planVms: readonly { name: string | null }[],
  rowNames: readonly (string | null)[],
  { kind, earlier }: { kind: RunKind | null; earlier: readonly Vm[] },
): PlanBesideEarlier<Vm> {
  if (kind === 'undo' || earlier.length === 0) return { started: [], doubts: [] }
  const { planned, leftOut } = toRunPlan(planVms, rowNames, { kind, earlier })
  const all = toPlanBesideRows(planVms, rowNames).missing
  const left = new Set(leftOut?.reason === 'up_already' ? planned?.map(({ order }) => order) : undefined)
  const up = earlier.filter(isUp)
  const started = (leftOut === null ? [] : all).flatMap(({ vm: { name }, place }) => {
    const at = left.has(place) ? -1 : up.findIndex((one) => isSameName(one.name, name))
    return up.splice(at, at < 0 ? 0 : 1).map((by) => ({ name, order: place, by }))
  })
  const orders = new Set(started.map(({ order }) => order))
  const rest = all.filter(({ place }) => !orders.has(place)).map(({ vm }) => vm.name)
  const ofRest = earlier.filter((one) => rest.some((name) => isSameName(one.name, name)))
  const doubts: EarlierDoubt[] = []
  if (rest.length === 0) return { started, doubts }
  if (earlier.some(({ name, standing }) => name === null && standing !== 'failed'))
    doubts.push('unnamed_rows')
  if (hasTakenUp(rowNames, earlier) && ofRest.some(isUp)) doubts.push('started_again')
  if (ofRest.some(({ standing }) => standing === 'working' || standing === 'waiting')) doubts.push('running')
  if (ofRest.some(({ standing }) => standing === 'unknown')) doubts.push('result_unknown')
  return { started, doubts }
}

const isSameName = (one: string | null, other: string | null): boolean =>
  one !== null && other !== null && fold(one) === fold(other)

const isUp = ({ standing }: EarlierVm): boolean => standing === 'succeeded' || standing === 'warning'

/** Whether a row bears a name that stands for nothing but VMs that came through. */
function hasTakenUp(rowNames: readonly (string | null)[], earlier: readonly EarlierVm[]): boolean {
  const toNames = (vms: readonly EarlierVm[]): Set<string> =>
    new Set(vms.flatMap(({ name }) => (name === null ? [] : fold(name))))
  const up = toNames(earlier.filter(isUp))
  const others = toNames(earlier.filter((vm) => !isUp(vm)))
  return rowNames.some((name) => name !== null && up.has(fold(name)) && !others.has(fold(name)))
}
