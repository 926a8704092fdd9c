'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { SessionListReply } from '@/lib/api/replies'
import { Announcer } from '../announcer'
import { FreshnessNotice } from '../freshness-notice'
import { ProblemBanner } from '../problem-banner'
import { FinishedTable } from './finished-table'
import { RunningCard } from './running-card'
import { SummaryStrip } from './summary-strip'

/** All sessions that Enterprise Manager lists, and those that only the record has: those that run as cards, the others as a table. */
export function SessionsView({ reply }: { reply: SessionListReply }): ReactNode {
  const t = useTranslations('sessions')
  const running = reply.sessions.filter((it) => it.outcome.kind === 'running')
  const finished = reply.sessions.filter((it) => it.outcome.kind !== 'running')
  const attention = running.filter((it) => it.counts.failed > 0).length
  return (
    <div className="mx-auto grid max-w-[1360px] grid-cols-[minmax(0,1fr)] gap-5 px-4 pt-5 pb-12 sm:px-6">
      <header className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h1 className="heading-1">{t('title')}</h1>
        <FreshnessNotice />
      </header>
      <ProblemBanner />
      <SummaryStrip reply={reply} />
      <section aria-labelledby="running-title" className="grid gap-3">
        <h2 id="running-title" className="heading-2">
          {t('running')}
        </h2>
        {running.length === 0 ? (
          <p className="card px-4 py-6 text-muted">{t('noneRunning')}</p>
        ) : (
          <ul className="grid gap-3 sm:grid-cols-[repeat(auto-fill,minmax(340px,1fr))]">
            {running.map((it) => (
              <RunningCard key={it.session.id} summary={it} />
            ))}
          </ul>
        )}
      </section>
      <section aria-labelledby="recent-title" className="grid gap-3">
        <h2 id="recent-title" className="heading-2">
          {t('recent')}
        </h2>
        {finished.length === 0 ? (
          <p className="card px-4 py-6 text-muted">{t('noneRecent')}</p>
        ) : (
          <FinishedTable summaries={finished} />
        )}
        {reply.sessions.length < reply.total && (
          <p className="text-muted">{t('partial', { shown: reply.sessions.length, total: reply.total })}</p>
        )}
        {reply.recordUnavailable && <p className="text-muted">{t('recordUnavailable')}</p>}
        {reply.unreadable > 0 && <p className="text-muted">{t('unreadable', { count: reply.unreadable })}</p>}
      </section>
      <Announcer subject={t('announce', { running: running.length, attention })} />
    </div>
  )
}
