'use client'

import { type RefObject, useEffect, useState } from 'react'

/** The bar takes over a little before the last of what it stands for is gone, px. */
const EARLY_PX = 44

/** Whether an element has left the window at its top. False where a browser cannot tell: then nothing takes its place. */
export function useScrolledPast(element: RefObject<Element | null>): boolean {
  const [past, setPast] = useState(false)
  useEffect(() => {
    const target = element.current
    if (target === null || typeof IntersectionObserver === 'undefined') return undefined
    const observer = new IntersectionObserver(
      (entries) => {
        const newest = entries.at(-1)
        // Below the window it is out of sight too, and has not been passed.
        if (newest) setPast(!newest.isIntersecting && newest.boundingClientRect.top < EARLY_PX)
      },
      { rootMargin: `-${EARLY_PX}px 0px 0px` },
    )
    observer.observe(target)
    return () => observer.disconnect()
  }, [element])
  return past
}
