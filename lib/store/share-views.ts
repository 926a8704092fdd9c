import 'server-only'
import type { Kysely } from 'kysely'
import type { Tables } from './tables'

export type ShareView = { client: string; firstMs: number; lastMs: number; opened: number }
export type ShareViewSums = { opened: number; viewers: number; firstMs: number | null; lastMs: number | null }

export const NO_VIEWS: ShareViewSums = { opened: 0, viewers: 0, firstMs: null, lastMs: null }

/** A link that is passed around must not fill the record: from here on, viewers are counted together. */
const MOST_VIEWERS = 500
export const OTHERS = 'others'

/** Notes that somebody looks at a link. @returns whether nobody had before */
export async function noteShareView(
  db: Kysely<Tables>,
  emId: number,
  linkNo: number,
  view: { viewer: string; client: string; atMs: number; opened: 0 | 1 },
): Promise<{ isFirst: boolean }> {
  const { atMs, opened } = view
  return db.transaction().execute(async (transaction) => {
    const touched = await transaction
      .updateTable('share_views')
      .set((eb) => ({ last_ms: atMs, opened: eb('opened', '+', opened) }))
      .where('link_no', '=', linkNo)
      .where('viewer', '=', view.viewer)
      .executeTakeFirst()
    if (touched.numUpdatedRows > 0n) return { isFirst: false }
    const { viewers } = await transaction
      .selectFrom('share_views')
      .select((eb) => eb.fn.countAll<number>().as('viewers'))
      .where('link_no', '=', linkNo)
      .executeTakeFirstOrThrow()
    const isOther = viewers >= MOST_VIEWERS
    await transaction
      .insertInto('share_views')
      .values({
        em_id: emId,
        link_no: linkNo,
        viewer: isOther ? OTHERS : view.viewer,
        client: isOther ? OTHERS : view.client,
        first_ms: atMs,
        last_ms: atMs,
        opened,
      })
      .onConflict((conflict) =>
        conflict.columns(['link_no', 'viewer']).doUpdateSet((eb) => ({
          last_ms: atMs,
          opened: eb('share_views.opened', '+', opened),
        })),
      )
      .execute()
    return { isFirst: viewers === 0 }
  })
}

/** Newest look first. */
export async function listShareViews(db: Kysely<Tables>, emId: number, linkNo: number): Promise<ShareView[]> {
  const rows = await db
    .selectFrom('share_views')
    .selectAll()
    .where('em_id', '=', emId)
    .where('link_no', '=', linkNo)
    .orderBy('last_ms', 'desc')
    .orderBy('viewer')
    .execute()
  return rows.map((row) => ({
    client: row.client,
    firstMs: row.first_ms,
    lastMs: row.last_ms,
    opened: row.opened,
  }))
}

/** What all viewers of each link come to, by the link's number; a link that nobody saw is not among them. */
export async function sumShareViews(
  db: Kysely<Tables>,
  emId: number,
): Promise<ReadonlyMap<number, ShareViewSums>> {
  const rows = await db
    .selectFrom('share_views')
    .select((eb) => [
      'link_no',
      // PostgreSQL gives sums as text.
      eb.cast<number>(eb.fn.sum('opened'), 'integer').as('opened'),
      eb.fn.countAll<number>().as('viewers'),
      eb.fn.min('first_ms').as('first_ms'),
      eb.fn.max('last_ms').as('last_ms'),
    ])
    .where('em_id', '=', emId)
    .groupBy('link_no')
    .execute()
  return new Map(
    rows.map((row) => [
      row.link_no,
      { opened: row.opened, viewers: row.viewers, firstMs: row.first_ms, lastMs: row.last_ms },
    ]),
  )
}
