'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { GridColumnHead, GridHead, GridRow } from '../grid-table'

const COLUMNS = [
  { key: 'number', area: 'task-num' },
  { key: 'vm', area: 'task-vm' },
  { key: 'state', area: 'task-state' },
  { key: 'result', area: 'task-result' },
  { key: 'progress', area: 'task-progress' },
  { key: 'started', area: 'task-started' },
  { key: 'took', area: 'task-took' },
  { key: 'point', area: 'task-point' },
  { key: 'age', area: 'task-age' },
  { key: 'pointState', area: 'task-pstate' },
] as const

export function TaskHead(): ReactNode {
  const t = useTranslations('session.table')
  return (
    <GridHead className="z-10 bg-surface min-[1180px]:sticky min-[1180px]:top-[52px] [@media(max-height:520px)]:static">
      <GridRow aria-rowindex={1} className="task-row text-[12px] font-[550] text-faint">
        {COLUMNS.map(({ key, area }) => (
          <GridColumnHead key={key} className={area}>
            {t(key)}
          </GridColumnHead>
        ))}
        <GridColumnHead className="sr-only">{t('failure')}</GridColumnHead>
      </GridRow>
    </GridHead>
  )
}
