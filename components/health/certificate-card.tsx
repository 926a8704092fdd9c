'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { HealthReply } from '@/lib/api/replies'
import { Description } from '../description'
import { Instant } from '../instant'
import { fill } from '../rich-tags'
import { serverNowMs, useServerClock } from '../server-clock'
import { useTick } from '../use-tick'
import { FactCard } from './fact-card'

const DAY_MS = 86_400_000
/** From here on the time that is left is worth a warning. */
const SOON_DAYS = 30

export function CertificateCard({ certificate }: { certificate: HealthReply['certificate'] }): ReactNode {
  const t = useTranslations('health.certificate')
  if (certificate === null) {
    return (
      <FactCard title={t('title')}>
        <Description term={t('subject')}>{t('none')}</Description>
      </FactCard>
    )
  }
  const { validFromUtc, validToUtc } = certificate
  return (
    <FactCard title={t('title')}>
      <Description term={t('subject')}>{certificate.subject}</Description>
      <Description term={t('issuer')}>{certificate.issuer}</Description>
      <Description term={t('valid')}>
        {t.rich('validText', {
          from: fill(<Instant at={validFromUtc} />),
          to: fill(<Instant at={validToUtc} />),
        })}
      </Description>
      <Description term={t('left')}>
        <DaysLeft toUtc={validToUtc} />
      </Description>
      <Description term={t('sha256')}>
        <span className="font-mono text-[12px]">{certificate.sha256}</span>
      </Description>
    </FactCard>
  )
}

function DaysLeft({ toUtc }: { toUtc: string }): ReactNode {
  const t = useTranslations('health.certificate')
  const clock = useServerClock()
  const days = useTick((tick) => Math.floor((Date.parse(toUtc) - serverNowMs(clock, tick)) / DAY_MS))
  if (days < 0) {
    return (
      <strong className="font-[560] text-status-failed">{t('expired', { days: Math.abs(days) - 1 })}</strong>
    )
  }
  return (
    <span className={days < SOON_DAYS ? 'font-[560] text-status-warning' : ''}>
      {t('daysLeft', { days })}
    </span>
  )
}
