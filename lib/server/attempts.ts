import 'server-only'
import type { Audit } from './audit'
import { inRecord } from './record-errors'
import { RequestError } from './reply'
import type { Sessions } from './sessions'
import type { ShareLinks, Who } from './share-links'
import type { AttemptsView, JoinAttemptsBody, JoinAttemptsReply } from '@/lib/api/attempt-replies'
import type { SessionReply } from '@/lib/api/replies'
import type { ShareLink } from '@/lib/api/share-replies'
import type { AuditAction } from '@/lib/failover/audit'
import { parseSessionId, type SessionId } from '@/lib/failover/ids'
import { ReadError } from '@/lib/failover/read-error'
import type { StoreDoor } from '@/lib/store/store-door'

/** Everything throws {ReadError} if there is no such run, and {RequestError} `conflict`, `not_there`, `record_unavailable`. */
export type Attempts = {
  /** Confirms what was offered, keeps apart what shall be, and shows the later attempts by links of the earlier ones. */
  join: (id: SessionId, body: JoinAttemptsBody, who: Who) => Promise<JoinAttemptsReply>
  /** Takes the run out; links go on showing what they show. */
  separate: (id: SessionId, who: Who) => Promise<void>
  /** Says that the run is no attempt of the same failover as the others. */
  decline: (id: SessionId, others: readonly string[], who: Who) => Promise<void>
  /** Takes back of the run, and of those it is joined with, that they are none: they may be offered again. */
  takeBackDecline: (id: SessionId, who: Who) => Promise<void>
}

type Run = AttemptsView['runs'][number]

export function createAttempts(parts: {
  door: Pick<StoreDoor, 'use'>
  sessions: Pick<Sessions, 'read' | 'onAttempts'>
  shareLinks: Pick<ShareLinks, 'read' | 'addRun'>
  audit: Audit
  now: () => number
}): Attempts {
  const { sessions, shareLinks, audit, now } = parts
  const use: StoreDoor['use'] = (query) => inRecord(parts.door.use(query))
  const by = (who: Who) => ({ by: who.principal.name, atMs: now() })

  /**
   * The run and the others, and those to keep apart, which must all be what is offered: of nothing else it can be told
   * whether it belongs together.
   */
  async function readOffer(
    id: SessionId,
    others: readonly string[],
    apart: readonly string[] = [],
  ): Promise<SessionReply & { chosen: Run[]; left: Run[] }> {
    const reply = await sessions.read(id)
    const chosenIds = new Set([id, ...toIds(others)])
    const leftIds = new Set(toIds(apart))
    if ([...leftIds].some((one) => chosenIds.has(one)))
      throw new RequestError(
        'bad_request',
        'The request is not valid: a run is joined and kept apart at once.',
      )
    const wanted = new Set([...toIds(others), ...leftIds])
    const runs = reply.attempts?.runs ?? []
    const offered = new Set(runs.map((run) => run.id))
    if (wanted.has(id) || [...wanted].some((other) => !offered.has(other))) {
      throw new RequestError(
        'conflict',
        'The runs are not offered as attempts of one failover, or no longer.',
        'Attempts are runs of one plan and backup server that start within 24 hours of a run with failed VMs.',
      )
    }
    return {
      ...reply,
      chosen: runs.filter((run) => chosenIds.has(run.id)),
      left: runs.filter((run) => leftIds.has(run.id)),
    }
  }

  const note = (action: AuditAction, session: { id: string; name: string | null }, who: Who, detail = {}) =>
    audit.note({
      action,
      by: who.principal,
      client: who.client,
      object: { kind: 'session', id: session.id, name: session.name },
      detail,
    })

  /**
   * Adds the chosen attempts after the newest one that the link shows: a link shows its newest run first. One that was
   * joined before with a chosen one, and is not chosen itself, is shown to nobody by this.
   */
  async function addLater(
    linkId: string,
    attempts: AttemptsView,
    chosen: ReadonlySet<string>,
    who: Who,
  ): Promise<void> {
    const link = await shareLinks.read(linkId)
    const shown = toNewestShown(link, attempts)
    if (shown === null)
      throw new RequestError('conflict', 'The link shows none of the attempts.', 'Share the run by itself.')
    const later = attempts.runs.slice(shown.number).filter((run) => chosen.has(run.id))
    for (const run of later) await shareLinks.addRun(linkId, run.id, who)
  }

  return {
    async join(id, { with: others, apart, addToLinks = [] }, who) {
      const { session, chosen, left } = await readOffer(id, others, apart)
      const runs = chosen.flatMap((run) => {
        const sessionId = parseSessionId(run.id)
        return sessionId === null || run.startUtc === null
          ? []
          : { sessionId, startMs: Date.parse(run.startUtc) }
      })
      const leftIds = left.flatMap((run) => parseSessionId(run.id) ?? [])
      const done = await use((store) => store.joinAttempts(runs, by(who), leftIds))
      if (done === null) {
        throw new RequestError(
          'conflict',
          'A run that is kept apart has been joined with one of the others before.',
          'Separate it on its page first, or keep apart all that it is joined with.',
        )
      }
      await inRecord(sessions.onAttempts())
      if (done.joined > 0) {
        const rest = chosen.filter((run) => run.id !== id).map((run) => run.id)
        await note('attempts_joined', session, who, { with: rest.join(', ') })
      }
      const joinedIds = chosen.map((run) => run.id).join(', ')
      const keptApart = new Set<string>(done.keptApart)
      for (const run of left.filter((one) => keptApart.has(one.id)))
        await note('attempts_declined', run, who, { with: joinedIds })
      const { attempts } = await sessions.read(id)
      if (attempts === null)
        throw new RequestError('record_unavailable', 'What was joined cannot be read at present.')
      const chosenIds = new Set(chosen.map((run) => run.id))
      const links: JoinAttemptsReply['links'] = { added: [], failed: [] }
      // One by one: a link that refuses must not keep the others from their run.
      for (const linkId of new Set(addToLinks)) {
        try {
          await addLater(linkId, attempts, chosenIds, who)
          links.added.push(linkId)
        } catch (error) {
          if (!(error instanceof RequestError || error instanceof ReadError)) throw error
          links.failed.push({ id: linkId, reason: error.message })
        }
      }
      return { attempts, links }
    },
    async separate(id, who) {
      const { session } = await sessions.read(id)
      const rest = await use((store) => store.separateAttempt(id))
      if (rest === null)
        throw new RequestError('not_there', 'The run has not been joined with others as an attempt.')
      await inRecord(sessions.onAttempts())
      await note('attempts_separated', session, who, { from: rest.join(', ') })
    },
    async decline(id, others, who) {
      const { session, attempts, chosen } = await readOffer(id, others)
      if (attempts?.kind === 'confirmed')
        throw new RequestError('conflict', 'The runs have been joined.', 'Separate them first.')
      const ids = chosen.flatMap((run) => (run.id === id ? [] : (parseSessionId(run.id) ?? [])))
      await use((store) => store.declineAttempts(id, ids, by(who)))
      await inRecord(sessions.onAttempts())
      await note('attempts_declined', session, who, { with: ids.join(', ') })
    },
    async takeBackDecline(id, who) {
      const { session } = await sessions.read(id)
      const others = await use((store) => store.withdrawDeclines(id))
      if (others === null)
        throw new RequestError('not_there', 'Nobody has said of the run that it is no attempt with others.')
      await inRecord(sessions.onAttempts())
      await note('attempts_decline_withdrawn', session, who, { with: others.join(', ') })
    },
  }
}

const toIds = (ids: readonly string[]): string[] => ids.map((one) => one.toLowerCase())

function toNewestShown(link: ShareLink, attempts: AttemptsView): Run | null {
  const shown = new Set(link.runs.map(({ sessionId }) => sessionId))
  return attempts.runs.findLast((run) => shown.has(run.id)) ?? null
}
