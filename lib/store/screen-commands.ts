import 'server-only'
import type { Kysely, Selectable } from 'kysely'
import { toText } from './rows'
import type { Tables } from './tables'

/** What staff have asked of a screen. */
export type ScreenCommand = {
  id: string
  screenId: string
  kind: string
  /** Of a message. */
  text: string | null
  askedAtMs: number
  askedBy: string
  /** After this it is no longer told to the screen, ms since 1970. */
  expiresAtMs: number
  /** When the screen said that it had carried it out; a message is done once it is shown, and stays until it expires. */
  doneAtMs: number | null
}

const toCommand = (row: Selectable<Tables['screen_commands']> & { screen_id: string }): ScreenCommand => ({
  id: row.id,
  screenId: row.screen_id,
  kind: row.kind,
  text: row.text,
  askedAtMs: row.asked_ms,
  askedBy: row.asked_by,
  expiresAtMs: row.expires_ms,
  doneAtMs: row.done_ms,
})

/** @returns false if there is no such screen in force */
export async function askScreen(db: Kysely<Tables>, emId: number, command: ScreenCommand): Promise<boolean> {
  const screen = await db
    .selectFrom('screens')
    .select('no')
    .where('em_id', '=', emId)
    .where('id', '=', command.screenId)
    .where('revoked_ms', 'is', null)
    .executeTakeFirst()
  if (screen === undefined) return false
  await db
    .insertInto('screen_commands')
    .values({
      em_id: emId,
      screen_no: screen.no,
      id: command.id,
      kind: command.kind,
      text: toText(command.text),
      asked_ms: command.askedAtMs,
      asked_by: toText(command.askedBy) ?? '',
      expires_ms: command.expiresAtMs,
      done_ms: command.doneAtMs,
      withdrawn_ms: null,
    })
    .execute()
  return true
}

/** All that have neither expired nor been withdrawn, oldest first; carried out or not. */
export async function listScreenCommands(
  db: Kysely<Tables>,
  emId: number,
  atMs: number,
): Promise<ScreenCommand[]> {
  const rows = await db
    .selectFrom('screen_commands')
    .innerJoin('screens', 'screens.no', 'screen_commands.screen_no')
    .selectAll('screen_commands')
    .select('screens.id as screen_id')
    .where('screen_commands.em_id', '=', emId)
    .where('expires_ms', '>', atMs)
    .where('withdrawn_ms', 'is', null)
    .where('screens.revoked_ms', 'is', null)
    .orderBy('screen_commands.no')
    .execute()
  return rows.map(toCommand)
}

/** Once is enough: the first time counts. */
export async function markCommandsDone(
  db: Kysely<Tables>,
  emId: number,
  ids: readonly string[],
  atMs: number,
): Promise<void> {
  if (ids.length === 0) return
  await db
    .updateTable('screen_commands')
    .set({ done_ms: atMs })
    .where('em_id', '=', emId)
    .where('id', 'in', ids)
    .where('done_ms', 'is', null)
    .execute()
}

/** @returns false if there is no such command in force */
export async function withdrawCommand(
  db: Kysely<Tables>,
  emId: number,
  id: string,
  atMs: number,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('screen_commands')
    .set({ withdrawn_ms: atMs })
    .where('em_id', '=', emId)
    .where('id', '=', id)
    .where('withdrawn_ms', 'is', null)
    .where('expires_ms', '>', atMs)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
