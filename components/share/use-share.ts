'use client'

import { useEffect, useState } from 'react'
import { SLOWEST_POLL_MS } from './letter-freshness'
import { getPolled, type Polled, ReplyError } from '@/lib/api/get-json'
import { openPaths } from '@/lib/api/open-paths'
import type { ProblemCode } from '@/lib/api/problem'
import type { ShareReply } from '@/lib/api/share-replies'

/** Why a link that was open is so no longer. */
export type ClosedKind = 'unknown' | 'expired' | 'revoked' | 'paused' | 'replaced' | 'locked' | 'gone'

export type ShareState = Polled<ShareReply> & {
  failure: 'none' | 'silent' | 'refused'
  /** Begin of the request under way by the monotonic clock; null if there is none. */
  askedAtMs: number | null
  closed: ClosedKind | null
}

const CLOSED_BY: Partial<Record<ProblemCode, ClosedKind>> = {
  link_unknown: 'unknown',
  link_expired: 'expired',
  link_revoked: 'revoked',
  link_paused: 'paused',
  link_replaced: 'replaced',
  passcode_required: 'locked',
  run_gone: 'gone',
}

/** After a reply that did not come, the next is asked for this much later at most. */
const SLOWEST_RETRY_MS = 30_000

/**
 * Keeps what the page shows new: asks again at the server's pace, seldom while the tab is hidden, at once when it is seen
 * again, and stops when the link shows nothing any more.
 * @param run the run that was asked for by number; undefined follows the newest
 */
export function useShare(
  initial: ShareReply,
  ageOnLoadMs: number,
  token: string,
  run: number | undefined,
): ShareState {
  const [state, setState] = useState<ShareState>(() => ({
    reply: initial,
    ageOnArrivalMs: ageOnLoadMs,
    ...arrivalOfPage(),
    failure: 'none',
    askedAtMs: null,
    closed: null,
  }))

  useEffect(() => {
    const ended = new AbortController()
    const path = openPaths.share(token, run)
    let timer: ReturnType<typeof setTimeout> | undefined
    let isAsking = false
    let failures = 0
    let pollAfterMs = initial.pollAfterMs

    const plan = (): void => {
      clearTimeout(timer)
      if (ended.signal.aborted) return
      const paceMs = document.hidden ? Math.max(pollAfterMs, SLOWEST_POLL_MS) : pollAfterMs
      timer = setTimeout(ask, Math.min(paceMs * 2 ** failures, Math.max(paceMs, SLOWEST_RETRY_MS)))
    }

    async function ask(): Promise<void> {
      if (isAsking || ended.signal.aborted) return
      isAsking = true
      setState((before) => ({ ...before, askedAtMs: performance.now() }))
      try {
        const polled = await getPolled<ShareReply>(path, ended.signal)
        failures = 0
        ;({ pollAfterMs } = polled.reply)
        if (run === undefined && isOtherRun(initial, polled.reply)) return location.reload()
        setState({ ...polled, failure: 'none', askedAtMs: null, closed: null })
      } catch (error) {
        if (ended.signal.aborted) return
        failures = Math.min(failures + 1, 6)
        const problem = error instanceof ReplyError ? error.problem : null
        const closed = (problem && CLOSED_BY[problem.code]) ?? null
        setState((before) => ({
          ...before,
          failure: problem === null ? 'silent' : 'refused',
          askedAtMs: null,
          closed,
        }))
        if (closed !== null) return
      } finally {
        isAsking = false
      }
      plan()
    }

    const onSeen = (): void => {
      if (document.hidden) return plan()
      void ask()
    }
    document.addEventListener('visibilitychange', onSeen)
    addEventListener('online', onSeen)
    addEventListener('pageshow', onRestored)
    plan()
    // A page taken back from the browser's memory shows what was true when it was left.
    function onRestored(event: PageTransitionEvent): void {
      if (event.persisted) void ask()
    }
    return () => {
      ended.abort()
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', onSeen)
      removeEventListener('online', onSeen)
      removeEventListener('pageshow', onRestored)
    }
  }, [initial, token, run])

  return state
}

/** A run was added to the link: its page is another one, with a list of runs. */
function isOtherRun(shown: ShareReply, told: ShareReply): boolean {
  return shown.startedAtUtc !== null && told.startedAtUtc !== null && shown.startedAtUtc !== told.startedAtUtc
}

/** The page's own data is as old as its first byte, not as its scripts. */
function arrivalOfPage(): Pick<Polled<ShareReply>, 'arrivedAtMs' | 'arrivedAtWallMs'> {
  if (typeof window === 'undefined') return { arrivedAtMs: 0, arrivedAtWallMs: 0 }
  const [navigation] = performance.getEntriesByType('navigation')
  const arrivedAtMs =
    navigation instanceof PerformanceNavigationTiming ? navigation.responseStart : performance.now()
  return { arrivedAtMs, arrivedAtWallMs: Date.now() - (performance.now() - arrivedAtMs) }
}
