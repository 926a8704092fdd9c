'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { HealthReply } from '@/lib/api/replies'
import type { TaskStanding } from '@/lib/failover/outcome'
import { Description } from '../description'
import { Instant } from '../instant'
import { StatusWord } from '../status-word'
import { FactCard } from './fact-card'
import { RecordingProblem } from './recording-problem'
import { toSizeParts } from './size'

type Recording = HealthReply['recording']

const LOOK = {
  recording: 'succeeded',
  failing: 'failed',
  starting: 'waiting',
} as const satisfies Record<Recording['state'], TaskStanding>

type Props = {
  recording: Recording
  /** The page's state says already what is wrong and what to do. */
  told: boolean
}

/** Whether what the monitor sees is kept, where, and how much that is. */
export function RecordingCard({ recording, told }: Props): ReactNode {
  const t = useTranslations('health.recording')
  const common = useTranslations('common')
  const { state, engine, location, lastWrittenAtUtc, waiting, setAside, sessions, sizeBytes, problem } =
    recording
  const size = sizeBytes === null ? null : toSizeParts(sizeBytes)
  return (
    <FactCard title={t('title')}>
      <Description term={t('state')}>
        <StatusWord standing={LOOK[state]}>{t(`states.${state}`)}</StatusWord>
      </Description>
      {(problem !== null || state === 'failing') && (
        <Description term={t('problem')}>
          {told && problem !== null ? (
            t(`problems.${problem.code}.title`)
          ) : (
            <RecordingProblem recording={recording} />
          )}
        </Description>
      )}
      <Description term={t('engine')}>{t(`engines.${engine}`)}</Description>
      <Description term={t('location')}>
        <span className="font-mono text-[12.5px]">{location}</span>
      </Description>
      <Description term={t('lastWritten')}>
        {lastWrittenAtUtc === null ? t('never') : <Instant at={lastWrittenAtUtc} />}
      </Description>
      <Description term={t('waiting')} note={waiting === 0 ? undefined : t('waitingNote')}>
        {waiting === 0 ? t('waitingNone') : t('count', { count: waiting })}
      </Description>
      {setAside > 0 && (
        <Description term={t('setAside')} note={t('setAsideNote')}>
          <StatusWord standing="warning">{t('count', { count: setAside })}</StatusWord>
        </Description>
      )}
      <Description term={t('sessions')}>
        {sessions === null ? common('notKnown') : t('count', { count: sessions })}
      </Description>
      <Description term={t('size')}>
        {size === null ? common('notKnown') : t(`sizes.${size.unit}`, { value: size.value })}
      </Description>
    </FactCard>
  )
}
