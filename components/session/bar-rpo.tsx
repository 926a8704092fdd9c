'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { SessionReply } from '@/lib/api/replies'
import { toRpoAgainst, toTaskRpo, toWorst } from '@/lib/failover/recovery'
import { isLostRun } from '../is-lost-run'
import { StatusWord } from '../status-word'
import { useDurationText } from '../use-duration-text'

/** The worst data loss window, and how it stands to its target: in short what the fact in the header says. */
export function BarRpo({ reply }: { reply: SessionReply }): ReactNode {
  const t = useTranslations('session.bar')
  const common = useTranslations('common')
  const print = useDurationText()
  const { session, outcome, recovery } = reply
  const found = toWorst(session.tasks, (task) => toTaskRpo(task, session.creationTimeUtc))
  const targetMs = recovery.target?.rpoMs ?? null
  if (found.worst === null) return common('notKnown')
  const rpo = print(found.worst.ms, 'minute')
  if (targetMs === null) return rpo
  const against = toRpoAgainst(targetMs, found)
  if (against.kind === 'exceeded')
    return <StatusWord standing="failed">{t('rpoExceeded', { rpo })}</StatusWord>
  if (against.kind !== 'met') return t('rpoUnknown', { rpo })
  // VMs may still come, so before the end nothing is met yet.
  if (outcome.kind === 'running' || isLostRun(reply)) return t('rpoWithin', { rpo })
  return <StatusWord standing="succeeded">{t('rpoMet', { rpo })}</StatusWord>
}
