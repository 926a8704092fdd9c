import type { Speech } from '@/components/share/speech'
import type { ShareLanguage, ShareReply } from '@/lib/api/share-replies'
import type { Counts } from '@/lib/failover/outcome'
import { shareTexts } from '@/lib/i18n/share/share-texts'

/** How the page speaks in one language, in Berlin. */
export const speechIn = (language: ShareLanguage, timeZone = 'Europe/Berlin'): Speech => ({
  texts: shareTexts(language),
  language,
  timeZone,
})

export function countsOf(counts: Partial<Omit<Counts, 'total'>>): Counts {
  const all = { waiting: 0, working: 0, succeeded: 0, warning: 0, failed: 0, unknown: 0, ...counts }
  return { ...all, total: Object.values(all).reduce((sum, count) => sum + count, 0) }
}

export const RUNNING = { kind: 'running', failedSoFar: 0, warningSoFar: 0, tag: null } as const

/** 7 of 14 servers, seen at 12:04:31 UTC. */
export function letter(changed: Partial<ShareReply> = {}): ShareReply {
  return {
    provider: { name: 'Nordwind Cloud', tagline: null, accent: null, logo: false },
    label: 'ABC Company',
    state: 'Working',
    outcome: RUNNING,
    counts: countsOf({ succeeded: 7, working: 5, waiting: 1, failed: 1 }),
    progress: 52,
    startedAtUtc: '2026-11-25T11:46:00.000Z',
    endedAtUtc: null,
    servers: [],
    updates: [],
    next: null,
    contact: null,
    expiresAtUtc: '2026-11-28T12:00:00.000Z',
    freshness: {
      level: 'live',
      observedAtUtc: '2026-11-25T12:04:31.000Z',
      collectedAtUtc: '2026-11-25T12:03:50.000Z',
    },
    pollAfterMs: 3_000,
    ...changed,
  }
}
