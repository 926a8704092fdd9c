'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useRef } from 'react'
import type { SessionReply } from '@/lib/api/replies'
import { Announcer } from '../announcer'
import { ProblemBanner } from '../problem-banner'
import { usePageFreshness } from '../use-freshness'
import { useOutcomeText } from '../use-outcome-text'
import { HistorySection } from '../history/history-section'
import { AttemptsSection } from '../attempts/attempts-section'
import { AcknowledgeDesk } from '../teamwork/acknowledge-desk'
import { NotesPanel } from '../teamwork/notes-panel'
import { TemporaryBanner } from '../teamwork/temporary-banner'
import { ActionRow } from './action-row'
import { AttentionList } from './attention-list'
import { asHeaderAction } from './header-action'
import { SheetHost } from '../sheet/sheet-host'
import { RecordedNotice } from './recorded-notice'
import { SessionBar } from './session-bar'
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
  const head = useRef<HTMLDivElement>(null)
  return (
    <article className="session-page" aria-labelledby="session-name">
      <SessionBar reply={reply} head={head} />
      <div ref={head}>
        <SessionHeader reply={reply} />
      </div>
      {!inEnterpriseManager && <RecordedNotice reply={reply} />}
      <AttemptsSection reply={reply} />
      <TemporaryBanner reply={reply} />
      <div className="ages-surface border-b border-line bg-surface">
        <SessionFacts reply={reply} />
        <ActionRow session={session} may={reply.may} collection={reply.collection} />
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 px-4 pt-4 pb-12 sm:px-6">
        {!told && <ProblemBanner />}
        <AcknowledgeDesk reply={reply}>
          <div className="contents" {...asHeaderAction('acknowledge')}>
            <AttentionList reply={reply} />
          </div>
        </AcknowledgeDesk>
        <TaskTable
          session={session}
          counts={reply.counts}
          planned={reply.planned}
          plannedLeftOut={reply.plannedLeftOut}
          running={outcome.kind === 'running'}
          kind={reply.tag?.kind ?? null}
          rpoTargetMs={reply.recovery.target?.rpoMs ?? null}
          emClockAheadMs={reply.emClockAheadMs}
        />
        <NotesPanel reply={reply} />
        <HistorySection session={session} running={outcome.kind === 'running'} />
      </div>
      <SheetHost reply={reply} />
      <Announcer subject={`${session.name ?? t('metaTitle')}: ${sentence}`} />
    </article>
  )
}
