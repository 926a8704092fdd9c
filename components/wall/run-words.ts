import type { SessionSummary } from '@/lib/api/replies'
import type { TaskStanding } from '@/lib/failover/outcome'
import { parseSessionState } from '@/lib/failover/words'
import type { WallTexts } from '@/lib/i18n/messages/en/wall'
import { isLostRun } from '../is-lost-run'
import { toOutcomeStanding, toWorstSoFar } from '../status-look'
import { fill } from './fill'

/** The state of a run in the few words that can be read across a room. A word that is not known is passed on. */
export function toRunWords(texts: WallTexts['tile'], summary: SessionSummary): string {
  const { outcome, session } = summary
  switch (outcome.kind) {
    case 'running': {
      const worst = toWorstSoFar(outcome)
      if (worst?.standing === 'failed') return fill(texts.failedRunning, { count: worst.count })
      if (worst) return worst.count === 1 ? texts.warningRunning : fill(texts.warningsRunning, worst)
      return toStateWord(texts, session.state)
    }
    case 'ended':
      return texts[outcome.result]
    case 'unknown':
      if (!isLostRun(summary)) return texts.unknown
      return summary.counts.failed > 0
        ? fill(texts.failedLost, { count: summary.counts.failed })
        : texts.lostRun
    default:
      return outcome satisfies never
  }
}

/** The standing whose look a run takes: what is known to have failed stays, also of a run that nobody sees any more. */
export function toRunStanding(summary: SessionSummary): TaskStanding {
  const { outcome, counts } = summary
  if (outcome.kind === 'unknown' && counts.failed > 0 && isLostRun(summary)) return 'failed'
  return toWorstSoFar(outcome)?.standing ?? toOutcomeStanding(outcome)
}

function toStateWord(texts: WallTexts['tile'], reported: string | null): string {
  switch (parseSessionState(reported)) {
    case 'Starting':
      return texts.starting
    case 'Working':
      return texts.working
    case 'Stopping':
      return texts.stopping
    // A running session cannot be Stopped; what is left is no word, or one of its own.
    default:
      return reported ?? texts.noState
  }
}
