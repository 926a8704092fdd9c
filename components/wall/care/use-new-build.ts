'use client'

import { useEffect } from 'react'
import { BUILD_META } from './build-meta'

const LOOK_EVERY_MS = 4 * 60_000

/**
 * A screen without a board hears nothing of the server's build, so it looks at the page as it would be loaded now. It
 * loads it anew only right after such an answer: then its server is there.
 */
export function useNewBuild(build: string, isWatching: boolean): void {
  useEffect(() => {
    if (!isWatching) return undefined
    const look = async (): Promise<void> => {
      try {
        const answer = await fetch(window.location.href, {
          cache: 'no-store',
          signal: AbortSignal.timeout(20_000),
        })
        const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
        const served = page.querySelector<HTMLMetaElement>(`meta[name="${BUILD_META}"]`)?.content
        if (answer.ok && served !== undefined && served !== build) window.location.reload()
      } catch {
        // It is asked again at the next look.
      }
    }
    const timer = setInterval(() => void look(), LOOK_EVERY_MS)
    return () => clearInterval(timer)
  }, [build, isWatching])
}
