'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { SessionView } from '@/lib/api/replies'
import { isEnded } from '@/lib/failover/words'
import { Elapsed } from '../elapsed'
import { Fact } from '../fact'
import { usePageFreshness } from '../use-freshness'
import { useTookText } from '../use-took-text'
import { withInstant } from '../rich-tags'

export function DurationFact({ session }: { session: SessionView }): ReactNode {
  const t = useTranslations('session.facts')
  const common = useTranslations('common')
  const printTook = useTookText()
  const { level, observedAtUtc } = usePageFreshness()
  const { creationTimeUtc, endTimeUtc } = session
  const ended = isEnded(session)
  const stands = !ended && level !== 'live'
  const value = (): ReactNode => {
    if (ended) return printTook(creationTimeUtc, endTimeUtc)
    return creationTimeUtc === null ? common('notKnown') : <Elapsed sinceUtc={creationTimeUtc} />
  }
  return (
    <Fact
      label={ended ? t('took') : t('elapsed')}
      value={value()}
      note={
        <>
          {creationTimeUtc === null ? t('noStart') : t.rich('started', withInstant(creationTimeUtc))}
          {stands && <span className="block">{t.rich('asOf', withInstant(observedAtUtc))}</span>}
        </>
      }
    />
  )
}
