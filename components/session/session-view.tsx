'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { SessionReply } from '@/lib/api/replies'
import { Announcer } from '../announcer'
import { ProblemBanner } from '../problem-banner'
import { usePageFreshness } from '../use-freshness'
import { useOutcomeText } from '../use-outcome-text'
import { AttentionList } from './attention-list'
import { SessionFacts } from './session-facts'
import { SessionHeader } from './session-header'
import { TaskTable } from './task-table'
import { useSessionTitle } from './use-session-title'

/** One failover session: what is true, how old that is, what needs attention, and every VM. */
export function SessionView({ reply }: { reply: SessionReply }): ReactNode {
  const t = useTranslations('session')
  const { session, outcome } = reply
  const { sentence } = useOutcomeText()(outcome, session.state)
  const { level } = usePageFreshness()
  useSessionTitle(reply, level)
  return (
    <article aria-labelledby="session-name">
      <SessionHeader reply={reply} />
      <div className="ages-surface border-b border-line bg-surface">
        <SessionFacts reply={reply} />
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 px-4 pt-4 pb-12 sm:px-6">
        <ProblemBanner />
        <AttentionList session={session} outcome={outcome} />
        <TaskTable
          tasks={session.tasks}
          tasksFrom={session.tasksFrom}
          recordedAtUtc={session.tasksRecordedAtUtc}
          sessionId={session.id}
          sessionStartUtc={session.creationTimeUtc}
          running={outcome.kind === 'running'}
        />
      </div>
      <Announcer subject={`${session.name ?? t('metaTitle')}: ${sentence}`} />
    </article>
  )
}
