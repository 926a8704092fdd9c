'use client'

import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { TaskView } from '@/lib/api/replies'
import { useShortcut } from '../keys/use-shortcut'
import { openSheet } from './sheet-history'
import { SheetLink } from './sheet-link'

type Props = {
  tasks: readonly TaskView[]
  /** Of the VM that is shown, in plan order; -1 where it has no row. */
  index: number
}

/** To the VM before and after, in plan order, by button or by `[` and `]`. */
export function VmLeaf({ tasks, index }: Props): ReactNode {
  const t = useTranslations('sheet')
  const before = index < 0 ? undefined : tasks[index - 1]
  const after = index < 0 ? undefined : tasks[index + 1]
  const show = (task: TaskView | undefined): void => {
    if (task) openSheet({ vm: task.key }, null)
  }
  useShortcut({ keys: '[', label: t('previous'), group: 'session' }, () => show(before))
  useShortcut({ keys: ']', label: t('next'), group: 'session' }, () => show(after))
  return (
    <>
      <Leaf task={before} to="previous" />
      <Leaf task={after} to="next" />
    </>
  )
}

const look = 'grid size-8 place-items-center rounded-lg'

function Leaf({ task, to }: { task: TaskView | undefined; to: 'previous' | 'next' }): ReactNode {
  const t = useTranslations()
  const Icon = to === 'next' ? ChevronRight : ChevronLeft
  if (task === undefined) {
    return (
      <span aria-hidden className={`${look} text-faint opacity-40`}>
        <Icon className="size-4" />
      </span>
    )
  }
  const label = t(`sheet.${to}Named`, { name: task.vmName ?? t('common.unnamedVm') })
  return (
    <SheetLink
      sheet={{ vm: task.key }}
      aria-label={label}
      title={label}
      className={`${look} text-muted hover:bg-sunken hover:text-text`}
    >
      <Icon aria-hidden className="size-4" />
    </SheetLink>
  )
}
