import 'server-only'
import { LRUCache } from 'lru-cache'
import type { Audit } from './audit'
import type { Client } from './client'
import type { ShownReport } from '@/lib/api/report'
import type { StaffPrincipal } from '@/lib/auth/principal'
import type { StoreDoor } from '@/lib/store/store-door'

export type ReportAudit = {
  /** Notes that a person has made, or been given, this very report: once, however often it is opened. Never fails. */
  made: (shown: Pick<ShownReport, 'report' | 'sha256'>, by: StaffPrincipal, client: Client) => Promise<void>
}

const MOST_KNOWN = 1_000

export function createReportAudit(door: Pick<StoreDoor, 'use'>, audit: Audit): ReportAudit {
  /** So that pages and files that are asked for at once are noted once; the book itself knows those of before. */
  const noted = new LRUCache<string, true>({ max: MOST_KNOWN })
  return {
    async made({ report, sha256 }, by, client) {
      const { id, name } = report.session
      const key = `${by.personId} ${id} ${sha256}`
      if (noted.has(key)) return
      noted.set(key, true)
      const asked = {
        action: 'report_made',
        actorId: by.personId,
        objectId: id,
        detail: { sha256 },
      } as const
      // What cannot be looked up is noted once more rather than not at all.
      const isKnown = await door.use((store) => store.holdsAudit(asked)).catch(() => false)
      if (isKnown) return
      const object = { kind: 'session', id, name }
      await audit.note({ action: asked.action, by, client, object, detail: asked.detail })
    },
  }
}
