'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { SessionReply } from '@/lib/api/replies'
import { Announcer } from '../announcer'
import { ProblemBanner } from '../problem-banner'
import { usePageFreshness } from '../use-freshness'
import { useOutcomeText } from '../use-outcome-text'
import { HistorySection } from '../history/history-section'
import { ActionRow } from './action-row'
import { AttentionList } from './attention-list'
import { RecordedNotice } from './recorded-notice'
import { SessionFacts } from './session-facts'
import { SessionHeader } from './session-header'
import { TaskTable } from './task-table'
import { useSessionTitle } from './use-session-title'

/** One failover session: what is true, how old that is, what needs attention, and every VM. */
export function SessionView({ reply }: { reply: SessionReply }): ReactNode {
  const t = useTranslations('session')
  const { session, outcome, inEnterpriseManager } = reply
  const { sentence } = useOutcomeText()(outcome, session.state)
  const { level, problem } = usePageFreshness()
  useSessionTitle(reply, level)
  // That Enterprise Manager no longer has the session is told once, as the record's notice and not as an alarm.
  const told = !inEnterpriseManager && problem?.code === 'not_found'
  return (
    <article aria-labelledby="session-name">
      <SessionHeader reply={reply} />
      {!inEnterpriseManager && <RecordedNotice reply={reply} />}
      <div className="ages-surface border-b border-line bg-surface">
        <SessionFacts reply={reply} />
        <ActionRow session={session} may={reply.may} />
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 px-4 pt-4 pb-12 sm:px-6">
        {!told && <ProblemBanner />}
        <AttentionList session={session} outcome={outcome} />
        <TaskTable
          tasks={session.tasks}
          tasksFrom={session.tasksFrom}
          recordedAtUtc={session.tasksRecordedAtUtc}
          sessionId={session.id}
          sessionStartUtc={session.creationTimeUtc}
          rpoTargetMs={reply.recovery.target?.rpoMs ?? null}
          running={outcome.kind === 'running'}
        />
        <HistorySection session={session} running={outcome.kind === 'running'} />
      </div>
      <Announcer subject={`${session.name ?? t('metaTitle')}: ${sentence}`} />
    </article>
  )
}
