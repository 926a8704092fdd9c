import type { SessionListReply, SessionReply } from '@/lib/api/replies'
import type { FreshnessLevel } from '@/lib/failover/freshness'
import type { Outcome, TaskStanding } from '@/lib/failover/outcome'
import { isLostRun } from '../is-lost-run'
import { toOutcomeStanding } from '../status-look'
import { runsOf } from './reading'

/** What a tab's icon says; `stale`: what is shown is old. */
export type IconSign = { standing: TaskStanding | 'stale'; count: number }
export type TabSigns = {
  /** Failures that somebody has to look at, and runs that go on; null where both are none. */
  title: { failed: number; running: number } | null
  old: 'stale' | 'lost' | null
  /** Null: the program's own icon. */
  icon: IconSign | null
}

/** A failed run that nobody has acknowledged is called out this long after its end. */
const CALLED_OUT_MS = 12 * 60 * 60_000

const toOld = (level: FreshnessLevel): TabSigns['old'] =>
  level === 'stale' || level === 'lost' ? level : null

/** The tab of a page about all failovers: the worst of what needs somebody. */
export function toTabSigns(reply: SessionListReply, level: FreshnessLevel): TabSigns {
  const old = toOld(level)
  const runs = runsOf(reply)
  const running = runs.filter(({ outcome }) => outcome.kind === 'running')
  const open = runs.filter((it) => it.outcome.kind !== 'running' && isCalledOut(it, reply))
  const failed = [...running, ...open].reduce((sum, it) => sum + it.unacknowledged, 0)
  const title = failed === 0 && running.length === 0 ? null : { failed, running: running.length }
  return { title, old, icon: old ? { standing: 'stale', count: 0 } : toIcon() }

  function toIcon(): IconSign | null {
    if (failed > 0) return { standing: 'failed', count: failed }
    const warned = running.filter(({ outcome }) => warningsOf(outcome) > 0).length
    if (warned > 0) return { standing: 'warning', count: warned }
    return running.length === 0 ? null : { standing: 'working', count: running.length }
  }
}

/** Over, but lately. What Enterprise Manager dropped before its end was seen was over then, as far as anybody can say. */
function isCalledOut(summary: SessionListReply['sessions'][number], reply: SessionListReply): boolean {
  const overUtc = summary.session.endTimeUtc ?? (isLostRun(summary) ? summary.freshness.observedAtUtc : null)
  if (overUtc === null) return false
  return Date.parse(reply.freshness.observedAtUtc) - Date.parse(overUtc) < CALLED_OUT_MS
}

/** The icon of one run's tab. Its title is the run's own (session/use-session-title). */
export function toRunIcon(reply: SessionReply, level: FreshnessLevel): IconSign {
  if (toOld(level)) return { standing: 'stale', count: 0 }
  const failed = reply.unacknowledged
  const standing = toOutcomeStanding(reply.outcome)
  if (standing !== 'working') return { standing, count: standing === 'failed' ? failed : 0 }
  if (failed > 0) return { standing: 'failed', count: failed }
  const warnings = warningsOf(reply.outcome)
  return warnings > 0 ? { standing: 'warning', count: warnings } : { standing: 'working', count: 0 }
}

/** A failure that is acknowledged no longer hides what else has happened. */
const warningsOf = (outcome: Outcome): number => (outcome.kind === 'running' ? outcome.warningSoFar : 0)
