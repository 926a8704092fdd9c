'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { SessionReply } from '@/lib/api/replies'
import type { TaskStanding } from '@/lib/failover/outcome'
import { type AgainstTarget, toRtoAgainst, toRunRto } from '@/lib/failover/recovery'
import { Elapsed } from '../elapsed'
import { emElapsedMs, useServerClock } from '../server-clock'
import { StatusWord } from '../status-word'
import { useDurationText } from '../use-duration-text'
import { usePageFreshness } from '../use-freshness'
import { type Tick, useTick } from '../use-tick'

/** Only what is decided has the look of a result; time that is left has none. */
const LOOK = {
  left: null,
  unknown: null,
  met: 'succeeded',
  exceeded: 'failed',
  not_met: 'failed',
} as const satisfies Record<AgainstTarget['kind'], TaskStanding | null>

/** A run, or several attempts as one. */
type Timed = Pick<SessionReply, 'outcome' | 'counts'> & {
  session: Pick<SessionReply['session'], 'creationTimeUtc' | 'endTimeUtc'>
}

/** The run against its target. It ticks, so the moment the target is passed shows without a new reply. */
export function RtoAgainstTarget({ reply, targetMs }: { reply: Timed; targetMs: number }): ReactNode {
  const t = useTranslations('session.rto')
  const common = useTranslations('common')
  const print = useDurationText()
  const clock = useServerClock()
  const { level } = usePageFreshness()
  const startUtc = reply.session.creationTimeUtc
  const against = (tick: Tick | null): AgainstTarget =>
    toRtoAgainst({
      targetMs,
      outcome: reply.outcome,
      rto: toRunRto(reply.session, reply.outcome),
      elapsedMs: startUtc === null ? null : emElapsedMs(clock, tick, level !== 'live', startUtc),
    })
  const toText = (it: AgainstTarget): string => {
    switch (it.kind) {
      case 'left':
        return t('left', { duration: print(it.ms, 'minute') })
      case 'exceeded':
        return t('exceeded', { duration: unbroken(print(it.ms)) })
      case 'met':
        return t('met', { duration: unbroken(print(it.ms, 'minute')) })
      case 'not_met':
        return reply.counts.failed > 0 ? t('notMet', { count: reply.counts.failed }) : t('notMetRun')
      case 'unknown':
        return common('notKnown')
      default:
        return it satisfies never
    }
  }
  const kind = useTick((tick) => against(tick).kind)
  const text = useTick((tick) => toText(against(tick)))
  const look = LOOK[kind]
  return look === null ? text : <StatusWord standing={look}>{text}</StatusWord>
}

/** The line breaks before a duration and not within it. */
const unbroken = (duration: string): string => duration.replaceAll(' ', '\u00a0')

/** How long the run has taken, or took, where no target is set. */
export function RtoTime({ reply: { session, outcome } }: { reply: SessionReply }): ReactNode {
  const t = useTranslations('session.rto')
  const common = useTranslations('common')
  const print = useDurationText()
  const rto = toRunRto(session, outcome)
  if ('ms' in rto) return print(rto.ms)
  if (rto.unknown === 'not_failed_over') return t('none')
  if (rto.unknown !== 'running' || session.creationTimeUtc === null) return common('notKnown')
  return <Elapsed sinceUtc={session.creationTimeUtc} />
}
