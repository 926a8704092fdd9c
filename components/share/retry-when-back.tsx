'use client'

import { type ReactNode, useEffect } from 'react'
import type { Speech } from './speech'
import { useHydrated } from '../use-hydrated'
import { openPaths } from '@/lib/api/open-paths'

const RETRY_MS = 15_000

/** Asks whether the state can be read again, and opens the page as soon as it can, or says why it never will. */
export function RetryWhenBack({ speech, token }: { speech: Speech; token: string }): ReactNode {
  const hydrated = useHydrated()
  useEffect(() => {
    const timer = setInterval(() => {
      void fetch(openPaths.share(token), { cache: 'no-store' })
        .then(({ status }) => status < 500 && status !== 429 && location.reload())
        // No answer is no news: it is asked again.
        .catch(() => undefined)
    }, RETRY_MS)
    return () => clearInterval(timer)
  }, [token])
  return (
    <>
      {hydrated && <p className="mt-1">{speech.texts.refusal.triesAgain}</p>}
      <p className="mt-3">
        {/* The same address anew, with scripts or without. */}
        {/* oxlint-disable-next-line nextjs/no-html-link-for-pages */}
        <a href="?" className="button min-h-10 text-[15px]">
          {speech.texts.refusal.tryAgain}
        </a>
      </p>
    </>
  )
}
