'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { SessionReply } from '@/lib/api/replies'
import { toDurationParts } from '@/lib/failover/duration'
import { LEAST_RUNS, toTimeLeft, toWholeMinutes } from '@/lib/failover/eta'
import { emElapsedMs, serverElapsedMs, useServerClock } from '../server-clock'
import { useDurationText } from '../use-duration-text'
import { usePageFreshness } from '../use-freshness'
import { useTick } from '../use-tick'

/** When the run may end, or why that cannot be foretold. Old data foretells nothing, and what has ended needs nothing. */
export function EtaNote({ reply }: { reply: SessionReply }): ReactNode {
  const text = useEtaText(reply)
  return text === '' ? null : (
    <span data-testid="eta" className="block">
      {text}
    </span>
  )
}

/** As one sentence; empty where there is nothing to say. */
export function useEtaText(reply: SessionReply): string {
  const t = useTranslations('session.eta')
  const print = useDurationText()
  const clock = useServerClock()
  const { level } = usePageFreshness()
  const { outcome, session, recovery } = reply
  const { eta, noProgressSinceUtc } = recovery
  const frozen = level !== 'live'

  const toRange = (elapsedMs: number, range: { leastMs: number; mostMs: number; runs: number }): string => {
    const left = toTimeLeft(range, elapsedMs)
    if (left.kind === 'late') return t('late', { runs: range.runs })
    const { leastMs, mostMs } = toWholeMinutes(left)
    const [least, most] = [toDurationParts(leastMs, 'minute'), toDurationParts(mostMs, 'minute')]
    const texts = { most: print(mostMs, 'minute'), runs: range.runs }
    if (least.unit === 'below_second') return t('upTo', texts)
    // One unit for both where it is the same: "12 – 18 min".
    const oneUnit = least.unit === 'whole_minutes' && most.unit === 'whole_minutes'
    return t('between', { ...texts, least: oneUnit ? least.minutes : print(leastMs, 'minute') })
  }

  return useTick((tick) => {
    if (outcome.kind !== 'running') return ''
    if (level === 'stale' || level === 'lost') return t(`old.${level}`)
    if (eta.kind === 'range') {
      if (session.creationTimeUtc === null) return t('startNotReported')
      return toRange(emElapsedMs(clock, tick, frozen, session.creationTimeUtc), eta)
    }
    switch (eta.reason) {
      case 'ended':
        return ''
      case 'no_progress':
        if (noProgressSinceUtc === null) return ''
        return t('noProgress', {
          duration: print(serverElapsedMs(clock, tick, frozen, noProgressSinceUtc), 'minute'),
        })
      case 'start_not_reported':
        return t('startNotReported')
      case 'not_recorded':
        return t('notRecorded')
      case 'too_few_runs':
        return t('tooFew', { runs: eta.runs ?? 0, needed: LEAST_RUNS })
      default:
        return eta.reason satisfies never
    }
  })
}
