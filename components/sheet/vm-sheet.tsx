'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { SessionReply, TaskView } from '@/lib/api/replies'
import { isOver, toShownStanding } from '@/lib/failover/outcome'
import { withInstant } from '../rich-tags'
import { TaskState } from '../session/task-state'
import { keptSince } from '../tasks/kept-row'
import { usePageFreshness } from '../use-freshness'
import { SheetHead } from './sheet-head'
import { useLastTask } from './use-last-task'
import { VmChanges } from './vm-changes'
import { VmCourse } from './vm-course'
import { VmEarlier } from './vm-earlier'
import { VmFacts } from './vm-facts'
import { VmFailure } from './vm-failure'
import { VmLeaf } from './vm-leaf'
import { VmPoint } from './vm-point'

type Props = { taskKey: string; reply: SessionReply }

/** Everything about one VM of the run. */
export function VmSheet({ taskKey, reply }: Props): ReactNode {
  const t = useTranslations()
  const { tasks } = reply.session
  const { observedAtUtc } = usePageFreshness()
  const { task, goneSinceUtc } = useLastTask(tasks, taskKey, observedAtUtc)
  if (task === null) {
    return (
      <>
        <SheetHead kind="vm" title={t('sheet.unknown.title')} />
        <p className="px-4 py-4 text-muted foreign-text sm:px-5">
          {t('sheet.unknown.explain', { key: taskKey })}
        </p>
      </>
    )
  }
  const over = isOver(reply.outcome)
  const index = tasks.findIndex((it) => it.key === task.key)
  const keptUtc = keptSince(task, over)
  return (
    <div className="contents" data-freshness={keptUtc === null ? undefined : 'stale'}>
      <SheetHead
        kind="vm"
        keptUtc={keptUtc}
        title={task.vmName ?? t('common.unnamedVm')}
        {...(index >= 0 && { place: t('sheet.place', { number: index + 1, total: tasks.length }) })}
        below={
          <p className="mt-0.5">
            <TaskState task={task} standing={toShownStanding(task, over)} over={over} />
          </p>
        }
      >
        <VmLeaf tasks={tasks} index={index} />
      </SheetHead>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 px-4 py-4 pb-10 sm:px-5">
        {goneSinceUtc !== null && <Gone atUtc={goneSinceUtc} />}
        {goneSinceUtc === null && keptUtc !== null && <Kept atUtc={keptUtc} />}
        <VmFailure key={`failure ${task.key}`} task={task} reply={reply} />
        <VmFacts task={task} session={reply.session} over={over} />
        <VmPoint task={task} reply={reply} />
        <Recorded key={task.key} task={task} reply={reply} />
      </div>
    </div>
  )
}

function Kept({ atUtc }: { atUtc: string }): ReactNode {
  const t = useTranslations('sheet.kept')
  return (
    <section data-testid="sheet-kept" className="rounded-xl border border-line-strong bg-sunken px-4 py-2.5">
      <h3 className="heading-2">{t('title')}</h3>
      <p className="text-muted">{t.rich('explain', withInstant(atUtc))}</p>
    </section>
  )
}

function Gone({ atUtc }: { atUtc: string }): ReactNode {
  const t = useTranslations('sheet.gone')
  return (
    <section data-testid="sheet-gone" className="rounded-xl border border-line-strong bg-sunken px-4 py-2.5">
      <h3 className="heading-2">{t('title')}</h3>
      <p className="text-muted">{t.rich('explain', withInstant(atUtc))}</p>
    </section>
  )
}

/** What the monitor's own record adds; each part is read when the sheet is opened. */
function Recorded({ task, reply }: { task: TaskView; reply: SessionReply }): ReactNode {
  const { session, outcome } = reply
  return (
    <>
      <VmCourse sessionId={session.id} task={task} running={outcome.kind === 'running'} />
      <VmChanges sessionId={session.id} task={task} />
      <VmEarlier sessionId={session.id} vmName={task.vmName} />
    </>
  )
}
