'use client'

import { useTranslations } from 'next-intl'
import type { Outcome } from '@/lib/failover/outcome'
import { parseSessionState } from '@/lib/failover/words'
import { toWorstSoFar } from './status-look'

type OutcomeText = {
  /** What state the session is in. A word that is not known is passed on as it came. */
  state: string
  /** "1 failed so far", while it runs and something has. */
  soFar: string | null
  /** Both in one sentence. */
  sentence: string
}

const ENDED = { success: 'succeeded', warning: 'warning', failed: 'failed' } as const

export function useOutcomeText(): (outcome: Outcome, reportedState: string | null) => OutcomeText {
  const t = useTranslations('common.outcome')
  const toState = (outcome: Outcome, reported: string | null): string => {
    switch (outcome.kind) {
      case 'running':
        return toRunningState(reported)
      case 'ended':
        return t(ENDED[outcome.result])
      case 'unknown':
        return t('unknown')
      default:
        return outcome satisfies never
    }
  }
  const toRunningState = (reported: string | null): string => {
    switch (parseSessionState(reported)) {
      case 'Starting':
        return t('starting')
      case 'Working':
        return t('working')
      case 'Stopping':
        return t('stopping')
      // A running session cannot be Stopped; what is left is no word, or one of its own.
      default:
        return reported ?? t('noState')
    }
  }
  return (outcome, reported) => {
    const state = toState(outcome, reported)
    const worst = toWorstSoFar(outcome)
    if (worst === null) return { state, soFar: null, sentence: state }
    const soFar = t(worst.standing === 'failed' ? 'failedSoFar' : 'warningSoFar', { count: worst.count })
    return { state, soFar, sentence: t('sentence', { state, soFar }) }
  }
}
