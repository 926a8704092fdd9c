import 'server-only'
import { isNameless } from './aliases'
import { expiryOf } from './share-expiry'
import { standingOf } from './share-standing'
import { toShareLanguage } from './share-words'
import type { ShareLink } from '@/lib/api/share-replies'
import type { StoredShareLink } from '@/lib/store/load-share-links'
import type { ShareViewSums } from '@/lib/store/share-views'

const utc = (ms: number): string => new Date(ms).toISOString()
const utcOrNull = (ms: number | null): string | null => (ms === null ? null : utc(ms))

/** A link as staff see it: everything but its secrets. */
export function toShareLink(link: StoredShareLink, views: ShareViewSums, nowMs: number): ShareLink {
  const expiresMs = expiryOf(link, nowMs)
  const isExpired = standingOf(link, false, nowMs) === 'expired'
  return {
    id: link.id,
    label: link.label,
    state: isExpired ? 'expired' : link.state,
    stateSinceUtc: utc(isExpired ? expiresMs : link.stateMs),
    // Nobody ends a link whose time has come.
    stateBy: isExpired ? '' : link.stateBy,
    createdAtUtc: utc(link.createdMs),
    createdBy: link.createdBy,
    runs: link.runs.map(({ sessionId, addedMs, addedBy, recorded }) => ({
      sessionId,
      name: recorded?.name ?? null,
      addedAtUtc: utc(addedMs),
      addedBy,
    })),
    tenant: link.tenant && { id: link.tenant.id, name: link.tenant.name },
    language: toShareLanguage(link.language),
    timeZone: link.timeZone,
    expiresAtUtc: utc(expiresMs),
    expiresAfterEndHours: link.expiresMs === null ? link.afterEndHours : null,
    hasPasscode: link.passcodeHash !== null,
    show: { vms: link.showVms, failures: link.showFailures },
    failureNote: link.failureNote,
    message: link.message,
    next: link.next,
    providerName: link.providerName,
    contact: link.contact,
    accent: link.accent,
    aliases: Object.fromEntries([...link.aliases].filter(([vmName]) => !isNameless(vmName))),
    updates: link.updates.map(({ id, atMs, author, writtenBy, text }) => ({
      id,
      atUtc: utc(atMs),
      author,
      writtenBy,
      text,
    })),
    views: {
      opened: views.opened,
      viewers: views.viewers,
      firstUtc: utcOrNull(views.firstMs),
      lastUtc: utcOrNull(views.lastMs),
    },
  }
}
