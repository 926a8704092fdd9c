import type { SessionSummary } from '@/lib/api/replies'
import { parseSessionState } from '@/lib/failover/words'
import type { WallTexts } from '@/lib/i18n/messages/en/wall'
import { isLostRun } from '../is-lost-run'
import { toWorstSoFar } from '../status-look'
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
      return isLostRun(summary) ? texts.lostRun : texts.unknown
    default:
      return outcome satisfies never
  }
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
