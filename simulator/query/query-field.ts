import type { ReplyContext } from '../resources/reply-context'

/** How a parameter of a query is read and compared (api.md §5.5). */
export type QueryField<T> =
  | { kind: 'text'; read(item: T, context: ReplyContext): string | null }
  /** Compared as URN or as bare GUID. */
  | { kind: 'uid'; read(item: T, context: ReplyContext): string }
  /** Compared by place in `words`. */
  | { kind: 'enum'; words: readonly string[]; read(item: T, context: ReplyContext): string }
  /** Epoch ms; null never matches but `!=`. */
  | { kind: 'instant'; read(item: T, context: ReplyContext): number | null }
  | { kind: 'flag'; read(item: T, context: ReplyContext): boolean }
  | { kind: 'number'; read(item: T, context: ReplyContext): number }

/** By name as documented; looked up without regard to case. */
export type QueryFields<T> = Readonly<Record<string, QueryField<T>>>

export function findField<T>(fields: QueryFields<T>, name: string): QueryField<T> | null {
  const wanted = name.toLowerCase()
  const entry = Object.entries(fields).find(([key]) => key.toLowerCase() === wanted)
  return entry?.[1] ?? null
}
