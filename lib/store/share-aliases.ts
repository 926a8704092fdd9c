import 'server-only'
import type { Kysely } from 'kysely'
import { chunks } from './chunks'
import { toText } from './rows'
import type { Tables } from './tables'

/** Sets aliases by VM name; others of the link stay. */
export async function writeAliases(
  db: Kysely<Tables>,
  emId: number,
  linkNo: number,
  aliases: ReadonlyMap<string, string>,
): Promise<void> {
  for (const part of chunks([...aliases])) {
    await db
      .insertInto('share_aliases')
      .values(
        part.map(([name, alias]) => ({
          em_id: emId,
          link_no: linkNo,
          vm_name: toText(name) ?? '',
          alias: toText(alias) ?? '',
        })),
      )
      .onConflict((conflict) =>
        conflict.columns(['link_no', 'vm_name']).doUpdateSet((eb) => ({ alias: eb.ref('excluded.alias') })),
      )
      .execute()
  }
}

/** Writes down aliases that were numbered, and forgets names that others have taken the place of. */
export async function noteShareAliases(
  db: Kysely<Tables>,
  emId: number,
  linkNo: number,
  { fresh, dropped }: { fresh: ReadonlyMap<string, string>; dropped: readonly string[] },
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    if (dropped.length > 0) {
      await transaction
        .deleteFrom('share_aliases')
        .where('link_no', '=', linkNo)
        .where('vm_name', 'in', [...dropped])
        .execute()
    }
    if (fresh.size > 0) await writeAliases(transaction, emId, linkNo, fresh)
  })
}

export async function readShareAliases(
  db: Kysely<Tables>,
  emId: number,
  linkNo: number,
): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('share_aliases')
    .select(['vm_name', 'alias'])
    .where('em_id', '=', emId)
    .where('link_no', '=', linkNo)
    .execute()
  return new Map(rows.map((row) => [row.vm_name, row.alias]))
}
