'use client'

import { useEffect, useRef, useState } from 'react'

const LEAST_GAP_MS = 10_000

/** When a text that has changed may be spoken: ms from now, 0 for at once. */
export function announcementDelayMs(nowMs: number, lastSpokenAtMs: number | null): number {
  return lastSpokenAtMs === null ? 0 : Math.max(0, lastSpokenAtMs + LEAST_GAP_MS - nowMs)
}

/**
 * What a screen reader is told: changes only, the newest text, at most one in ten seconds. The first text is what the
 * page shows anyway and is not announced.
 */
export function useAnnouncement(text: string): string {
  const [spoken, setSpoken] = useState('')
  const heard = useRef<string | null>(null)
  const lastSpokenAtMs = useRef<number | null>(null)

  useEffect(() => {
    heard.current ??= text
    if (heard.current === text) return undefined
    const speak = (): void => {
      heard.current = text
      lastSpokenAtMs.current = performance.now()
      setSpoken(text)
    }
    const timer = setTimeout(speak, announcementDelayMs(performance.now(), lastSpokenAtMs.current))
    return () => clearTimeout(timer)
  }, [text])
  // On a busy machine the text stands in the page a good while after it was set, and is heard only then.
  useEffect(() => {
    if (spoken !== '') lastSpokenAtMs.current = performance.now()
  }, [spoken])

  return spoken
}
