import 'server-only'
import type { CollectResult } from '@/lib/failover/collection'
import type { CollectionStatus } from '@/lib/failover/failover-session'
import type { EmGet } from './em-get'
import { toRootItems } from './entity'
import { timeOf, wordOf, type WireNode } from './wire-node'

const WHAT = 'system sessions'
/** The document in XML, its key in JSON; which of the two the key is has not been seen. */
const LIST_NAMES = ['SystemSessions', 'Sessions']

/**
 * How far EM's own data collection has come.
 * @throws {ReadError} `forbidden` for most roles: only administrators may read system sessions
 * @see EM wire reference §3.4 and §6.9
 */
export async function readCollectionStatus(get: EmGet, signal?: AbortSignal): Promise<CollectionStatus> {
  const path = '/api/systemSessions'
  return toCollectionStatus(
    toRootItems(await get({ path, what: WHAT, priority: 'optional', signal }), LIST_NAMES, WHAT),
  )
}

/** The list is unsorted and holds other jobs too; its states have a vocabulary of their own. */
export function toCollectionStatus(sessions: readonly WireNode[]): CollectionStatus {
  const runs = sessions
    .filter((node) => wordOf(node, 'SessionType')?.toLowerCase() === 'collectjob')
    .map((node) => ({
      state: wordOf(node, 'State')?.toLowerCase() ?? null,
      startUtc: timeOf(node, 'CreationTimeUTC'),
      endUtc: timeOf(node, 'EndTimeUTC'),
    }))
  const good = newest(
    runs.filter((run) => run.state === 'completedsuccessfully' || run.state === 'completedwarning'),
    (run) => run.endUtc,
  )
  const failed = newest(
    runs.filter((run) => run.state === 'failed'),
    (run) => run.endUtc,
  )
  const running = newest(
    runs.filter((run) => run.state === 'inprogress' && run.endUtc === null),
    (run) => run.startUtc,
  )
  const last = newest(runs, (run) => run.startUtc)
  const collectedAtUtc = good?.endUtc ?? null
  return {
    collectedAtUtc,
    newestHadWarnings: good?.state === 'completedwarning',
    // One that began before the newest good one ended was broken off by a restart and never closed.
    runningSinceUtc: running?.startUtc && isAfter(running.startUtc, collectedAtUtc) ? running.startUtc : null,
    failedAtUtc: failed?.endUtc && isAfter(failed.endUtc, collectedAtUtc) ? failed.endUtc : null,
    newest: last?.startUtc
      ? { startedAtUtc: last.startUtc, endedAtUtc: last.endUtc, result: toResult(last.state) }
      : null,
  }
}

function toResult(state: string | null): CollectResult | null {
  if (state === 'completedsuccessfully') return 'success'
  if (state === 'completedwarning') return 'warning'
  return state === 'failed' ? 'failed' : null
}

function newest<T>(runs: readonly T[], timeOfRun: (run: T) => string | null): T | null {
  let best: T | null = null
  for (const run of runs) {
    const at = timeOfRun(run)
    if (at !== null && isAfter(at, best === null ? null : timeOfRun(best))) best = run
  }
  return best
}

/** parseEmTime gives one width to every time, so the texts compare as the times do. */
function isAfter(atUtc: string, otherUtc: string | null): boolean {
  return otherUtc === null || atUtc > otherUtc
}
