'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { HealthReply } from '@/lib/api/replies'
import type { TaskStanding } from '@/lib/failover/outcome'
import { Countdown } from '../countdown'
import { StatusWord } from '../status-word'
import { withInstant } from '../rich-tags'

export type HealthStateKey = 'good' | 'waiting' | 'problem' | 'monitor'

export function toHealthState(health: HealthReply, silent: boolean): HealthStateKey {
  if (silent) return 'monitor'
  if (health.connection.problem !== null) return 'problem'
  return health.connection.lastAnswerAtUtc === null ? 'waiting' : 'good'
}

const LOOK = {
  good: 'succeeded',
  waiting: 'waiting',
  problem: 'failed',
  monitor: 'unknown',
} as const satisfies Record<HealthStateKey, TaskStanding>

/** The one sentence that matters, and what to do if it is a bad one. */
export function HealthState({ health, state }: { health: HealthReply; state: HealthStateKey }): ReactNode {
  const t = useTranslations()
  const { problem } = health.connection
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
      {state === 'problem' && problem !== null && (
        <div className="grid max-w-[96ch] gap-1.5">
          <p className="font-[560]">{t(`problem.any.${problem.code}.title`)}</p>
          <p className="text-muted">{t(`problem.any.${problem.code}.explain`)}</p>
          <p>
            <strong className="font-[580]">{t('health.next')}:</strong>{' '}
            {t(`problem.any.${problem.code}.next`)}
          </p>
          <p className="text-[12.5px] text-muted foreign-text">
            <span className="font-mono">{problem.code}</span>
            {' · '}
            {t.rich('health.since', withInstant(problem.sinceUtc))}
            {problem.nextTryAtUtc !== null && (
              <>
                {' · '}
                <Countdown toUtc={problem.nextTryAtUtc} />
              </>
            )}
            {' · '}
            {problem.message}
          </p>
        </div>
      )}
    </section>
  )
}
