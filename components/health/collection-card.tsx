'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { HealthReply } from '@/lib/api/replies'
import { Description } from '../description'
import { Age } from '../elapsed'
import { Instant } from '../instant'
import { FactCard } from './fact-card'

/** How far Enterprise Manager's own reading of its backup servers has come: the second of the two ages. */
export function CollectionCard({ collection }: { collection: HealthReply['collection'] }): ReactNode {
  const t = useTranslations('health.collection')
  if (collection === null) {
    return (
      <FactCard title={t('title')}>
        <Description term={t('collected')}>{t('none')}</Description>
      </FactCard>
    )
  }
  const { collectedAtUtc, newestHadWarnings, runningSinceUtc, failedAtUtc } = collection
  return (
    <FactCard title={t('title')}>
      <Description term={t('collected')} note={newestHadWarnings ? t('warnings') : undefined}>
        {collectedAtUtc === null ? (
          t('never')
        ) : (
          <>
            <Instant at={collectedAtUtc} /> (<Age sinceUtc={collectedAtUtc} />)
          </>
        )}
      </Description>
      <Description term={t('running')}>
        {runningSinceUtc === null ? t('notRunning') : <Instant at={runningSinceUtc} />}
      </Description>
      <Description term={t('failed')}>
        {failedAtUtc === null ? t('noFailure') : <Instant at={failedAtUtc} />}
      </Description>
    </FactCard>
  )
}
