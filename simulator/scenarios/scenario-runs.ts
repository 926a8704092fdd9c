import type { BuiltEstate } from '../estate/build-estate'
import type { Plan } from '../estate/estate'
import type { RunTimeline } from '../failover-run'
import {
  FAILOVER_RULES,
  type RunInput,
  type ScheduledVm,
  UNDO_RULES,
  type Verdict,
  scheduleRun,
} from '../schedule-run'
import { createSeededRandom, toGuid } from '../seeded-random'
import type { ScenarioName } from './scenario-name'
import { SCENARIO_PLANS } from './scenario-plans'

const MINUTE_MS = 60_000

/** Frozen ten minutes into its run: the last that EM ever collected. */
const FROZEN_AFTER_MS = 10 * MINUTE_MS

type Shape = Partial<Pick<RunInput, 'kind' | 'rules' | 'verdicts' | 'failureMessage' | 'options'>>

const NO_POWER_ON =
  'Failed to power on VM replica: the host has insufficient memory resources to satisfy the reservation'
const LATE_APPLIANCE = 'Network extension appliance responded late; default gateway was set after 94 seconds'

const verdicts = (...entries: [number, Verdict][]): ReadonlyMap<number, Verdict> => new Map(entries)

/** What is special about each scenario; the plan and its VMs stand in scenario-plans.ts. */
const SHAPES: Record<ScenarioName, (createdAtMs: number) => Shape> = {
  clean: () => ({}),
  failures: () => ({
    verdicts: verdicts(
      [6, { result: 'Failed', message: NO_POWER_ON, endPercent: 64 }],
      [9, { result: 'Warning', message: LATE_APPLIANCE }],
    ),
    failureMessage: 'Failover plan has completed with errors: 1 of 14 VMs failed to start',
  }),
  long: () => ({ rules: { ...FAILOVER_RULES, rowsAtOnce: 20, rowSpacingMs: 3_000 } }),
  emptied: () => ({ options: { emptiedWhenStopped: true } }),
  test: () => ({
    kind: 'test',
    verdicts: verdicts([4, { result: 'Warning', message: 'Ping test has timed out' }]),
  }),
  undo: () => ({ kind: 'undo', rules: UNDO_RULES }),
  'twin-a': () => ({}),
  'twin-b': () => ({}),
  'odd-names': () => ({
    verdicts: verdicts(
      [3, { result: 'Warning', message: 'Guest <tools> "not installed" & IP unknown' }],
      [
        7,
        {
          result: 'Failed',
          message: '<b>Invalid</b> disk & path "C:\\ClusterStorage\\Vol\'1"; see ‹log›, time-out 30/60',
          endPercent: 31,
        },
      ],
    ),
  }),
  frozen: (createdAtMs) => ({
    // No VM needs less than five minutes, so the eleventh is never done when the run freezes.
    rules: { ...FAILOVER_RULES, durationMs: [5 * MINUTE_MS, 10 * MINUTE_MS] },
    options: { frozenAtMs: createdAtMs + FROZEN_AFTER_MS },
  }),
  finished: () => ({}),
  'failed-silent': () => ({
    verdicts: verdicts([2, { result: 'Failed', message: NO_POWER_ON, endPercent: 37 }]),
  }),
  starting: () => ({ rules: { ...FAILOVER_RULES, firstRowAfterMs: 90_000 } }),
  retried: () => ({}),
}

/** How long before its retry the failed run of the scenario `retried` began, and which of its VMs did not come up. */
const RETRIED_AFTER_MS = 40 * MINUTE_MS
const RETRIED_VMS = [4, 11]

/** The main session of each scenario has this id, whether or not the scenario is on. */
export function toScenarioSessionId(seed: number, scenario: ScenarioName): string {
  return toGuid(seed, 'session', scenario)
}

/** The time of the last collection that brought anything for the scenario `frozen`. */
export function toFrozenAtMs(startMs: number): number {
  return startMs - SCENARIO_PLANS.frozen.startedBeforeMs + FROZEN_AFTER_MS
}

export function toScheduledVms(plan: Plan): ScheduledVm[] {
  return plan.vms.map((vm) => ({
    name: vm.name,
    point: vm.newestPoint === null ? null : { id: vm.newestPoint.id, name: vm.newestPoint.name },
  }))
}

/** The run of one scenario; null if its plan is not part of the estate. Depends on seed and start alone. */
export function toScenarioRun(
  input: { seed: number; startMs: number; estate: BuiltEstate },
  scenario: ScenarioName,
): RunTimeline | null {
  const plan = input.estate.planOf(scenario)
  if (plan === null) return null
  const createdAtMs = input.startMs - SCENARIO_PLANS[scenario].startedBeforeMs
  const shape = SHAPES[scenario](createdAtMs)
  const all = toScheduledVms(plan)
  const vms = scenario === 'retried' ? all.filter((_, index) => RETRIED_VMS.includes(index)) : all
  return scheduleRun({
    id: toScenarioSessionId(input.seed, scenario),
    name: plan.name,
    planId: plan.id,
    serverId: plan.serverId,
    kind: 'failover',
    createdAtMs,
    vms: scenario === 'odd-names' ? withOddPoints(input.seed, vms) : vms,
    rules: FAILOVER_RULES,
    random: createSeededRandom(`${input.seed} run ${scenario}`),
    ...shape,
  })
}

/**
 * The run before the one of `retried`: it failed, and the retry in the console starts only its failed VMs, as a session
 * of its own under the same name (api.md §8.4). Null for every other scenario.
 */
export function toFailedRunBefore(
  input: { seed: number; startMs: number; estate: BuiltEstate },
  scenario: ScenarioName,
): RunTimeline | null {
  const plan = scenario === 'retried' ? input.estate.planOf(scenario) : null
  if (plan === null) return null
  return scheduleRun({
    id: toGuid(input.seed, 'session', scenario, 'before'),
    name: plan.name,
    planId: plan.id,
    serverId: plan.serverId,
    kind: 'failover',
    createdAtMs: input.startMs - RETRIED_AFTER_MS,
    vms: toScheduledVms(plan),
    rules: FAILOVER_RULES,
    verdicts: new Map(
      RETRIED_VMS.map((at) => [at, { result: 'Failed', message: NO_POWER_ON, endPercent: 58 }] as const),
    ),
    failureMessage: 'Failover plan has completed with errors: 2 of 14 VMs failed to start',
    random: createSeededRandom(`${input.seed} run ${scenario} before`),
  })
}

/** One VM whose point is gone after retention, one without a link (api.md §6.2: the link may dangle, treat as optional). */
function withOddPoints(seed: number, vms: readonly ScheduledVm[]): ScheduledVm[] {
  return vms.map((vm, index) => {
    if (index === 5) return { ...vm, point: null }
    if (index === 6 && vm.point !== null) {
      return { ...vm, point: { id: toGuid(seed, 'point', 'gone'), name: vm.point.name } }
    }
    return vm
  })
}
