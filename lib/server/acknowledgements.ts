import 'server-only'
import type { Audit } from './audit'
import type { Client } from './client'
import { onceWritten } from './once-written'
import { RequestError } from './reply'
import type { Sessions } from './sessions'
import type { TeamworkMemory } from './teamwork-memory'
import { toAcknowledgementViews } from './teamwork-view'
import type { SessionReply } from '@/lib/api/replies'
import type { AcknowledgementView } from '@/lib/api/teamwork-schemas'
import type { StaffPrincipal } from '@/lib/auth/principal'
import type { AuditAction } from '@/lib/failover/audit'
import { type Failure, standingOfAcknowledgement, toFailures } from '@/lib/failover/acknowledgement'
import type { SessionId } from '@/lib/failover/ids'
import type { StoreDoor } from '@/lib/store/store-door'

type Keys = readonly (string | null)[]

/** Each gives the acknowledgements in force after it. Throws {ReadError} if there is no such run. */
export type Acknowledgements = {
  /**
   * Says that failures are known and in hand; `null` among the keys is the run's own. Those that recovered meanwhile are
   * left out.
   * @throws {RequestError} `conflict` if nothing of it is a failure (any more), `record_unavailable`
   */
  say: (
    id: SessionId,
    said: { keys: Keys; reason: string },
    by: StaffPrincipal,
    client: Client,
  ) => Promise<AcknowledgementView[]>
  /** Takes it back; what is not acknowledged stays so. @throws {RequestError} `record_unavailable` */
  withdraw: (id: SessionId, keys: Keys, by: StaffPrincipal, client: Client) => Promise<AcknowledgementView[]>
}

/** More names than that make a line of the audit unreadable. */
const MOST_NAMES = 20

export function createAcknowledgements(parts: {
  door: Pick<StoreDoor, 'use'>
  sessions: Pick<Sessions, 'read'>
  teamwork: Pick<TeamworkMemory, 'of' | 'settle' | 'acknowledged'>
  audit: Audit
  now: () => number
}): Acknowledgements {
  const { door, sessions, teamwork, audit, now } = parts

  const note = (
    action: AuditAction,
    { session }: SessionReply,
    changed: readonly Failure[],
    who: { by: StaffPrincipal; client: Client },
    detail: { because?: string } = {},
  ): Promise<void> =>
    audit.note({
      action,
      ...who,
      object: { kind: 'session', id: session.id, name: session.name },
      detail: { vms: toNames(changed), ...detail },
    })

  return {
    async say(id, { keys, reason }, by, client) {
      const reply = await sessions.read(id)
      const failures = toFailures(reply.session, reply.outcome).filter(({ key }) => keys.includes(key))
      if (failures.length === 0) {
        throw new RequestError(
          'conflict',
          'Nothing of what was to be acknowledged is a failure of this run now.',
          'Look at the run again: it may have recovered.',
        )
      }
      const said = { id, failures, reason, by: by.name, atMs: now() }
      const change = await onceWritten(
        () => door.use((store) => store.acknowledge(said)),
        'the acknowledgement',
      )
      teamwork.acknowledged(id, change.now)
      if (change.changed.length > 0)
        await note('run_acknowledged', reply, change.changed, { by, client }, { because: reason })
      return toAcknowledgementViews(change.now, reply)
    },
    async withdraw(id, keys, by, client) {
      const reply = await sessions.read(id)
      const numbers = teamwork.of(id).acknowledgements.flatMap((one) => {
        const standing = standingOfAcknowledgement(one, reply.session, reply.outcome)
        return standing.kind === 'holds' && keys.includes(standing.key) ? [one.no] : []
      })
      const said = { id, numbers, by: by.name, atMs: now() }
      const change = await onceWritten(
        () => door.use((store) => store.withdrawAcknowledgements(said)),
        'the withdrawal',
      )
      teamwork.acknowledged(id, change.now)
      if (change.changed.length > 0)
        await note('run_acknowledgement_withdrawn', reply, change.changed, { by, client })
      return toAcknowledgementViews(change.now, reply)
    },
  }
}

function toNames(failures: readonly Failure[]): string | null {
  const names = failures.flatMap(({ key, vmName }) => (key === null ? [] : [vmName ?? key]))
  if (names.length === 0) return null
  const shown = names.slice(0, MOST_NAMES).join(', ')
  return names.length > MOST_NAMES ? `${shown} … (${names.length})` : shown
}
