'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useRef } from 'react'
import type { SessionView } from '@/lib/api/replies'
import { ComparePanel } from './compare-panel'
import type { HistoryTab } from './history-tab'
import { HistoryTabs, tabId } from './history-tabs'
import { LogPanel } from './log-panel'
import { ProgressPanel } from './progress-panel'
import { useComeTo } from './use-come-to'
import { useHistoryTab } from './use-history-tab'
import { useNearWindow } from './use-near-window'

type Props = { session: SessionView; running: boolean }

/** What the monitor has recorded of the run. It is read once somebody looks here, by scrolling, link or address. */
export function HistorySection({ session, running }: Props): ReactNode {
  const t = useTranslations('history')
  const section = useRef<HTMLElement>(null)
  const near = useNearWindow(section)
  const [named, choose] = useHistoryTab()
  const tab = named ?? 'progress'

  useComeTo(section)
  const looked = near || named !== null
  return (
    <section
      ref={section}
      aria-labelledby="history-title"
      data-testid="history"
      className="ages-surface card scroll-mt-16 overflow-clip"
    >
      <header className="flex flex-wrap items-end gap-x-6 gap-y-1 border-b border-line px-4 pt-2.5">
        <h2 id="history-title" className="heading-2 pb-2">
          {t('title')}
        </h2>
        <HistoryTabs chosen={tab} onChoose={choose} />
      </header>
      <div id={tab} role="tabpanel" aria-labelledby={tabId(tab)} className="min-h-64">
        {looked ? (
          <Panel tab={tab} session={session} running={running} />
        ) : (
          <p className="px-4 py-8 text-center text-muted">{t('unread')}</p>
        )}
      </div>
    </section>
  )
}

function Panel({ tab, session, running }: Props & { tab: HistoryTab }): ReactNode {
  switch (tab) {
    case 'progress':
      return <ProgressPanel session={session} running={running} />
    case 'log':
      return <LogPanel session={session} running={running} />
    case 'compare':
      return <ComparePanel sessionId={session.id} />
    default:
      return tab satisfies never
  }
}
