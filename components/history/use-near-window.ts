'use client'

import { type RefObject, useEffect, useState } from 'react'

/** So far below the window a part of the page counts as looked at: it is there when the reader is. */
const MARGIN = '300px'

/** Whether an element has ever come near the window. A browser that cannot tell is answered with yes. */
export function useNearWindow(element: RefObject<Element | null>): boolean {
  const [near, setNear] = useState(false)
  useEffect(() => {
    const target = element.current
    if (near || target === null) return undefined
    if (typeof IntersectionObserver === 'undefined') {
      const timer = setTimeout(() => setNear(true), 0)
      return () => clearTimeout(timer)
    }
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setNear(true)
      },
      { rootMargin: MARGIN },
    )
    observer.observe(target)
    return () => observer.disconnect()
  }, [element, near])
  return near
}
