'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { TaskView } from '@/lib/api/replies'
import type { TaskStanding } from '@/lib/failover/outcome'
import { ProgressBar } from '../progress-bar'
import { STATUS_LOOK } from '../status-look'
import { WaitingNote, type Why } from '../tasks/waiting-note'

type Props = { task: TaskView; name: string; standing: TaskStanding; why: Why | null }

/** How far a VM is by Enterprise Manager's word; while it waits at nothing, why it does. */
export function TaskProgress({ task: { progress }, name, standing, why }: Props): ReactNode {
  const t = useTranslations('common')
  if (why !== null && !progress) return <WaitingNote {...why} />
  const text = progress === null ? t('notKnown') : t('percent', { percent: progress })
  return (
    <>
      <ProgressBar
        label={t('progressOf', { name })}
        percent={progress}
        valueText={text}
        fill={STATUS_LOOK[standing].fill}
        className="min-w-8 flex-1 sm:max-w-[96px]"
      />
      <span className={`shrink-0 whitespace-nowrap text-muted ${progress === null ? '' : 'sm:w-11'}`}>
        {text}
      </span>
    </>
  )
}
