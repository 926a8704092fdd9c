'use client'

import { useTranslations } from 'next-intl'
import type { KeyboardEvent, ReactNode } from 'react'
import { HISTORY_TABS, type HistoryTab, toTabByKey } from './history-tab'

type Props = { chosen: HistoryTab; onChoose: (tab: HistoryTab) => void }

export function tabId(tab: HistoryTab): string {
  return `history-tab-${tab}`
}

/** The tabs of the history; arrow keys choose at once, since what they show is at hand. */
export function HistoryTabs({ chosen, onChoose }: Props): ReactNode {
  const t = useTranslations('history.tabs')
  const onKeyDown = (event: KeyboardEvent): void => {
    const target = toTabByKey(event.key, chosen)
    if (target === null || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    onChoose(target)
    document.getElementById(tabId(target))?.focus()
  }
  return (
    <div role="tablist" aria-label={t('label')} className="-mb-px flex">
      {HISTORY_TABS.map((tab) => {
        const isChosen = tab === chosen
        return (
          <button
            key={tab}
            id={tabId(tab)}
            type="button"
            role="tab"
            aria-selected={isChosen}
            // The panels of the others are not there.
            {...(isChosen && { 'aria-controls': tab })}
            tabIndex={isChosen ? 0 : -1}
            onClick={() => onChoose(tab)}
            onKeyDown={onKeyDown}
            className={`min-h-9 border-b-2 px-3 font-[550] ${isChosen ? 'border-ink text-text' : 'border-transparent text-muted hover:text-text'}`}
          >
            {t(tab)}
          </button>
        )
      })}
    </div>
  )
}
