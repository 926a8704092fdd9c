'use client'

import type { RowSelectionState } from '@tanstack/react-table'
import { useMemo } from 'react'
import type { TaskView } from '@/lib/api/replies'
import type { TaskItem } from './task-columns'

/** The chosen rows as they are now: those that are shown in their order, then the others in the run's. */
export function useSelected(
  tasks: readonly TaskView[],
  shownItems: readonly TaskItem[],
  selection: RowSelectionState,
): { items: TaskItem[]; shown: number } {
  return useMemo(() => {
    const left = new Set(Object.keys(selection))
    if (left.size === 0) return { items: [], shown: 0 }
    const items = shownItems.filter(({ task }) => left.delete(task.key))
    const shown = items.length
    for (const [index, task] of tasks.entries()) {
      if (left.delete(task.key))
        items.push({ task, order: index + 1, at: task, over: false, late: null, atMs: 0, emClockAheadMs: 0 })
    }
    return { items, shown }
  }, [tasks, shownItems, selection])
}
