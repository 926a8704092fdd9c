'use client'

import { useState } from 'react'
import type { SessionListReply, SessionSummary } from '@/lib/api/replies'
import { toCards, toFitting, toMissing, toShown, toUnseen, type Shown } from './held-rows'

type State = Shown & {
  /** Which page of which list this is; another one is shown as the server has it. */
  page: string
  reply: SessionListReply
  /** The reply is what was kept of an earlier visit. */
  isCached: boolean
  cards: readonly SessionSummary[]
  /** Whether the cards go by a reply that came since the page was opened. */
  isBegun: boolean
  /** Cards that fit the filter, by id. */
  fitting: readonly string[]
  round: number
}

export type HeldRows = Shown & {
  cards: readonly SessionSummary[]
  fitting: ReadonlySet<string>
  /** Cards of which nobody has said how they stand now, by id. */
  unseenCards: ReadonlySet<string>
  /** Those among them of which the server knows nothing either. */
  lostCards: readonly string[]
  /** Runs that the server is to be asked for by id: they are shown, and its reply would not tell of them. */
  missing: readonly string[]
  /** Shows all as the server has it now. */
  release: () => void
}

type At = {
  /** Names the list and the page of it. */
  page: string
  /** The reply is still that of another page. */
  isPending: boolean
  /** It is what was kept of an earlier visit: shown, but nothing holds on to it. */
  isCached: boolean
}

/** What the reader sees of the list while it changes, by the rules of held-rows.ts. */
export function useHeldRows(reply: SessionListReply, { page, isPending, isCached }: At): HeldRows {
  const [round, setRound] = useState(0)
  const [state, setState] = useState<State>(() => begin(null, reply, { page, isCached, round }))
  let now = state
  const isOther =
    state.reply !== reply || state.page !== page || state.round !== round || state.isCached !== isCached
  if (!isPending && isOther) {
    now = begin(state, reply, { page, isCached, round })
    setState(now)
  }
  const { rows, held, left, unseen, cards } = now
  const unseenCards = new Set(toUnseen(cards, now.reply))
  return {
    rows,
    held,
    left,
    unseen,
    cards,
    fitting: new Set(now.fitting),
    unseenCards,
    lostCards: now.reply.also.map(({ id }) => id).filter((id) => unseenCards.has(id)),
    missing: isPending || isCached ? [] : toMissing(rows, cards, now.reply),
    release: () => setRound((before) => before + 1),
  }
}

function begin(
  before: State | null,
  reply: SessionListReply,
  at: Pick<State, 'page' | 'isCached' | 'round'>,
): State {
  const isSame = before !== null && !before.isCached && before.page === at.page && before.round === at.round
  // Another filter is no reason to take away a card, and what was kept of an earlier visit is older than what is shown.
  const isBegun = before?.isBegun === true && before.round === at.round
  const cards = isBegun && at.isCached ? before.cards : toCards(isBegun ? before.cards : null, reply)
  return {
    ...toShown(isSame ? before.rows : null, reply.sessions, reply.also),
    ...at,
    reply,
    cards,
    isBegun: isBegun || !at.isCached,
    fitting: toFitting(isSame ? before.fitting : null, cards, reply),
  }
}
