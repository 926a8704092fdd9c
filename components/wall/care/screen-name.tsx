'use client'

import { type ReactNode, useCallback } from 'react'
import { useTexts } from '../wall-texts'

/** Each try is so much smaller than the one before. */
const STEP = 0.94
/** Letters of no length; a name of sixty of the widest is far larger. */
const LEAST_PX = 8

/**
 * The name of this screen, as large as its part of the screen allows: it lies over the lower part of what is shown, so
 * that the state and the name of a failure that holds the screen stay in view, and the band as well.
 */
export function ScreenName({ name }: { name: string }): ReactNode {
  const { asks } = useTexts()
  const fit = useCallback((text: HTMLElement | null) => {
    const box = text?.parentElement
    if (!text || !box) return undefined
    const observer = new ResizeObserver(() => shrink(text, box))
    observer.observe(box)
    shrink(text, box)
    return () => observer.disconnect()
  }, [])
  return (
    <div className="wall-identify-place">
      <section aria-label={asks.identify} className="wall-identify" data-testid="wall-identify">
        <p ref={fit}>
          <bdi>{name}</bdi>
        </p>
      </section>
    </div>
  )
}

/** How wide and high a name becomes depends on its script and on where it breaks, so it is tried. */
function shrink(text: HTMLElement, box: HTMLElement): void {
  text.style.fontSize = ''
  const { paddingTop, paddingBottom } = getComputedStyle(box)
  const height = box.clientHeight - Number.parseFloat(paddingTop) - Number.parseFloat(paddingBottom)
  let size = Number.parseFloat(getComputedStyle(text).fontSize)
  while (size > LEAST_PX && (text.scrollHeight > height || text.scrollWidth > text.clientWidth + 1)) {
    size *= STEP
    text.style.fontSize = `${size}px`
  }
}
