import 'server-only'
import { rankOf, toAttention, type ListedRun } from './listed-run'
import type { FacetsReply, SessionSummary, SessionTotals } from '@/lib/api/replies'
import type { TaskSession } from '@/lib/failover/failover-session'
import {
  addTotals,
  isStartedOn,
  toRunTotals,
  type RunTotals,
  type TotalsWindow,
} from '@/lib/failover/run-totals'
import { FACETS, type Facet, type FacetCounts } from '@/lib/store/sum-recorded'

/** A run of EM's list with its rows. */
export type SeenRun = ListedRun & { tasks: readonly TaskSession[] }

/** So long a card can show the end of its run by what the server says. */
const ENDED_WITHIN_MS = 30 * 60_000
const MOST_NAMES = 500

/** What runs and what has just ended: the cards of the list, whatever it is narrowed down by. @param nowMs by EM's clock */
export function toLive(runs: readonly ListedRun[], nowMs: number): SessionSummary[] {
  return runs
    .filter((run) => {
      if (run.summary.outcome.kind === 'running') return true
      // Without an end it was over when it was first read so.
      const { endMs, seenMs } = toAttention(run)
      return (endMs ?? seenMs) >= nowMs - ENDED_WITHIN_MS
    })
    .sort((a, b) => rankOf(a.summary) - rankOf(b.summary) || b.order.started - a.order.started)
    .map((run) => run.summary)
}

/** What only the record knows; null where it could not be read. */
type OfRecord = {
  recordTotals: RunTotals | null
  unlisted: number | null
  /** Runs of it that need somebody. */
  recordOpen: readonly ListedRun[] | null
}

export function toTotals(
  runs: readonly SeenRun[],
  { window, recordTotals, unlisted, recordOpen }: OfRecord & { window: TotalsWindow },
): SessionTotals {
  const own = toRunTotals(
    runs.map((run) => ({
      ...toAttention(run),
      kind: run.summary.tag?.kind ?? null,
      vmsToday: run.tasks.filter((task) => isStartedOn(task, window.todayUtc)).length,
    })),
    window,
  )
  return {
    ...(recordTotals === null ? own : addTotals(own, recordTotals)),
    // The very runs that the list shows when it is asked for them.
    needAttention: own.needAttention + (recordOpen?.length ?? 0),
    history: runs.length - own.running + (unlisted ?? 0),
    incomplete: recordTotals === null || unlisted === null || recordOpen === null,
  }
}

/** @param record null where the record could not be read: then the names are those of EM's list */
export function toFacets(listed: readonly SessionSummary[], record: FacetCounts | null): FacetsReply {
  const counts: FacetCounts = {
    tenant: new Map(record?.tenant),
    plan: new Map(record?.plan),
    backupServer: new Map(record?.backupServer),
  }
  for (const { session } of listed) {
    const names: Record<Facet, string | null | undefined> = {
      tenant: session.tenant?.name,
      plan: session.plan === null ? session.name : session.plan.name,
      backupServer: session.backupServer?.name,
    }
    for (const facet of FACETS) {
      const name = names[facet]
      if (name !== null && name !== undefined) counts[facet].set(name, (counts[facet].get(name) ?? 0) + 1)
    }
  }
  return {
    tenants: toNames(counts.tenant),
    plans: toNames(counts.plan),
    backupServers: toNames(counts.backupServer),
    recordUnavailable: record === null,
  }
}

function toNames(counts: ReadonlyMap<string, number>): FacetsReply['tenants'] {
  return [...counts]
    .map(([name, runs]) => ({ name, runs }))
    .sort((a, b) => b.runs - a.runs || a.name.localeCompare(b.name))
    .slice(0, MOST_NAMES)
}
