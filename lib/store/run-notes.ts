import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { lockSession } from './lock-session'
import { toText } from './rows'
import type { Tables } from './tables'
import type { SessionId } from '@/lib/failover/ids'

export type RunNote = {
  id: string
  by: string
  atMs: number
  text: string
  /** How many links show it to tenants. */
  publishedTo: number
}

/**
 * `there`: this very note was written before; nothing was written now. `kept`: the same person wrote it before with another
 * text or for other links, and that stands; nothing was written now. `taken`: its id is that of another one's note, of
 * another run's, or of one that was taken back. `not_published`: those links do not show the run (any more) or were revoked, so nothing at all was
 * written.
 */
export type NoteResult =
  | { kind: 'written' | 'there' | 'kept'; id: string }
  | { kind: 'taken' }
  | { kind: 'not_published'; linkNos: number[] }

/**
 * Writes a note of a run, and the updates that publish it, all or none; the same note twice is written once.
 * @returns null if the run is not written down (yet)
 */
export async function writeRunNote(
  db: Kysely<Tables>,
  emId: number,
  note: {
    id: SessionId
    by: string
    atMs: number
    text: string
    /** The note's own id, where its writer has made one. */
    noteId?: string | undefined
    /** `author`: as that link's tenant reads it. */
    publish: readonly { linkNo: number; author: string }[]
  },
): Promise<NoteResult | null> {
  return db.transaction().execute(async (transaction) => {
    const sessionNo = await lockSession(transaction, emId, note.id)
    if (sessionNo === null) return null
    const id = note.noteId ?? randomUUID()
    const text = toText(note.text) ?? ''
    const writtenBy = toText(note.by) ?? ''
    const wanted = note.publish.map(({ linkNo }) => linkNo)
    // The run is locked, so of two at once the second finds what the first has written.
    const known = note.noteId === undefined ? undefined : await findNote(transaction, id)
    if (known !== undefined) {
      const isOwn =
        known.session_no === sessionNo && known.written_by === writtenBy && known.withdrawn_ms === null
      if (!isOwn) return { kind: 'taken' }
      const published = await linksOf(transaction, known.no)
      const isSame =
        known.text === text &&
        published.length === wanted.length &&
        published.every((no) => wanted.includes(no))
      return { kind: isSame ? 'there' : 'kept', id }
    }
    const able = wanted.length === 0 ? [] : await ableLinks(transaction, emId, note.id, wanted)
    const unable = wanted.filter((no) => !able.includes(no))
    if (unable.length > 0) return { kind: 'not_published', linkNos: unable }
    const { no } = await transaction
      .insertInto('run_notes')
      .values({ em_id: emId, id, session_no: sessionNo, at_ms: note.atMs, written_by: writtenBy, text })
      .returning('no')
      .executeTakeFirstOrThrow()
    for (const { linkNo, author } of note.publish) {
      const update = await transaction
        .insertInto('share_updates')
        .values({
          em_id: emId,
          id: randomUUID(),
          link_no: linkNo,
          at_ms: note.atMs,
          author: toText(author) ?? '',
          written_by: writtenBy,
          text,
        })
        .returning('no')
        .executeTakeFirstOrThrow()
      await transaction
        .insertInto('run_note_updates')
        .values({ em_id: emId, note_no: no, update_no: update.no })
        .execute()
    }
    return { kind: 'written', id }
  })
}

const findNote = (db: Kysely<Tables>, id: string) =>
  db
    .selectFrom('run_notes')
    .select(['no', 'session_no', 'written_by', 'text', 'withdrawn_ms'])
    .where('id', '=', id)
    .executeTakeFirst()

/** The links that a note was written for, also where it was taken back from one since. */
async function linksOf(db: Kysely<Tables>, noteNo: number): Promise<number[]> {
  const rows = await db
    .selectFrom('run_note_updates')
    .innerJoin('share_updates', 'share_updates.no', 'run_note_updates.update_no')
    .select('share_updates.link_no')
    .where('run_note_updates.note_no', '=', noteNo)
    .execute()
  return rows.map((row) => row.link_no)
}

/** Those of the links that show the run and are not revoked. */
async function ableLinks(
  db: Kysely<Tables>,
  emId: number,
  sessionId: SessionId,
  linkNos: readonly number[],
): Promise<number[]> {
  const rows = await db
    .selectFrom('share_links')
    .innerJoin('share_runs', 'share_runs.link_no', 'share_links.no')
    .select('share_links.no')
    .where('share_links.em_id', '=', emId)
    .where('share_links.no', 'in', linkNos)
    .where('share_links.state', '!=', 'revoked')
    .where('share_runs.session_id', '=', sessionId)
    .execute()
  return rows.map((row) => row.no)
}

/** Takes a note back, and what was published of it. @returns from how many links; null if the run has no such note */
export async function withdrawRunNote(
  db: Kysely<Tables>,
  emId: number,
  note: { id: SessionId; noteId: string; by: string; atMs: number },
): Promise<{ unpublished: number } | null> {
  return db.transaction().execute(async (transaction) => {
    const sessionNo = await lockSession(transaction, emId, note.id)
    if (sessionNo === null) return null
    const row = await transaction
      .updateTable('run_notes')
      .set({ withdrawn_ms: note.atMs, withdrawn_by: toText(note.by) })
      .where('session_no', '=', sessionNo)
      .where('id', '=', note.noteId)
      .where('withdrawn_ms', 'is', null)
      .returning('no')
      .executeTakeFirst()
    if (row === undefined) return null
    const result = await transaction
      .updateTable('share_updates')
      .set({ removed_ms: note.atMs })
      .where('removed_ms', 'is', null)
      .where('no', 'in', (eb) =>
        eb.selectFrom('run_note_updates').select('update_no').where('note_no', '=', row.no),
      )
      .executeTakeFirst()
    return { unpublished: Number(result.numUpdatedRows) }
  })
}

/** The notes of a run that nobody took back, newest first. */
export async function listRunNotes(db: Kysely<Tables>, emId: number, id: SessionId): Promise<RunNote[]> {
  const rows = await db
    .selectFrom('run_notes')
    .innerJoin('sessions', 'sessions.no', 'run_notes.session_no')
    .select((eb) => [
      'run_notes.id',
      'run_notes.written_by',
      'run_notes.at_ms',
      'run_notes.text',
      eb
        .selectFrom('run_note_updates')
        .innerJoin('share_updates', 'share_updates.no', 'run_note_updates.update_no')
        .select((inner) => inner.fn.countAll<number>().as('n'))
        .whereRef('run_note_updates.note_no', '=', 'run_notes.no')
        .where('share_updates.removed_ms', 'is', null)
        .as('published'),
    ])
    .where('run_notes.em_id', '=', emId)
    .where('sessions.id', '=', id)
    .where('run_notes.withdrawn_ms', 'is', null)
    .orderBy('run_notes.no', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    by: row.written_by,
    atMs: row.at_ms,
    text: row.text,
    publishedTo: row.published ?? 0,
  }))
}
