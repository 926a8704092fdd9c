'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { SessionReply } from '@/lib/api/replies'
import { isEnded } from '@/lib/failover/words'
import { Elapsed } from '../elapsed'
import { useTargetText } from '../use-target-text'
import { useTookText } from '../use-took-text'
import { BarRpo } from './bar-rpo'
import { useEtaText } from './eta-note'
import { toNoTarget } from './no-target'
import { RtoAgainstTarget } from './rto-value'

/** Time, RTO and RPO in the bar; what has the least room for itself goes first as the window gets narrower. */
export function BarFacts({ reply }: { reply: SessionReply }): ReactNode {
  const t = useTranslations('session')
  const printTarget = useTargetText()
  const { session, recovery } = reply
  const rtoMs = recovery.target?.rtoMs ?? null
  const rpoMs = recovery.target?.rpoMs ?? null
  const eta = useEtaText(reply)
  return (
    <dl className="flex shrink-0 items-center gap-x-6 text-[13.5px]">
      <BarFact label={t(isEnded(session) ? 'facts.took' : 'facts.elapsed')}>
        <BarTime session={session} />
      </BarFact>
      <BarFact
        className="max-lg:hidden"
        label={rtoMs === null ? t('rto.label') : t('rto.target', { target: printTarget(rtoMs) })}
        hint={eta}
      >
        {rtoMs === null ? (
          <span className="font-normal text-muted">{t(`rpo.${toNoTarget(reply)}`)}</span>
        ) : (
          <RtoAgainstTarget reply={reply} targetMs={rtoMs} />
        )}
      </BarFact>
      {eta !== '' && (
        <BarFact className="max-[1560px]:hidden" label={t('bar.eta')}>
          <span title={eta}>{eta}</span>
        </BarFact>
      )}
      <BarFact
        className="max-[1400px]:hidden"
        label={rpoMs === null ? t('bar.rpo') : t('bar.rpoTarget', { target: printTarget(rpoMs) })}
      >
        <BarRpo reply={reply} />
      </BarFact>
    </dl>
  )
}

type FactProps = { label: string; hint?: string; className?: string; children: ReactNode }

function BarFact({ label, hint = '', className = '', children }: FactProps): ReactNode {
  return (
    <div className={className} title={hint === '' ? undefined : hint}>
      <dt className="text-[12px] whitespace-nowrap text-faint">{label}</dt>
      <dd className="max-w-[220px] truncate font-[580]">{children}</dd>
    </div>
  )
}

type TimeProps = { session: SessionReply['session']; grain?: 'second' | 'minute' }

/** How long it has taken so far, or took. */
export function BarTime({ session, grain = 'second' }: TimeProps): ReactNode {
  const common = useTranslations('common')
  const printTook = useTookText()
  const { creationTimeUtc, endTimeUtc } = session
  if (!isEnded(session)) {
    return creationTimeUtc === null ? (
      common('notKnown')
    ) : (
      <Elapsed sinceUtc={creationTimeUtc} grain={grain} />
    )
  }
  return printTook(creationTimeUtc, endTimeUtc)
}
