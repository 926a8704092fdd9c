'use client'

import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import type { SessionReply } from '@/lib/api/replies'
import type { FreshnessLevel } from '@/lib/failover/freshness'
import { failedOver } from '@/lib/failover/outcome'
import { isolateName } from '../isolate-name'
import { useOutcomeText } from '../use-outcome-text'

/** The browser tab says how the run stands, with the worst first: `1 failed · 7 of 14 · Plan`. */
export function useSessionTitle(reply: SessionReply, level: FreshnessLevel): void {
  const t = useTranslations('session.titleBar')
  const common = useTranslations('common')
  const freshness = useTranslations('freshness.level')
  const toText = useOutcomeText()
  const { session, outcome, counts } = reply

  const name = isolateName(session.name ?? common('unnamedPlan'))
  const { state } = toText(outcome, session.state)
  const done = failedOver(counts)
  const { total, failed } = counts
  const text = (): string => {
    if (total === 0) return t('noRows', { state, name })
    if (failed > 0 && outcome.kind === 'running')
      return t('failedSoFar', { count: failed, done, total, name })
    return t('running', { state, done, total, name })
  }
  const old = level === 'stale' || level === 'lost'
  const title = old ? t('old', { level: freshness(level), title: text() }) : text()

  useEffect(() => {
    document.title = title
  }, [title])
}
