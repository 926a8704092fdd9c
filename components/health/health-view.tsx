'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { HealthReply } from '@/lib/api/replies'
import { useAnnouncement } from '../use-announcement'
import { CertificateCard } from './certificate-card'
import { CollectionCard } from './collection-card'
import { ConnectionCard } from './connection-card'
import { FeaturesCard } from './features-card'
import { HealthState, toHealthState } from './health-state'
import { RecordingCard } from './recording-card'
import { withInstant } from '../rich-tags'

type Props = {
  health: HealthReply
  /** Since when the monitor itself does not answer, by this browser's clock; null if it does. */
  silentSinceMs: number | null
}

/** Whether the monitor can do its work: connection, rights, certificate, the age of what it is given, and its record. */
export function HealthView({ health, silentSinceMs }: Props): ReactNode {
  const t = useTranslations('health')
  const state = toHealthState(health, silentSinceMs !== null)
  const spoken = useAnnouncement(t(`state.${state}`))
  return (
    <div className="mx-auto grid max-w-[1360px] grid-cols-[minmax(0,1fr)] gap-4 px-4 pt-5 pb-12 sm:px-6">
      <header className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h1 className="heading-1">{t('title')}</h1>
        <p data-testid="freshness" className="text-[12.5px] text-muted">
          {t.rich('checked', withInstant(health.checkedAtUtc))}
          {silentSinceMs !== null && (
            <>
              {' · '}
              <strong className="font-semibold text-text">
                {t.rich('notAnswering', withInstant(new Date(silentSinceMs).toISOString()))}
              </strong>
            </>
          )}
        </p>
      </header>
      <HealthState health={health} state={state} />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
          <ConnectionCard health={health} />
          <CollectionCard collection={health.collection} />
        </div>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
          <CertificateCard certificate={health.certificate} />
          <RecordingCard recording={health.recording} told={state === 'recording'} />
        </div>
      </div>
      <FeaturesCard features={health.features} />
      <output aria-live="polite" className="sr-only">
        {spoken}
      </output>
    </div>
  )
}
