import 'server-only'
import { LRUCache } from 'lru-cache'
import pLimit from 'p-limit'
import type { Audit } from './audit'
import type { Client } from './client'
import type { Log } from './log'
import type { KeyedHash } from '@/lib/auth/token'
import type { SharePrincipal } from '@/lib/auth/principal'
import type { StoredShareLink } from '@/lib/store/load-share-links'
import type { StoreDoor } from '@/lib/store/store-door'

/** Whether somebody has opened the page, or a page that is open asks again. */
export type Look = 'opening' | 'poll'

export type ShareViewers = {
  /** Writes down that somebody looks. It never fails: a tenant must not go without news because of the book. */
  note: (
    link: StoredShareLink,
    looker: { headers: Headers; client: Client; countsAs: Look; principal: SharePrincipal },
  ) => Promise<void>
}

/** Pages ask every few seconds; that they still do is written once in so long. */
const STEP_MS = 60_000
const MOST_REMEMBERED = 5_000

export function createShareViewers(parts: {
  door: Pick<StoreDoor, 'use'>
  keyedHash: KeyedHash
  audit: Audit
  log: Log
  now: () => number
}): ShareViewers {
  const { door, keyedHash, audit, log, now } = parts
  const notedAtMs = new LRUCache<string, number>({ max: MOST_REMEMBERED })
  // It counts before it writes: two first looks at once must not both be the first.
  const oneByOne = pLimit(1)

  return {
    async note(link, { headers, client, countsAs, principal }) {
      const atMs = now()
      const agent = headers.get('user-agent') ?? ''
      const viewer = keyedHash('viewer', `${link.id}\0${client.address}\0${agent}`)
      const lastMs = notedAtMs.get(viewer)
      if (countsAs === 'poll' && lastMs !== undefined && Math.abs(atMs - lastMs) < STEP_MS) return
      notedAtMs.set(viewer, atMs)
      const view = { viewer, client: client.name, atMs, opened: countsAs === 'opening' ? 1 : 0 } as const
      try {
        const { isFirst } = await oneByOne(() => door.use((store) => store.noteShareView(link.no, view)))
        if (!isFirst) return
        await audit.note({
          action: 'link_first_opened',
          by: principal,
          client,
          object: { kind: 'share_link', id: link.id, name: link.label },
          detail: { client: client.name },
        })
      } catch (error) {
        notedAtMs.delete(viewer)
        log({
          level: 'warn',
          event: 'share_view_not_written',
          link: link.id,
          message: error instanceof Error ? error.message : String(error),
        })
      }
    },
  }
}
