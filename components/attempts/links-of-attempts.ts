import type { AttemptsView } from '@/lib/api/attempt-replies'
import type { ShareLink } from '@/lib/api/share-replies'

/** Links in force that show an earlier attempt, and not yet the last one. */
export function toLinksOfAttempts(attempts: AttemptsView, links: readonly ShareLink[]): ShareLink[] {
  const ids = attempts.runs.map((run) => run.id)
  const last = ids.at(-1)
  return links.filter(({ state, runs }) => {
    const shows = (id: string): boolean => runs.some((run) => run.sessionId === id)
    return (state === 'active' || state === 'paused') && ids.some(shows) && last !== undefined && !shows(last)
  })
}
