'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { SessionReply } from '@/lib/api/replies'
import { parseSessionResult } from '@/lib/failover/words'
import { Fact } from '../fact'
import { isLostRun } from '../is-lost-run'
import { toOutcomeStanding } from '../status-look'
import { StatusWord } from '../status-word'
import { withInstant } from '../rich-tags'

/** What came of the run by our rules, and Enterprise Manager's own word beside it where the two differ. */
export function ResultFact({ reply }: { reply: SessionReply }): ReactNode {
  const t = useTranslations('session.facts')
  const common = useTranslations('common')
  const { session, outcome } = reply
  const { endTimeUtc } = session
  const own = toOwnWord(reply)
  const lost = isLostRun(reply)
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
          {lost && t('lastSeenState', { state: session.state ?? common('outcome.noState') })}
          {outcome.kind !== 'running' &&
            !lost &&
            (endTimeUtc === null ? t('endNotReported') : t.rich('ended', withInstant(endTimeUtc)))}
          {outcome.kind === 'unknown' && !lost && (
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

/** Whether there is a result to tell: the run is over, or EM has a word for it before. */
export function hasResult(reply: SessionReply): boolean {
  return reply.outcome.kind !== 'running' || toOwnWord(reply) !== null
}

const RESULT_OF = { success: 'Success', warning: 'Warning', failed: 'Failed' } as const

/** EM's Result as reported, if the outcome says something else: Success with a failed VM, a result before the end. */
function toOwnWord(reply: SessionReply): string | null {
  const { outcome } = reply
  const reported = reply.session.result
  // No word of a run's middle tells how it ended.
  if (isLostRun(reply)) return null
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
