import 'server-only'
import type { Audit } from './audit'
import type { Client } from './client'
import { inRecord } from './record-errors'
import { RequestError } from './reply'
import type { Sessions } from './sessions'
import { toTagView } from './session-view'
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

/** A run that is known but was not written down yet is, within a second. */
const LONGEST_WAIT_MS = 2_000
const LOOK_EVERY_MS = 100

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
      let change = await inRecord(door.use((store) => store.tagRun(tag)))
      for (let waited = 0; change === null && waited < LONGEST_WAIT_MS; waited += LOOK_EVERY_MS) {
        await wait(LOOK_EVERY_MS)
        change = await inRecord(door.use((store) => store.tagRun(tag)))
      }
      if (change === null) {
        throw new RequestError(
          'record_unavailable',
          'The run has not been written down yet, so there is nothing that the tag could be kept with.',
          'Try again in a moment. If that goes on, the health page says what keeps the monitor from recording.',
          LONGEST_WAIT_MS,
        )
      }
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

function pass(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms)
  })
}
