'use client'

import { type RefCallback, useCallback, useState } from 'react'
import type { Area } from './layout/sizes'
import { SMALLEST_TEXT } from './layout/sizes'

/**
 * The room that an element has, in units of the layout: one rem is the smallest text (wall.css). Null until it has been
 * measured.
 */
export function useArea(): [RefCallback<HTMLElement>, Area | null] {
  const [area, setArea] = useState<Area | null>(null)
  const ref = useCallback((element: HTMLElement | null) => {
    if (element === null) return undefined
    const measure = (): void => {
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
      const unit = rem / SMALLEST_TEXT
      const next = { width: element.clientWidth / unit, height: element.clientHeight / unit }
      setArea((before) => (before?.width === next.width && before.height === next.height ? before : next))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [ref, area]
}
