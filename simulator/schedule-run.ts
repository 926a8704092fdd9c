import { cutInstant } from './em-instant'
import type { EndResult, RunTimeline, TaskTimeline } from './failover-run'
import type { SeededRandom } from './seeded-random'

export type Verdict = { result: EndResult; message: string | null; endPercent?: number }

export type RunRules = {
  /** 10 for a failover (api.md §8.1), 5 for an undo (§8.5). */
  maxAtOnce: number
  /** Least time between two VM starts. */
  startSpacingMs: number
  firstRowAfterMs: number
  rowsAtOnce: number
  rowSpacingMs: number
  /** Shortest and longest time of one VM. */
  durationMs: readonly [number, number]
}

export type ScheduledVm = { name: string; point: { id: string; name: string } | null }

export const FAILOVER_RULES: RunRules = {
  maxAtOnce: 10,
  startSpacingMs: 0,
  firstRowAfterMs: 4_000,
  rowsAtOnce: 1,
  rowSpacingMs: 1_500,
  durationMs: [120_000, 600_000],
}

export const UNDO_RULES: RunRules = {
  ...FAILOVER_RULES,
  maxAtOnce: 5,
  startSpacingMs: 10_000,
  durationMs: [120_000, 240_000],
}

const SEVERITY = { Success: 0, Warning: 1, Failed: 2 } as const

export type RunInput = Pick<RunTimeline, 'id' | 'name' | 'planId' | 'serverId' | 'kind'> & {
  createdAtMs: number
  /** In plan order. */
  vms: readonly ScheduledVm[]
  rules: RunRules
  /** By place in the plan; all others succeed. */
  verdicts?: ReadonlyMap<number, Verdict>
  random: SeededRandom
  /** The session's own message; without it a failed session says nothing (api.md §6.2). */
  failureMessage?: string
  options?: Partial<Pick<RunTimeline, 'startedThroughEmAtMs' | 'frozenAtMs' | 'emptiedWhenStopped'>>
}

/** Works out the whole run in advance: when each VM gets its row, its turn and its end. */
export function scheduleRun(input: RunInput): RunTimeline {
  const createdAtMs = cutInstant(input.createdAtMs)
  const tasks = scheduleTasks(input, createdAtMs)
  const lastEndMs = tasks.reduce((latest, task) => Math.max(latest, task.endsAtMs), createdAtMs + 8_000)
  const result = tasks.reduce<EndResult>(
    (worst, task) => (SEVERITY[task.result] > SEVERITY[worst] ? task.result : worst),
    'Success',
  )
  return {
    id: input.id,
    name: input.name,
    planId: input.planId,
    serverId: input.serverId,
    kind: input.kind,
    createdAtMs,
    workingAtMs: tasks.reduce((first, task) => Math.min(first, task.startsAtMs), lastEndMs),
    stoppingAtMs: lastEndMs,
    endsAtMs: cutInstant(lastEndMs + input.random.int(3_000, 7_000)),
    tasks,
    result,
    failureMessage: input.failureMessage ?? null,
    startedThroughEmAtMs: input.options?.startedThroughEmAtMs ?? null,
    frozenAtMs: input.options?.frozenAtMs ?? null,
    emptiedWhenStopped: input.options?.emptiedWhenStopped ?? false,
  }
}

function scheduleTasks(input: RunInput, runCreatedAtMs: number): TaskTimeline[] {
  const { rules, random } = input
  const slotFreeAtMs = Array.from({ length: rules.maxAtOnce }, () => runCreatedAtMs)
  let previousStartMs = Number.NEGATIVE_INFINITY
  return input.vms.map((vm, index) => {
    const row = Math.floor(index / rules.rowsAtOnce)
    const createdAtMs = cutInstant(
      runCreatedAtMs + rules.firstRowAfterMs + row * rules.rowSpacingMs + random.int(0, 900),
    )
    const slot = slotFreeAtMs.indexOf(Math.min(...slotFreeAtMs))
    const turnMs = Math.max(
      createdAtMs + random.int(2_000, 5_000),
      (slotFreeAtMs[slot] ?? 0) + random.int(1_000, 3_000),
      previousStartMs + rules.startSpacingMs,
    )
    const endsAtMs = cutInstant(turnMs + random.int(...rules.durationMs))
    slotFreeAtMs[slot] = endsAtMs
    previousStartMs = turnMs
    const verdict = input.verdicts?.get(index)
    return {
      vmName: vm.name,
      point: vm.point,
      createdAtMs,
      startsAtMs: turnMs,
      endsAtMs,
      result: verdict?.result ?? 'Success',
      endPercent: verdict?.endPercent ?? 100,
      failureMessage: verdict?.message ?? null,
    }
  })
}
