'use client'

import { type RefObject, useEffect } from 'react'
import { parseHash } from './history-tab'
import { tabId } from './history-tabs'

/** What is read on the way in makes the page longer; it settles in this time. */
const SETTLE_MS = 3000
/** Signs that the reader has taken over. */
const TAKEN_OVER = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const

/**
 * Brings an element into sight when the address names one of the history's tabs, on arrival or by a link. The browser
 * cannot: what it looks for may not be there yet, and grows while it is read.
 */
export function useComeTo(element: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    let leave = (): void => undefined
    const come = (): void => {
      leave()
      if (element.current !== null) leave = keepInSight(element.current)
    }
    const follow = (): void => {
      const tab = parseHash(window.location.hash)
      if (tab === null) return
      come()
      document.getElementById(tabId(tab))?.focus({ preventScroll: true })
    }
    if (parseHash(window.location.hash) !== null) come()
    window.addEventListener('hashchange', follow)
    return () => {
      leave()
      window.removeEventListener('hashchange', follow)
    }
  }, [element])
}

/** @returns ends it early */
function keepInSight(element: HTMLElement): () => void {
  let placed = { top: 0, height: 0 }
  const place = (): void => {
    element.scrollIntoView()
    placed = { top: window.scrollY, height: document.body.scrollHeight }
  }
  place()
  const growth = new ResizeObserver(place)
  growth.observe(document.body)
  // A scroll bar or a screen reader scrolls without any of the signs: the page is elsewhere and did not grow.
  const onScroll = (): void => {
    const isMoved = Math.abs(window.scrollY - placed.top) > 1
    if (isMoved && document.body.scrollHeight === placed.height) leave()
  }
  const leave = (): void => {
    growth.disconnect()
    clearTimeout(timer)
    for (const sign of TAKEN_OVER) window.removeEventListener(sign, leave)
    window.removeEventListener('scroll', onScroll)
  }
  const timer = setTimeout(leave, SETTLE_MS)
  for (const sign of TAKEN_OVER) window.addEventListener(sign, leave, { passive: true })
  window.addEventListener('scroll', onScroll, { passive: true })
  return leave
}
