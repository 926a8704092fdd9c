'use client'

import { type ComponentProps, useState } from 'react'
import type { RunningSection } from './running-section'
import type { HeldRows } from './use-held-rows'
import type { ListAddress } from './use-list-address'

type Held = Pick<HeldRows, 'cards' | 'fitting' | 'unseenCards'>

/** Which cards are shown: those that fit the filter, or all of them until the filter is another one. */
export function useRunning(
  { cards, fitting, unseenCards }: Held,
  { said, search }: Pick<ListAddress, 'said' | 'search'>,
): ComponentProps<typeof RunningSection> {
  const [whole, setWhole] = useState<string | null>(null)
  const isWhole = whole === search
  const fitted = said.state === 'ended' ? [] : cards.filter(({ session }) => fitting.has(session.id))
  const [running, left] = [cards, fitted].map(
    (some) => some.filter(({ outcome }) => outcome.kind === 'running').length,
  )
  return {
    cards: isWhole ? cards : fitted,
    unseen: unseenCards,
    running: running ?? 0,
    leftOut: (running ?? 0) - (left ?? 0),
    isWhole,
    onWhole: (next) => setWhole(next ? search : null),
  }
}
