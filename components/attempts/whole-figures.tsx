'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { AttemptsView } from '@/lib/api/attempt-replies'
import { failedOver } from '@/lib/failover/outcome'
import { toRunRto } from '@/lib/failover/recovery'
import { Elapsed } from '../elapsed'
import { fill, withInstant } from '../rich-tags'
import { RtoAgainstTarget } from '../session/rto-value'
import { StatusWord } from '../status-word'
import { useDurationText } from '../use-duration-text'
import { usePageFreshness } from '../use-freshness'
import { useTargetText } from '../use-target-text'

type Props = { attempts: AttemptsView; targetMs: number | null }

/** VMs by their latest outcome, and the time from the first start, against the plan's target where one is set. */
export function WholeFigures({ attempts, targetMs }: Props): ReactNode {
  const t = useTranslations('attempts.whole')
  const printTarget = useTargetText()
  const { counts, outcome, firstStartUtc, lastEndUtc } = attempts
  const session = { creationTimeUtc: firstStartUtc, endTimeUtc: lastEndUtc }
  return (
    <>
      <p className="font-[560]">
        {counts.total === 0 ? t('noVms') : t('vms', { done: failedOver(counts), total: counts.total })}
      </p>
      {counts.failed > 0 && (
        <StatusWord standing="failed">
          {t(outcome.kind === 'running' ? 'failedSoFar' : 'failed', { count: counts.failed })}
        </StatusWord>
      )}
      {counts.unknown > 0 && (
        <StatusWord standing="unknown">{t('unknown', { count: counts.unknown })}</StatusWord>
      )}
      <Time attempts={attempts} />
      {targetMs !== null && (
        <p>
          {t('rto', { target: printTarget(targetMs) })}{' '}
          <span className="font-[560]">
            <RtoAgainstTarget reply={{ session, outcome, counts }} targetMs={targetMs} />
          </span>
        </p>
      )}
    </>
  )
}

/** Only what did fail over has a time: of a failed whole the first start is told, and no length. */
function Time({ attempts }: { attempts: AttemptsView }): ReactNode {
  const t = useTranslations('attempts.whole')
  const print = useDurationText()
  const { level, observedAtUtc } = usePageFreshness()
  const { outcome, firstStartUtc, lastEndUtc } = attempts
  if (firstStartUtc === null) return null
  if (outcome.kind === 'running') {
    return (
      <p>
        {t.rich('since', { time: fill(<Elapsed sinceUtc={firstStartUtc} grain="minute" />) })}
        {level !== 'live' && (
          <span className="text-muted">, {t.rich('asOf', withInstant(observedAtUtc))}</span>
        )}
      </p>
    )
  }
  const rto = toRunRto({ creationTimeUtc: firstStartUtc, endTimeUtc: lastEndUtc }, outcome)
  return 'ms' in rto ? <p>{t('took', { duration: print(rto.ms) })}</p> : null
}
