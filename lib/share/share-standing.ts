import 'server-only'
import { expiryOf } from './share-expiry'
import type { StoredShareLink } from '@/lib/store/load-share-links'

export type ShareStanding = 'active' | 'expired' | 'paused' | 'replaced' | 'revoked'

/**
 * What holds for whoever comes with a token of the link. Withdrawn comes first: it is final. An old address says no
 * more than that it is old.
 */
export function standingOf(link: StoredShareLink, replaced: boolean, nowMs: number): ShareStanding {
  if (link.state === 'revoked') return 'revoked'
  if (replaced) return 'replaced'
  if (link.state === 'paused') return 'paused'
  return nowMs >= expiryOf(link, nowMs) ? 'expired' : 'active'
}
