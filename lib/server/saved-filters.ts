import 'server-only'
import { z } from 'zod'
import type { Audit } from './audit'
import type { Client } from './client'
import { inRecord } from './record-errors'
import { RequestError } from './reply'
import { sessionListQuerySchema } from './session-list'
import type { SavedFilterView } from '@/lib/api/filter-replies'
import type { StaffPrincipal } from '@/lib/auth/principal'
import type { FilterRefusal, SavedFilter } from '@/lib/store/saved-filters'
import type { StoreDoor } from '@/lib/store/store-door'

const MOST_PLACE = 49
/** What a filter may hold: all that the list can be narrowed down and ordered by, but no page of it. */
const filterQuerySchema = sessionListQuerySchema.omit({ page: true, without: true, also: true })
const query = z
  .string()
  .max(2_000)
  .refine(
    (text) => filterQuerySchema.safeParse(Object.fromEntries(new URLSearchParams(text))).success,
    'not what the list can be narrowed down by',
  )
const name = z.string().trim().min(1).max(60)

export const newFilterBody = z.strictObject({ name, query, pinned: z.boolean() })
export const filterChangeBody = z
  .strictObject({
    name: name.optional(),
    query: query.optional(),
    pinned: z.boolean().optional(),
    /** New place among the person's own, from 0. */
    place: z.int().min(0).max(MOST_PLACE).optional(),
  })
  .refine((body) => Object.values(body).some((value) => value !== undefined), 'nothing to change')

type Change = z.infer<typeof filterChangeBody>

/** Filters of the list, each person's own. All throw {RequestError} `record_unavailable`. */
export type SavedFilters = {
  of: (who: StaffPrincipal) => Promise<SavedFilterView[]>
  /** @throws {RequestError} `conflict` if the person has one of that name, or too many */
  add: (filter: z.infer<typeof newFilterBody>, by: StaffPrincipal, client: Client) => Promise<SavedFilterView>
  /** @throws {RequestError} `not_there` if the person has none of this id, `conflict` */
  change: (id: string, change: Change, by: StaffPrincipal, client: Client) => Promise<SavedFilterView>
  /** @throws {RequestError} `not_there` */
  remove: (id: string, by: StaffPrincipal, client: Client) => Promise<void>
}

export function createSavedFilters(parts: {
  door: Pick<StoreDoor, 'use'>
  audit: Audit
  now: () => number
}): SavedFilters {
  const { door, audit, now } = parts
  const toObject = ({ id, name: called }: SavedFilter) => ({ kind: 'filter', id, name: called })
  return {
    of: ({ personId }) => inRecord(door.use((store) => store.listFilters(personId))),
    async add(filter, by, client) {
      const kept = checked(
        await inRecord(
          door.use((store) => store.addFilter({ ...filter, personId: by.personId, atMs: now() })),
        ),
      )
      await audit.note({ action: 'filter_saved', by, client, object: toObject(kept) })
      return kept
    },
    async change(id, change, by, client) {
      const changed = await inRecord(
        door.use((store) => store.changeFilter({ ...change, id, personId: by.personId, atMs: now() })),
      )
      if (changed === null) throw notThere()
      const kept = checked(changed)
      const fields = Object.entries(change).flatMap(([field, value]) => (value === undefined ? [] : field))
      await audit.note({
        action: 'filter_changed',
        by,
        client,
        object: toObject(kept),
        detail: { fields: fields.join(', ') },
      })
      return kept
    },
    async remove(id, by, client) {
      const gone = await inRecord(door.use((store) => store.removeFilter({ id, personId: by.personId })))
      if (gone === null) throw notThere()
      await audit.note({ action: 'filter_removed', by, client, object: toObject(gone) })
    },
  }
}

const notThere = (): RequestError =>
  new RequestError('not_there', 'You keep no filter with this id.', 'It may have been removed elsewhere.')

function checked(kept: SavedFilter | FilterRefusal): SavedFilter {
  if (!('refused' in kept)) return kept
  throw kept.refused === 'name_taken'
    ? new RequestError('conflict', 'You keep a filter of this name already.', 'Choose another name.')
    : new RequestError('conflict', 'You keep 50 filters already.', 'Remove one that you no longer use.')
}
