import 'server-only'
import type { Audit } from './audit'
import type { Client } from './client'
import type { Sessions } from './sessions'
import { toTagView } from './session-view'
import { onceWritten, pass } from './once-written'
import type { RunTagView } from '@/lib/api/replies'
import type { StaffPrincipal } from '@/lib/auth/principal'
import type { SessionId } from '@/lib/failover/ids'
import type { RunKind } from '@/lib/failover/role'
import type { Recorder } from '@/lib/recorder/recorder'
import type { StoreDoor } from '@/lib/store/store-door'

export type RunTags = {
  /**
   * Tags a run as what it was, or takes the tag away (`kind` null).
   * @throws {ReadError} if there is no such run {RequestError} `record_unavailable`
   */
  set: (id: SessionId, kind: RunKind | null, by: StaffPrincipal, client: Client) => Promise<RunTagView | null>
}

export function createRunTags(parts: {
  door: Pick<StoreDoor, 'use'>
  sessions: Pick<Sessions, 'read' | 'onTagged'>
  recorder: Pick<Recorder, 'tagged'>
  audit: Audit
  now: () => number
  /** Passes so many ms; for tests. */
  wait?: (ms: number) => Promise<void>
}): RunTags {
  const { door, sessions, recorder, audit, now, wait = pass } = parts
  return {
    async set(id, kind, by, client) {
      const { session } = await sessions.read(id)
      const tag = { id, kind, setBy: by.name, setAtMs: now() }
      const change = await onceWritten(() => door.use((store) => store.tagRun(tag)), 'the tag', wait)
      recorder.tagged(id, change.now)
      sessions.onTagged()
      if (change.now?.kind !== change.before?.kind) {
        await audit.note({
          action: 'run_tagged',
          by,
          client,
          object: { kind: 'session', id, name: session.name },
          detail: { kind, before: change.before?.kind ?? null },
        })
      }
      return toTagView(change.now)
    },
  }
}
