import type { BuiltEstate } from '../estate/build-estate'
import { formatNameTime } from '../em-instant'
import type { RunTimeline } from '../failover-run'
import { FAILOVER_RULES, type Verdict, scheduleRun } from '../schedule-run'
import { createSeededRandom, toGuid } from '../seeded-random'

const HOUR_MS = 3_600_000
const SPAN_MS = 25 * 24 * HOUR_MS

const MESSAGES = [
  'Failed to connect to host esx-07.northgate.local: the operation has timed out',
  'Failed to start network extension appliance',
  'VM replica is locked by another process',
] as const

/** A plan that no longer exists: the join from session to tenant must come to nothing (api.md §6.5). */
const DELETED_PLAN = 'Retired Migration Plan'

/** Every so many sessions, one of a plan whose run can be watched now: its earlier runs are what an end is foretold from. */
const REHEARSED_EVERY = 14
const REHEARSED = [
  [6, 'clean'],
  [9, 'failures'],
] as const

/**
 * Finished sessions over the 25 days before the start; all have ended an hour before it. Most have lost their
 * rows, as EM's do (api.md §3.7), but not the rehearsals of plans that run now; the points of the others are gone
 * after retention.
 */
export function toHistoryRuns(input: {
  seed: number
  startMs: number
  estate: BuiltEstate
  count: number
  /** Of the scenarios: their rehearsals took as much less time than in life. */
  speed: number
}): RunTimeline[] {
  const { seed, startMs, estate } = input
  const [firstPlan, ...otherPlans] = estate.plans.filter((plan) => plan.vms.length <= 14)
  if (firstPlan === undefined) return []
  const rehearsedPlans = new Set(REHEARSED.flatMap(([, name]) => estate.planOf(name)?.id ?? []))
  return Array.from({ length: input.count }, (_, index) => {
    const random = createSeededRandom(`${seed} history ${index}`)
    const picked = random.pick([firstPlan, ...otherPlans])
    const rehearsed = REHEARSED.find(([at]) => index % REHEARSED_EVERY === at)?.[1]
    const plan = (rehearsed === undefined ? null : estate.planOf(rehearsed)) ?? picked
    const isRehearsal = rehearsed !== undefined && estate.planOf(rehearsed) !== null
    const deleted = index % 20 === 7 && !isRehearsal
    const createdAtMs = startMs - 3 * HOUR_MS - Math.floor(((index + random.next()) / input.count) * SPAN_MS)
    // A retry in the console makes a new session with fewer rows under the same name (api.md §8.4).
    const vms = index % 11 === 5 && !isRehearsal ? plan.vms.slice(0, 2) : plan.vms
    const zoneOffsetMs = estate.servers.find((server) => server.id === plan.serverId)?.zoneOffsetMs ?? 0
    const dice = toVerdict(random.int(0, 99), random.pick(MESSAGES))
    const verdict = isRehearsal && dice?.result === 'Failed' ? null : dice
    const run = scheduleRun({
      id: toGuid(seed, 'history', index),
      name: deleted ? DELETED_PLAN : plan.name,
      planId: deleted ? null : plan.id,
      serverId: plan.serverId,
      kind: index % 3 === 0 ? 'failover' : 'test',
      createdAtMs,
      vms: vms.map((vm, place) => ({
        name: vm.name,
        point: {
          id: toGuid(seed, 'old point', index, place),
          name: `${vm.name}@${formatNameTime(createdAtMs - random.int(HOUR_MS, 5 * HOUR_MS), zoneOffsetMs)}`,
        },
      })),
      rules: FAILOVER_RULES,
      verdicts: verdict === null ? new Map() : new Map([[random.int(0, vms.length - 1), verdict]]),
      random,
      ...(verdict?.result === 'Failed' && index % 2 === 0 ? { failureMessage: verdict.message ?? '' } : {}),
      options: { emptiedWhenStopped: index % 12 !== 0 && !isRehearsal },
    })
    if (rehearsedPlans.has(plan.id)) return shorten(run, Math.max(1, input.speed))
    // Stopped by hand: no result at all (api.md §7, `None` with Stopped).
    return index % 45 === 20 ? { ...run, result: 'None' } : run
  })
}

/** The same run, so many times as fast: a run that is watched at that speed takes as long. */
function shorten(run: RunTimeline, speed: number): RunTimeline {
  const at = (ms: number): number => run.createdAtMs + Math.round((ms - run.createdAtMs) / speed)
  return {
    ...run,
    workingAtMs: at(run.workingAtMs),
    stoppingAtMs: at(run.stoppingAtMs),
    endsAtMs: at(run.endsAtMs),
    tasks: run.tasks.map((task) => ({
      ...task,
      createdAtMs: at(task.createdAtMs),
      startsAtMs: at(task.startsAtMs),
      endsAtMs: at(task.endsAtMs),
    })),
  }
}

function toVerdict(dice: number, message: string): Verdict | null {
  if (dice < 78) return null
  return dice < 89
    ? { result: 'Warning', message: 'Network extension appliance responded late' }
    : { result: 'Failed', message, endPercent: dice - 40 }
}
