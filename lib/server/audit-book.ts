import 'server-only'
import { z } from 'zod'
import { inRecord } from './record-errors'
import { BYTE_ORDER_MARK, toCsvLines, type Cell } from '@/lib/api/csv-cells'
import type { AuditEventView, AuditReply } from '@/lib/api/audit-replies'
import { AUDIT_ACTIONS } from '@/lib/failover/audit'
import type { AuditEvent } from '@/lib/store/audit-events'
import type { StoreDoor } from '@/lib/store/store-door'

const PAGE_SIZE = 100
/** Read at once for an export: few enough to keep little in memory, many enough to be quick. */
const EXPORT_SIZE = 500

/** What the book may be asked for. An export ignores `before` and `limit`: it is of everything that the filters leave. */
export const auditQuerySchema = z.strictObject({
  before: z.coerce.number().int().positive().optional(),
  action: z.enum(AUDIT_ACTIONS).optional(),
  /** Id of a person. */
  actor: z.string().trim().min(1).max(200).optional(),
  limit: z.coerce.number().int().min(1).max(PAGE_SIZE).default(PAGE_SIZE),
  format: z.enum(['json', 'csv']).default('json'),
})

export type AuditQuery = z.infer<typeof auditQuerySchema>

export type AuditBook = {
  /** @throws {RequestError} `record_unavailable` */
  read: (query: AuditQuery) => Promise<AuditReply>
  /**
   * The whole book as CSV, newest first, in pieces that are read as they are taken. A piece that cannot be read ends it
   * with an error, so that a part is never taken for the whole.
   * @throws {RequestError} `record_unavailable`, if the first piece cannot be read
   */
  export: (query: Pick<AuditQuery, 'action' | 'actor'>) => Promise<ReadableStream<Uint8Array>>
}

export function createAuditBook(door: Pick<StoreDoor, 'use'>): AuditBook {
  return {
    read: ({ before, action, actor, limit }) =>
      inRecord(
        door.use(async (store) => {
          // One more than is shown tells whether there are older ones.
          const found = await store.listAudit({ before, action, actor, limit: limit + 1 })
          const events = found.slice(0, limit).map(toView)
          return {
            events,
            olderBefore: found.length > limit ? (events.at(-1)?.no ?? null) : null,
            people: await store.listAuditPeople(),
          }
        }),
      ),
    async export({ action, actor }) {
      const piece = (before: number | undefined): Promise<AuditEvent[]> =>
        inRecord(door.use((store) => store.listAudit({ before, action, actor, limit: EXPORT_SIZE })))
      let next: AuditEvent[] | null = await piece(undefined)
      const encoder = new TextEncoder()
      return new ReadableStream({
        start: (controller) =>
          controller.enqueue(encoder.encode(`${BYTE_ORDER_MARK}${toCsvLines([[...COLUMNS]])}`)),
        async pull(controller) {
          const events = next ?? []
          if (events.length > 0) controller.enqueue(encoder.encode(toCsvLines(events.map(toCells))))
          const last = events.at(-1)
          if (last === undefined || events.length < EXPORT_SIZE) return controller.close()
          next = await piece(last.no)
        },
      })
    },
  }
}

function toView({ atMs, action: word, ...event }: AuditEvent): AuditEventView {
  const action = AUDIT_ACTIONS.find((known) => known === word) ?? null
  return { ...event, atUtc: new Date(atMs).toISOString(), action, word }
}

const COLUMNS = [
  'no',
  'atUtc',
  'actor.kind',
  'actor.id',
  'actor.name',
  'address',
  'action',
  'object.kind',
  'object.id',
  'object.name',
  'detail',
] as const

function toCells({ no, atMs, actor, address, action, object, detail }: AuditEvent): Cell[] {
  return [
    no,
    new Date(atMs).toISOString(),
    actor.kind,
    actor.id,
    actor.name,
    address,
    action,
    object?.kind ?? null,
    object?.id ?? null,
    object?.name ?? null,
    JSON.stringify(detail),
  ]
}
