import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import { toText } from './rows'
import type { Tables } from './tables'

/** A filter of the list that one person keeps. `query` is what stands in the address, without `?`. */
export type SavedFilter = { id: string; name: string; query: string; pinned: boolean }

/** Most filters that one person keeps. */
export const MOST_FILTERS = 50

/** Why a filter was not kept: the person has another of that name, or too many. */
export type FilterRefusal = { refused: 'name_taken' | 'too_many' }

/** The person's filters in their own order. */
export async function listFilters(
  db: Kysely<Tables>,
  emId: number,
  personId: string,
): Promise<SavedFilter[]> {
  const rows = await db
    .selectFrom('saved_filters')
    .select(['id', 'name', 'query', 'pinned'])
    .where('em_id', '=', emId)
    .where('person_id', '=', personId)
    .orderBy('place')
    .orderBy('no')
    .execute()
  return rows.map((row) => ({ ...row, pinned: row.pinned === 1 }))
}

/** Keeps one more filter, after the others. */
export async function addFilter(
  db: Kysely<Tables>,
  emId: number,
  filter: Omit<SavedFilter, 'id'> & { personId: string; atMs: number },
): Promise<SavedFilter | FilterRefusal> {
  const { personId, name, query, pinned, atMs } = filter
  return db.transaction().execute(async (transaction) => {
    const own = await listFilters(transaction, emId, personId)
    if (own.some((one) => toKey(one.name) === toKey(name))) return { refused: 'name_taken' }
    if (own.length >= MOST_FILTERS) return { refused: 'too_many' }
    const kept = { id: randomUUID(), name: toText(name) ?? '', query: toText(query) ?? '' }
    await transaction
      .insertInto('saved_filters')
      .values({
        ...kept,
        em_id: emId,
        person_id: personId,
        name_key: toKey(name),
        pinned: pinned ? 1 : 0,
        place: own.length,
        changed_ms: atMs,
      })
      .execute()
    return { ...kept, pinned }
  })
}

/** What is changed of a filter; `place` is its new place among the person's own, from 0. */
export type FilterChange = {
  name?: string | undefined
  query?: string | undefined
  pinned?: boolean | undefined
  place?: number | undefined
}

/** @returns the filter as it is now; null if the person has none of this id */
export async function changeFilter(
  db: Kysely<Tables>,
  emId: number,
  change: FilterChange & { id: string; personId: string; atMs: number },
): Promise<SavedFilter | FilterRefusal | null> {
  const { id, personId, atMs, place, name, query, pinned } = change
  return db.transaction().execute(async (transaction) => {
    const own = await listFilters(transaction, emId, personId)
    const before = own.find((one) => one.id === id)
    if (before === undefined) return null
    const others = own.filter((one) => one.id !== id)
    if (name !== undefined && others.some((one) => toKey(one.name) === toKey(name)))
      return { refused: 'name_taken' }
    const after = {
      id,
      name: toText(name ?? before.name) ?? '',
      query: toText(query ?? before.query) ?? '',
      pinned: pinned ?? before.pinned,
    }
    await transaction
      .updateTable('saved_filters')
      .set({
        name: after.name,
        name_key: toKey(after.name),
        query: after.query,
        pinned: after.pinned ? 1 : 0,
        changed_ms: atMs,
      })
      .where('id', '=', id)
      .execute()
    const at = Math.min(place ?? own.indexOf(before), others.length)
    await setPlaces(transaction, [...others.slice(0, at), after, ...others.slice(at)])
    return after
  })
}

/** @returns the filter that is gone; null if the person had none of this id */
export async function removeFilter(
  db: Kysely<Tables>,
  emId: number,
  { id, personId }: { id: string; personId: string },
): Promise<SavedFilter | null> {
  return db.transaction().execute(async (transaction) => {
    const own = await listFilters(transaction, emId, personId)
    const gone = own.find((one) => one.id === id)
    if (gone === undefined) return null
    await transaction.deleteFrom('saved_filters').where('id', '=', id).execute()
    await setPlaces(
      transaction,
      own.filter((one) => one.id !== id),
    )
    return gone
  })
}

async function setPlaces(db: Transaction<Tables>, filters: readonly SavedFilter[]): Promise<void> {
  for (const [place, { id }] of filters.entries()) {
    await db.updateTable('saved_filters').set({ place }).where('id', '=', id).execute()
  }
}

const toKey = (name: string): string => (toText(name) ?? '').trim().toLowerCase()
