'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { HealthReply } from '@/lib/api/replies'
import { Description } from '../description'
import { Instant } from '../instant'
import { useDurationText } from '../use-duration-text'
import { FactCard } from './fact-card'
import { withInstant } from '../rich-tags'

export function ConnectionCard({ health }: { health: HealthReply }): ReactNode {
  const t = useTranslations('health.connection')
  const common = useTranslations('common')
  const print = useDurationText()
  const { connection } = health
  const { loggedOnSinceUtc, logonPausedUntilUtc, lastAnswerAtUtc, lastAnswerMs, emClockAheadMs } = connection
  const clock = (): string => {
    if (lastAnswerAtUtc === null) return common('notKnown')
    if (emClockAheadMs === 0) return t('clockSame')
    const duration = print(Math.abs(emClockAheadMs))
    return emClockAheadMs > 0 ? t('clockAhead', { duration }) : t('clockBehind', { duration })
  }
  return (
    <FactCard title={t('title')}>
      <Description term={t('url')}>
        <span className="font-mono text-[12.5px]">{connection.url}</span>
      </Description>
      <Description term={t('account')}>{connection.userName ?? t('noAccount')}</Description>
      <Description term={t('role')}>
        {connection.role === null ? t('roleUnknown') : t(`roles.${connection.role}`)}
      </Description>
      <Description term={t('loggedOn')}>
        {loggedOnSinceUtc === null ? t('notLoggedOn') : <Instant at={loggedOnSinceUtc} />}
      </Description>
      {logonPausedUntilUtc !== null && (
        <Description term={t('paused')}>
          <strong className="font-[560]">
            <Instant at={logonPausedUntilUtc} />
          </strong>
        </Description>
      )}
      <Description term={t('lastAnswer')}>
        {lastAnswerAtUtc === null
          ? t('noAnswer')
          : t.rich('lastAnswerText', {
              ...withInstant(lastAnswerAtUtc),
              duration:
                lastAnswerMs === null
                  ? common('notKnown')
                  : common('milliseconds', { ms: Math.round(lastAnswerMs) }),
            })}
      </Description>
      <Description term={t('versions')}>
        {connection.supportedVersions === null ? common('notKnown') : connection.supportedVersions.join(', ')}
      </Description>
      <Description term={t('cloudConnect')}>
        {connection.cloudConnect === null ? common('notKnown') : t(connection.cloudConnect ? 'yes' : 'no')}
      </Description>
      <Description term={t('clock')}>{clock()}</Description>
      <Description term={t('watching')}>{health.watching.sessions}</Description>
      <Description term={t('build')}>
        <span className="font-mono text-[12.5px]">{health.build}</span>
      </Description>
    </FactCard>
  )
}
