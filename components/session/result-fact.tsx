'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { SessionView } from '@/lib/api/replies'
import type { Outcome } from '@/lib/failover/outcome'
import { parseSessionResult } from '@/lib/failover/words'
import { Fact } from '../fact'
import { toOutcomeStanding } from '../status-look'
import { StatusWord } from '../status-word'
import { withInstant } from '../rich-tags'

type Props = { session: SessionView; outcome: Outcome }

/** What came of the run by our rules, and Enterprise Manager's own word beside it where the two differ. */
export function ResultFact({ session, outcome }: Props): ReactNode {
  const t = useTranslations('session.facts')
  const common = useTranslations('common')
  const { endTimeUtc } = session
  const own = toOwnWord(session.result, outcome)
  return (
    <Fact
      label={t('result')}
      value={
        outcome.kind === 'running' ? (
          t('noResult')
        ) : (
          <StatusWord standing={toOutcomeStanding(outcome)}>
            {common(`standing.${toOutcomeStanding(outcome)}`)}
          </StatusWord>
        )
      }
      note={
        <>
          {outcome.kind === 'running' && t('notEnded')}
          {outcome.kind !== 'running' &&
            (endTimeUtc === null ? t('endNotReported') : t.rich('ended', withInstant(endTimeUtc)))}
          {outcome.kind === 'unknown' && (
            <span className="block foreign-text">
              {outcome.reported === '' || parseSessionResult(outcome.reported) === 'None'
                ? t('noResultWord')
                : t('odd', { word: outcome.reported })}
            </span>
          )}
          {own !== null && <span className="block foreign-text">{t('emSays', { result: own })}</span>}
        </>
      }
    />
  )
}

const RESULT_OF = { success: 'Success', warning: 'Warning', failed: 'Failed' } as const

/** EM's Result as reported, if the outcome says something else: Success with a failed VM, a result before the end. */
function toOwnWord(reported: string | null, outcome: Outcome): string | null {
  const result = parseSessionResult(reported)
  switch (outcome.kind) {
    case 'running':
      return result === 'None' ? null : reported
    case 'ended':
      return result === RESULT_OF[outcome.result] ? null : reported
    case 'unknown':
      return reported === outcome.reported ? null : reported
    default:
      return outcome satisfies never
  }
}
