import type { Collection } from '../collection'
import type { EmDatabase } from '../em-database'

/** What a reply is made from. */
export type ReplyContext = {
  database: EmDatabase
  collection: Collection
  /** Scenario time, epoch ms. */
  nowMs: number
  /** EM's text of an instant; an active clock fault shifts it. */
  time(atMs: number): string
  /** Scenario time of a time that a query names. */
  toScenarioMs(realMs: number): number
  /** Set for a tenant's logon session: only this tenant's own things are shown. */
  onlyTenantId: string | null
}
