import 'server-only'
import type { Kysely } from 'kysely'
import { CommandLineError } from './command-line'
import { expiryOf } from '@/lib/share/share-expiry'
import { standingOf } from '@/lib/share/share-standing'
import { appendAudit } from '@/lib/store/audit-events'
import type { StoredShareLink } from '@/lib/store/load-share-links'
import { listShareLinks, revokeShareLink } from '@/lib/store/share-links'
import type { Tables } from '@/lib/store/tables'

type Owned = StoredShareLink & { emId: number }

/** Every share link of the record, newest first, never its address: only hashes of those are kept. */
export async function listLinks(db: Kysely<Tables>, nowMs: number): Promise<string> {
  const links = await readLinks(db)
  if (links.length === 0) return 'Nobody has made a share link yet.'
  return links.map((link) => toLine(link, nowMs)).join('\n')
}

/** Works at once, also beside the server. @throws {CommandLineError} if there is no such link */
export async function revokeLink(db: Kysely<Tables>, id: string, nowMs: number): Promise<string> {
  const link = (await readLinks(db)).find((one) => one.id === id.toLowerCase())
  if (link === undefined) {
    throw new CommandLineError(`There is no share link ${id}: "npm run admin -- links" lists them`)
  }
  if (!(await revokeShareLink(db, link.emId, link.id, { by: 'admin program', atMs: nowMs })))
    return `${link.label}: was revoked before.`
  await appendAudit(db, link.emId, {
    atMs: nowMs,
    actor: { kind: 'command_line', id: null, name: null },
    address: null,
    action: 'link_revoked',
    object: { kind: 'share_link', id: link.id, name: link.label },
    detail: {},
  })
  return `${link.label}: revoked. The next request for it is refused.`
}

async function readLinks(db: Kysely<Tables>): Promise<Owned[]> {
  const managers = await db.selectFrom('enterprise_managers').select('id').orderBy('id').execute()
  const all: Owned[] = []
  for (const { id: emId } of managers)
    for (const link of await listShareLinks(db, emId)) all.push({ ...link, emId })
  return all
}

function toLine(link: StoredShareLink, nowMs: number): string {
  const end = new Date(expiryOf(link, nowMs)).toISOString()
  const parts = [link.id, standingOf(link, false, nowMs).padEnd(7), `ends ${end}`, link.tenant?.name ?? '-']
  return [...parts, link.label].join('  ')
}
