import { z } from 'zod'

export const savedFilterSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** As it stands in the list's address, without `?`. */
  query: z.string(),
  /** Stands beside the filter bar. */
  pinned: z.boolean(),
})

/** The asker's own filters, in the asker's order. */
export const filtersReplySchema = z.strictObject({ filters: z.array(savedFilterSchema) })

export type SavedFilterView = z.infer<typeof savedFilterSchema>
export type FiltersReply = z.infer<typeof filtersReplySchema>
