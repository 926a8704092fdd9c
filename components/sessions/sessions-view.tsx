'use client'

import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useRef, type ReactNode } from 'react'
import type { SessionListReply } from '@/lib/api/replies'
import { Announcer } from '../announcer'
import { CollectControl } from '../collection/collect-control'
import { FreshnessNotice } from '../freshness-notice'
import { ProblemBanner } from '../problem-banner'
import { AddressNotice } from './address-notice'
import { toWaiting } from './held-rows'
import { HistorySection } from './history-section'
import { NO_FILTERS } from './list-address'
import { RunningSection } from './running-section'
import { TotalsStrip } from './totals-strip'
import { useHeldRows } from './use-held-rows'
import { useRunning } from './use-running'
import type { ListAddress } from './use-list-address'
import { useRowKeys } from './use-row-keys'
import { useSteadyHistory } from './use-steady-history'

type Props = {
  reply: SessionListReply
  /** The reply is still that of the page or filter before. */
  isPending?: boolean
  /** The reply was kept of an earlier visit, and that of this one is not there yet. */
  isCached?: boolean
  address: ListAddress
  /** Names the page of the list that is asked for. */
  page: string
  /** Runs that the server leaves out, since they came after the reader began with this list. */
  without: readonly string[]
  onWithout: (ids: readonly string[]) => void
  /** Ids, with commas, of runs that the server is to be asked for beside its page. */
  onMissing: (ids: string) => void
}

/** As many as the server takes by name. */
const MOST_ASKED = 100

/**
 * All failovers: what runs as cards, what is over as a table in pages. Nothing moves under the reader: see held-rows.ts and
 * use-steady-history.ts for how.
 */
export function SessionsView(props: Props): ReactNode {
  const { reply, isPending = false, isCached = false, address, page, without, onWithout, onMissing } = props
  const t = useTranslations('sessions')
  const held = useHeldRows(reply, { page, isPending, isCached })
  const { rows, release } = held
  const running = useRunning(held, address)
  const { state } = address.said
  const isHistoryShown = state !== 'active'
  const waiting = toWaiting(isHistoryShown ? held.held : [], without, running.cards)
  const left = new Set(isHistoryShown ? held.left : [])
  // What "show" takes away.
  const gone = left.size + (isHistoryShown ? held.unseen.length : 0) + held.lostCards.length
  const missing = held.missing.slice(0, MOST_ASKED).join(',')
  useEffect(() => {
    onMissing(missing)
  }, [onMissing, missing])
  const frame = useRef<HTMLDivElement>(null)
  const above = useRef<HTMLDivElement>(null)
  const history = useRef<HTMLElement>(null)
  useSteadyHistory(above, history)
  const { goTo, change } = address
  const isFirstPage = address.said.page === null
  const show = useCallback(() => {
    onWithout([])
    release()
    // What is new stands on the first page.
    if (!isFirstPage) goTo(1)
  }, [onWithout, release, goTo, isFirstPage])
  useRowKeys(frame, waiting.length + gone, show)
  const { totals } = reply
  return (
    <div
      ref={frame}
      className="mx-auto grid max-w-[1360px] grid-cols-[minmax(0,1fr)] gap-5 px-4 pt-5 pb-12 sm:px-6 min-[1800px]:max-w-[1760px] min-[2400px]:max-w-[2320px]"
    >
      <div ref={above} className="grid grid-cols-[minmax(0,1fr)] gap-5">
        <header className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
          <h1 className="heading-1">{t('title')}</h1>
          <FreshnessNotice collectionUnknown={reply.collection.unknown} ofMany />
          <CollectControl collection={reply.collection} mayAsk={reply.may.collect} />
        </header>
        <ProblemBanner />
        <AddressNotice faults={address.faults} onForget={address.forgetFaults} />
        <TotalsStrip totals={totals} onAttention={() => change({ ...NO_FILTERS, attention: 'open' })} />
        <RunningSection {...running} />
      </div>
      <HistorySection
        reply={reply}
        rows={rows}
        left={left}
        unseen={new Set(held.unseen)}
        address={address}
        isPending={isPending}
        running={running.running - running.leftOut}
        waiting={waiting.length}
        gone={gone}
        onShow={show}
        onPage={(next) => {
          // The pages go on from what is shown: what came since is left out of all of them.
          onWithout([...new Set([...without, ...held.held])])
          goTo(next)
          const { current } = history
          if (current !== null && 'scrollIntoView' in current) current.scrollIntoView({ block: 'start' })
        }}
        section={history}
      />
      <Announcer subject={t('announce', { running: totals.running, attention: totals.needAttention })} />
    </div>
  )
}
