import 'server-only'
import type { Audit } from './audit'
import type { Client } from './client'
import { onceWritten } from './once-written'
import { RequestError } from './reply'
import type { Sessions } from './sessions'
import type { TeamworkMemory } from './teamwork-memory'
import { toFinalisationView } from './teamwork-view'
import type { FinalisationView } from '@/lib/api/teamwork-schemas'
import type { StaffPrincipal } from '@/lib/auth/principal'
import type { Finalisation, FinalOutcome } from '@/lib/failover/finalisation'
import type { SessionId } from '@/lib/failover/ids'
import { failedOver } from '@/lib/failover/outcome'
import type { StoreDoor } from '@/lib/store/store-door'

export type Finalisations = {
  /**
   * Records what became of a failover, or takes that back (`outcome` null).
   * @param said `replaces`: when that was recorded which the person saw (UTC text; null: nothing). Undefined: whatever
   * there is
   * @throws {ReadError} if there is no such run
   * @throws {RequestError} `conflict` if somebody has recorded something else meanwhile, with who and when, or while there
   * is nothing to record yet; `record_unavailable`
   */
  record: (
    id: SessionId,
    said: { outcome: FinalOutcome | null; note: string | null; replaces?: string | null | undefined },
    by: StaffPrincipal,
    client: Client,
  ) => Promise<FinalisationView | null>
}

const WORDS = {
  undone: 'that it was undone',
  made_permanent: 'that it was made permanent',
  failed_back: 'that it was failed back',
} as const satisfies Record<FinalOutcome, string>

export function createFinalisations(parts: {
  door: Pick<StoreDoor, 'use'>
  sessions: Pick<Sessions, 'read'>
  teamwork: Pick<TeamworkMemory, 'finalised'>
  audit: Audit
  now: () => number
}): Finalisations {
  const { door, sessions, teamwork, audit, now } = parts
  return {
    async record(id, { outcome, note, replaces }, by, client) {
      const { session, counts, outcome: run } = await sessions.read(id)
      if (outcome !== null && run.kind === 'running')
        throw new RequestError('conflict', 'The run has not ended, so nothing has become of it yet.')
      if (outcome !== null && failedOver(counts) === 0) {
        throw new RequestError(
          'conflict',
          'No VM of this run failed over, so there is nothing that could be undone or kept.',
        )
      }
      const said = {
        id,
        outcome,
        note: note === '' ? null : note,
        by: by.name,
        atMs: now(),
        seenAtMs: typeof replaces === 'string' ? Date.parse(replaces) : replaces,
      }
      const change = await onceWritten(
        () => door.use((store) => store.recordFinalisation(said)),
        'the outcome',
      )
      teamwork.finalised(id, change.now)
      if (change.kind === 'overtaken') throw overtaken(change.now)
      if (change.kind === 'recorded') {
        await audit.note({
          action: 'run_finalised',
          by,
          client,
          object: { kind: 'session', id, name: session.name },
          detail: { outcome, before: change.before?.outcome ?? null, note: change.now?.note ?? null },
        })
      }
      return toFinalisationView(change.now)
    },
  }
}

function overtaken(now: Finalisation | null): RequestError {
  const hint = 'Look at the run again; if that is not right, change it.'
  if (now === null)
    return new RequestError('conflict', 'Somebody has taken back meanwhile what was recorded.', hint)
  const at = `${new Date(now.atMs).toISOString().slice(0, 19).replace('T', ' ')} UTC`
  return new RequestError('conflict', `${now.by} has recorded ${WORDS[now.outcome]}, ${at}.`, hint)
}
