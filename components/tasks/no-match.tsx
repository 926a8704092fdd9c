'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { TableView } from './use-table-view'

/** Filter and search leave nothing: said with the way back. */
export function NoMatch({ view }: { view: TableView }): ReactNode {
  const t = useTranslations('tasks.none')
  const clear = (): void => {
    view.setShow('all')
    view.setQ('')
  }
  return (
    <div className="flex flex-wrap items-center justify-center gap-3 px-4 py-8 text-muted">
      <p>{t('title')}</p>
      <button type="button" className="button" onClick={clear}>
        {t('clear')}
      </button>
    </div>
  )
}
