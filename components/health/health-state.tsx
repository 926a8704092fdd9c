'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { HealthReply } from '@/lib/api/replies'
import type { TaskStanding } from '@/lib/failover/outcome'
import { StatusWord } from '../status-word'
import { ProblemText } from './problem-text'
import { RecordingProblem } from './recording-problem'

export type HealthStateKey = 'good' | 'waiting' | 'recording' | 'problem' | 'monitor'

export function toHealthState(health: HealthReply, silent: boolean): HealthStateKey {
  if (silent) return 'monitor'
  if (health.connection.problem !== null) return 'problem'
  if (health.connection.lastAnswerAtUtc === null) return 'waiting'
  return health.recording.state === 'failing' ? 'recording' : 'good'
}

const LOOK = {
  good: 'succeeded',
  waiting: 'waiting',
  recording: 'failed',
  problem: 'failed',
  monitor: 'unknown',
} as const satisfies Record<HealthStateKey, TaskStanding>

/** The one sentence that matters, and what to do if it is a bad one. */
export function HealthState({ health, state }: { health: HealthReply; state: HealthStateKey }): ReactNode {
  const t = useTranslations()
  const { problem } = health.connection
  const { recording } = health
  return (
    <section
      aria-labelledby="health-state"
      data-testid="health-state"
      data-state={state}
      className="card grid gap-2 p-5"
    >
      <h2 id="health-state">
        <StatusWord standing={LOOK[state]} className="figure">
          {t(`health.state.${state}`)}
        </StatusWord>
      </h2>
      {state === 'good' && <p className="text-muted">{t('health.noProblem')}</p>}
      {state === 'waiting' && <p className="text-muted">{t('health.waitingText')}</p>}
      {state === 'monitor' && (
        <p className="max-w-[96ch]">
          {t('problem.any.monitor.explain')} {t('problem.any.monitor.next')}
        </p>
      )}
      {state === 'recording' && <RecordingProblem recording={recording} />}
      {state === 'problem' && problem !== null && (
        <ProblemText
          title={t(`problem.any.${problem.code}.title`)}
          explain={t(`problem.any.${problem.code}.explain`)}
          next={t(`problem.any.${problem.code}.next`)}
          problem={problem}
        />
      )}
      {state === 'problem' && recording.problem !== null && (
        <p className="text-muted">
          {t('health.alsoRecording')}: {t(`health.recording.problems.${recording.problem.code}.title`)}.
        </p>
      )}
    </section>
  )
}
