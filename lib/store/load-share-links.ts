import 'server-only'
import type { Kysely, Selectable } from 'kysely'
import type { ShareLinksTable } from './access-tables'
import { chunks, groupBy } from './chunks'
import type { Tables } from './tables'
import type { EntityLink } from '@/lib/failover/failover-session'
import type { SessionId } from '@/lib/failover/ids'

/** A run of a link, with as much of it as the record holds. */
export type StoredShareRun = {
  sessionId: SessionId
  addedMs: number
  addedBy: string
  recorded: {
    name: string | null
    creationMs: number | null
    endMs: number | null
    /** Neither ended nor dropped by Enterprise Manager, as far as is known. */
    running: boolean
    observedMs: number
    movedMs: number | null
    tenant: EntityLink | null
  } | null
}

export type StoredShareUpdate = {
  id: string
  atMs: number
  author: string
  writtenBy: string
  text: string
}

/** A link with all that belongs to it. Moments are ms since 1970. */
export type StoredShareLink = {
  no: number
  id: string
  label: string
  language: string
  timeZone: string
  expiresMs: number | null
  afterEndHours: number
  passcodeHash: string | null
  passcodeVersion: number
  showVms: ShareLinksTable['show_vms']
  showFailures: ShareLinksTable['show_failures']
  failureNote: string | null
  failureNoteMs: number | null
  message: string | null
  messageMs: number | null
  next: string | null
  providerName: string | null
  contact: string | null
  accent: string | null
  tenant: EntityLink | null
  state: ShareLinksTable['state']
  stateMs: number
  stateBy: string
  createdMs: number
  createdBy: string
  /** In the order in which they were added; at least one. */
  runs: StoredShareRun[]
  /** What stands in place of a VM's name. */
  aliases: ReadonlyMap<string, string>
  /** Newest first, without those that were taken back. */
  updates: StoredShareUpdate[]
}

/** Links with their parts, in the order of the rows. */
export async function loadShareLinks(
  db: Kysely<Tables>,
  rows: readonly Selectable<ShareLinksTable>[],
): Promise<StoredShareLink[]> {
  const found: StoredShareLink[] = []
  for (const part of chunks(rows)) {
    const numbers = part.map((row) => row.no)
    const [runs, aliases, updates] = [
      await readRuns(db, numbers),
      await db
        .selectFrom('share_aliases')
        .selectAll()
        .where('link_no', 'in', numbers)
        .orderBy('vm_name')
        .execute(),
      await db
        .selectFrom('share_updates')
        .selectAll()
        .where('link_no', 'in', numbers)
        .where('removed_ms', 'is', null)
        .orderBy('no', 'desc')
        .execute(),
    ]
    const runsOf = groupBy(runs, (run) => run.link_no)
    const aliasesOf = groupBy(aliases, (alias) => alias.link_no)
    const updatesOf = groupBy(updates, (update) => update.link_no)
    for (const row of part) {
      const ofLink = (runsOf.get(row.no) ?? []).map(toRun)
      const link = toLink(row)
      found.push({
        ...link,
        // A link can be made before it is known whose run it is.
        tenant: link.tenant ?? ofLink[0]?.recorded?.tenant ?? null,
        runs: ofLink,
        aliases: new Map((aliasesOf.get(row.no) ?? []).map((alias) => [alias.vm_name, alias.alias])),
        updates: (updatesOf.get(row.no) ?? []).map((update) => ({
          id: update.id,
          atMs: update.at_ms,
          author: update.author,
          writtenBy: update.written_by,
          text: update.text,
        })),
      })
    }
  }
  return found
}

const readRuns = (db: Kysely<Tables>, numbers: number[]) =>
  db
    .selectFrom('share_runs')
    .leftJoin('sessions', (join) =>
      join
        .onRef('sessions.em_id', '=', 'share_runs.em_id')
        .onRef('sessions.id', '=', 'share_runs.session_id'),
    )
    .select([
      'share_runs.link_no',
      'share_runs.session_id',
      'share_runs.added_ms',
      'share_runs.added_by',
      'sessions.name',
      'sessions.creation_ms',
      'sessions.end_ms',
      'sessions.outcome',
      'sessions.in_em',
      'sessions.observed_ms',
      'sessions.moved_ms',
      'sessions.tenant_id',
      'sessions.tenant_name',
    ])
    .where('share_runs.link_no', 'in', numbers)
    .orderBy('share_runs.added_ms')
    .orderBy('share_runs.session_id')
    .execute()

type RunRow = Awaited<ReturnType<typeof readRuns>>[number]

const toRun = (row: RunRow): StoredShareRun => ({
  sessionId: row.session_id as SessionId, // safe: only a SessionId was ever written into the column
  addedMs: row.added_ms,
  addedBy: row.added_by,
  recorded:
    row.observed_ms === null
      ? null
      : {
          name: row.name,
          creationMs: row.creation_ms,
          endMs: row.end_ms,
          running: row.outcome === 'running' && row.in_em === 1,
          observedMs: row.observed_ms,
          movedMs: row.moved_ms,
          tenant: row.tenant_id === null ? null : { id: row.tenant_id, name: row.tenant_name },
        },
})

const toLink = (row: Selectable<ShareLinksTable>): Omit<StoredShareLink, 'runs' | 'aliases' | 'updates'> => ({
  no: row.no,
  id: row.id,
  label: row.label,
  language: row.language,
  timeZone: row.time_zone,
  expiresMs: row.expires_ms,
  afterEndHours: row.after_end_hours,
  passcodeHash: row.passcode_hash,
  passcodeVersion: row.passcode_version,
  showVms: row.show_vms,
  showFailures: row.show_failures,
  failureNote: row.failure_note,
  failureNoteMs: row.failure_note_ms,
  message: row.message,
  messageMs: row.message_ms,
  next: row.next_text,
  providerName: row.provider_name,
  contact: row.contact,
  accent: row.accent,
  tenant: row.tenant_id === null ? null : { id: row.tenant_id, name: row.tenant_name },
  state: row.state,
  stateMs: row.state_ms,
  stateBy: row.state_by,
  createdMs: row.created_ms,
  createdBy: row.created_by,
})
