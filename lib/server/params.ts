import 'server-only'
import { z } from 'zod'
import {
  parseGuid,
  parseReplicaPointId,
  parseSessionId,
  type ReplicaPointId,
  type SessionId,
} from '@/lib/failover/ids'

/** Ids in an address are bare GUIDs; a URN or an Href belongs into the find box. */
const idSchema = <Id>(parse: (raw: string) => Id | null) =>
  z.string().transform((raw, context): Id => {
    const id = parse(raw)
    if (id !== null) return id
    context.addIssue({
      code: 'custom',
      message: 'must be a GUID such as 6e1f8021-3d4c-4a7f-8b62-1c8d2e3f4a51',
    })
    return z.NEVER
  })

export const sessionParams = z.object({ sessionId: idSchema<SessionId>(parseSessionId) })
export const noteParams = sessionParams.extend({ noteId: z.guid() })
export const planParams = z.object({ planId: idSchema(parseGuid) })
export const replicaPointParams = z.object({ pointId: idSchema<ReplicaPointId>(parseReplicaPointId) })

/**
 * `tasks=none` leaves out the course of each VM, which is most of a long run's history. `task=<key>` leaves out all but
 * what concerns that one VM.
 */
export const historyQuery = z.strictObject({
  tasks: z.enum(['all', 'none']).default('all'),
  task: z.string().min(1).max(1000).optional(),
})

export const personParams = z.object({ personId: z.guid() })
export const signInParams = z.object({ signInId: z.guid() })
