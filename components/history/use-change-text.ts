'use client'

import { useTranslations } from 'next-intl'
import { type ChangeLine, saysNothing } from './log-lines'

/** Prints a change in Enterprise Manager's own words: `Working → Stopped, Failed`. */
export function useChangeText(): (line: Pick<ChangeLine, 'state' | 'result' | 'firstSight'>) => string {
  const t = useTranslations('history.log')
  const word = (reported: string | null): string => reported ?? t('notReported')
  const join = (one: string | null, other: string | null): string =>
    one !== null && other !== null ? t('joined', { one, other }) : (one ?? other ?? t('notReported'))

  return ({ state, result, firstSight }) => {
    if (firstSight) {
      const news = result === null || (state !== null && saysNothing(result.to)) ? null : word(result.to)
      return t('firstSeen', { words: join(state && word(state.to), news) })
    }
    const stateText = state && t('change', { from: word(state.from), to: word(state.to) })
    if (result === null) return join(stateText, null)
    // Beside a state, a first result needs no more than itself.
    const resultText =
      state !== null && saysNothing(result.from)
        ? word(result.to)
        : t('resultChange', { from: word(result.from), to: word(result.to) })
    return join(stateText, resultText)
  }
}
