'use client'

import { useTranslations } from 'next-intl'
import { useTimeText } from '../use-time-text'
import type { ColumnId } from './task-columns'

/** What a column is called. */
export function useColumnName(): (id: ColumnId | 'select') => string {
  const t = useTranslations()
  const { zone } = useTimeText()
  return (id) => {
    switch (id) {
      case 'select':
      case 'waited':
      case 'gantt':
        return t(`tasks.head.${id}`)
      default:
        return t(`session.table.${id}`, { zone })
    }
  }
}
