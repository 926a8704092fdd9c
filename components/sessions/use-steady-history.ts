'use client'

import { useEffect, type RefObject } from 'react'

/**
 * Keeps the history where the reader sees it while what stands above it grows: a run that begins brings a card, and the
 * row under the pointer must stay under it. The page is scrolled by what was added, if the reader is in the history: it
 * has the pointer or the focus, or its begin has been scrolled past.
 */
export function useSteadyHistory(
  above: RefObject<HTMLElement | null>,
  history: RefObject<HTMLElement | null>,
): void {
  useEffect(() => {
    const element = above.current
    if (element === null || typeof ResizeObserver === 'undefined') return undefined
    // Browsers do this too, but not at the top of the page and not all of them; both together would be twice.
    const root = document.documentElement
    root.style.overflowAnchor = 'none'
    let height = element.getBoundingClientRect().height
    let width = element.getBoundingClientRect().width
    const observer = new ResizeObserver(() => {
      const box = element.getBoundingClientRect()
      const grown = box.height - height
      const isTurned = box.width !== width
      height = box.height
      width = box.width
      if (grown !== 0 && !isTurned && isBeingRead(history.current))
        window.scrollBy({ top: grown, behavior: 'instant' })
    })
    observer.observe(element)
    return () => {
      observer.disconnect()
      root.style.overflowAnchor = ''
    }
  }, [above, history])
}

function isBeingRead(element: HTMLElement | null): boolean {
  if (element === null) return false
  return (
    element.matches(':hover') ||
    element.contains(document.activeElement) ||
    element.getBoundingClientRect().top < 0
  )
}
