import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { toText } from './rows'
import type { Tables } from './tables'

/** @returns the id of the update */
export async function writeShareUpdate(
  db: Kysely<Tables>,
  emId: number,
  linkNo: number,
  update: { author: string; writtenBy: string; text: string; atMs: number },
): Promise<string> {
  const id = randomUUID()
  await db
    .insertInto('share_updates')
    .values({
      em_id: emId,
      id,
      link_no: linkNo,
      at_ms: update.atMs,
      author: toText(update.author) ?? '',
      written_by: update.writtenBy,
      text: toText(update.text) ?? '',
    })
    .execute()
  return id
}

/** Takes an update back. @returns false if the link has none such */
export async function removeShareUpdate(
  db: Kysely<Tables>,
  emId: number,
  linkNo: number,
  id: string,
  atMs: number,
): Promise<boolean> {
  const result = await db
    .updateTable('share_updates')
    .set({ removed_ms: atMs })
    .where('em_id', '=', emId)
    .where('link_no', '=', linkNo)
    .where('id', '=', id)
    .where('removed_ms', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}
