'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode, RefObject } from 'react'
import type { SessionListReply, SessionSummary } from '@/lib/api/replies'
import { isFiltered } from '@/lib/api/session-filters'
import { FilteredEmpty } from './empty-history'
import { FilterBar } from './filter-bar'
import { HistoryCount } from './history-count'
import { HistoryTable } from './history-table'
import { Pager } from './pager'
import { SavedFilterBar } from './saved-filter-bar'
import type { ListAddress } from './use-list-address'

type Props = {
  reply: SessionListReply
  rows: readonly SessionSummary[]
  /** Ids of rows that no longer belong to the list, and of those that nobody knows anything newer of. */
  left: ReadonlySet<string>
  unseen: ReadonlySet<string>
  address: ListAddress
  isPending: boolean
  /** How many of what runs fit the filter. */
  running: number
  /** How many runs wait to be shown, and how many shown ones have no place in this view any more. */
  waiting: number
  gone: number
  onShow: () => void
  onPage: (page: number) => void
  section: RefObject<HTMLElement | null>
}

/** What is over: narrowed down, ordered and in pages, all by the address. The filter reaches what runs above it, too. */
export function HistorySection(props: Props): ReactNode {
  const { reply, rows, left, unseen, address, isPending, running, waiting, gone, onShow, onPage, section } =
    props
  const t = useTranslations('sessions')
  const { said, change, clear } = address
  const filtered = isFiltered(said)
  const sort = said.sort ?? 'newest'
  const isEmptyForEver = rows.length === 0 && !filtered
  return (
    <section ref={section} aria-labelledby="history-title" className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h2 id="history-title" className="heading-2">
          {t('history')}
        </h2>
        <SavedFilterBar search={address.search} onOpen={address.open} />
        {/* Always there, so that it moves nothing when it comes. */}
        <div className="ml-auto min-h-7">
          {waiting + gone > 0 && (
            <button
              type="button"
              data-testid="show-new"
              onClick={onShow}
              className="chip border-ink font-[600]"
            >
              {toShowText(t, waiting, gone)}
            </button>
          )}
        </div>
      </div>
      <div className="ages-surface card overflow-hidden">
        <FilterBar filters={said} onChange={change} />
        {said.state === 'active' ? (
          <p data-testid="history-left-out" className="px-4 py-6 text-muted">
            {t('historyLeftOut', { count: reply.total })}{' '}
            <button type="button" className="link min-h-6" onClick={() => change({ state: null })}>
              {t('historyShow')}
            </button>
          </p>
        ) : isEmptyForEver ? (
          <p data-testid="nothing-ever" className="px-4 py-8 text-muted">
            {t(reply.recordUnavailable ? 'noneListed' : 'noneEver')}
          </p>
        ) : (
          <>
            <HistoryCount
              shown={rows.length}
              total={reply.total}
              all={reply.totals.history}
              filtered={filtered}
              onClear={clear}
              sort={sort}
              onSort={(next) => change({ sort: next === 'newest' ? null : next })}
            />
            {rows.length === 0 ? (
              <FilteredEmpty filters={said} running={running} onChange={change} onClear={clear} />
            ) : (
              <HistoryTable
                rows={rows}
                left={left}
                unseen={unseen}
                sort={sort}
                onSort={(next) => change({ sort: next === 'newest' ? null : next })}
                isPending={isPending}
              />
            )}
            <Pager page={reply.page} pages={reply.pages} onPage={onPage} />
          </>
        )}
      </div>
      {reply.code !== null && <p className="text-muted">{t('byCode', { code: reply.code })}</p>}
      {reply.recordUnavailable && <p className="text-muted">{t('recordUnavailable')}</p>}
      {reply.unreadable > 0 && <p className="text-muted">{t('unreadable', { count: reply.unreadable })}</p>}
    </section>
  )
}

/** What "show" brings and takes away. */
function toShowText(
  t: ReturnType<typeof useTranslations<'sessions'>>,
  waiting: number,
  gone: number,
): string {
  if (gone === 0) return t('showNew', { count: waiting })
  return waiting === 0 ? t('showGone', { gone }) : t('showBoth', { count: waiting, gone })
}
