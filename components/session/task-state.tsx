'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { TaskView } from '@/lib/api/replies'
import type { TaskStanding } from '@/lib/failover/outcome'
import { parseSessionResult, parseSessionState } from '@/lib/failover/words'
import { StatusWord } from '../status-word'
import { keptSince } from '../tasks/kept-row'

type Props = { task: TaskView; standing: TaskStanding; over: boolean }

/** Where the VM stands, and Enterprise Manager's own word where ours says less. */
export function TaskState({ task, standing, over }: Props): ReactNode {
  const t = useTranslations()
  const own = toOwnState(task, standing, over)
  const word = (): string => {
    if (standing !== 'working') return t(`common.standing.${standing}`)
    if (parseSessionState(task.state) === 'Stopping') return t('common.outcome.stopping')
    if (parseSessionState(task.state) === null) return task.state ?? t('common.outcome.noState')
    return t('common.standing.working')
  }
  return (
    <>
      <StatusWord standing={standing} moving={standing === 'working' && keptSince(task, over) === null}>
        {word()}
      </StatusWord>
      {own !== null && (
        <span className="ms-1.5 text-[12px] text-muted foreign-text">
          {t(over ? 'session.table.lastSeen' : 'session.table.ownWord', { word: own })}
        </span>
      )}
    </>
  )
}

/** A VM can have failed while its task goes on; and it may not have been seen to end when its run was over. */
function toOwnState(task: TaskView, standing: TaskStanding, over: boolean): string | null {
  if (task.state === null || !(standing === 'failed' || (over && standing === 'unknown'))) return null
  return parseSessionState(task.state) === 'Stopped' ? null : task.state
}

export function TaskResult({ task, over }: { task: TaskView; over: boolean }): ReactNode {
  const t = useTranslations()
  const open = !over && parseSessionState(task.state) !== 'Stopped'
  if (parseSessionResult(task.result) === 'None' && open) {
    return <span className="text-muted">{t('session.table.noneYet')}</span>
  }
  return <span className="foreign-text text-muted">{task.result ?? t('common.notReported')}</span>
}
