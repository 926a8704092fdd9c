'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { SessionReply } from '@/lib/api/replies'
import type { FigureUnknown } from '@/lib/failover/recovery'
import { Fact } from '../fact'
import { isLostRun } from '../is-lost-run'
import { withInstant } from '../rich-tags'
import { usePageFreshness } from '../use-freshness'
import { useTargetText } from '../use-target-text'
import { EtaNote } from './eta-note'
import { toNoTarget } from './no-target'
import { toRtoUnknown } from './rto'
import { RtoAgainstTarget, RtoTime } from './rto-value'

/** The time to fail over: against the plan's target where one is set, and when it may be over. */
export function RtoFact({ reply, action }: { reply: SessionReply; action?: ReactNode }): ReactNode {
  const t = useTranslations()
  const printTarget = useTargetText()
  const { level, observedAtUtc } = usePageFreshness()
  const { outcome, recovery } = reply
  const targetMs = recovery.target?.rtoMs ?? null
  const running = outcome.kind === 'running'
  const unknown = toRtoUnknown(reply)
  return (
    <Fact
      label={
        targetMs === null
          ? t(running ? 'session.rto.soFar' : 'session.rto.label')
          : t('session.rto.target', { target: printTarget(targetMs) })
      }
      value={
        targetMs === null ? <RtoTime reply={reply} /> : <RtoAgainstTarget reply={reply} targetMs={targetMs} />
      }
      note={
        <>
          {isLostRun(reply) && <Line>{t('session.rto.notSeenToEnd')}</Line>}
          {unknown !== null && !isLostRun(reply) && <Why unknown={unknown} told={targetMs !== null} />}
          {targetMs === null && <Line>{t(`session.rto.${toNoTarget(reply)}`)}</Line>}
          <EtaNote reply={reply} />
          {running && level !== 'live' && (
            <Line>{t.rich('session.facts.asOf', withInstant(observedAtUtc))}</Line>
          )}
          {action}
        </>
      }
    />
  )
}

/** @param told the figure itself says already that the run did not come through */
function Why({ unknown, told }: { unknown: FigureUnknown; told: boolean }): ReactNode {
  const t = useTranslations()
  if (unknown !== 'not_failed_over') return <Line>{t(`common.figureUnknown.${unknown}`)}</Line>
  return told ? null : <Line>{t('session.rto.runFailed')}</Line>
}

function Line({ children }: { children: ReactNode }): ReactNode {
  return <span className="block">{children}</span>
}
