import type { SessionListReply, SessionReply } from '@/lib/api/replies'
import type { FreshnessLevel } from '@/lib/failover/freshness'
import type { Outcome, TaskStanding } from '@/lib/failover/outcome'
import { toOutcomeStanding } from '../status-look'
import { runsOf } from './reading'

/** What a tab's icon says; `stale`: what is shown is old. */
export type IconSign = { standing: TaskStanding | 'stale'; count: number }
export type TabSigns = {
  /** Runs that need somebody, and runs that go on, as the list's own figures say; null where both are none. */
  title: { needAttention: number; running: number } | null
  old: 'stale' | 'lost' | null
  /** Null: the program's own icon. */
  icon: IconSign | null
}

const toOld = (level: FreshnessLevel): TabSigns['old'] =>
  level === 'stale' || level === 'lost' ? level : null

/** The tab of a page about all failovers: the worst of what needs somebody. */
export function toTabSigns(reply: SessionListReply, level: FreshnessLevel): TabSigns {
  const old = toOld(level)
  const { needAttention, running } = reply.totals
  const title = needAttention === 0 && running === 0 ? null : { needAttention, running }
  return { title, old, icon: old ? { standing: 'stale', count: 0 } : toIcon() }

  function toIcon(): IconSign | null {
    if (needAttention > 0) return { standing: 'failed', count: needAttention }
    const warned = runsOf(reply).filter(({ outcome }) => warningsOf(outcome) > 0).length
    if (warned > 0) return { standing: 'warning', count: warned }
    return running === 0 ? null : { standing: 'working', count: running }
  }
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
