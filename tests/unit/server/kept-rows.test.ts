import { describe, expect, it } from 'vitest'
import { makeSession, makeTask, START, utc } from '../recorder/fixtures'
import { sessionReplySchema, type SessionReply } from '@/lib/api/replies'
import { joinSeen, toSeenSession, type SeenSession } from '@/lib/failover/seen-session'
import { toSessionReply } from '@/lib/server/session-view'

const SECOND = 1_000
const [one, two, three] = [makeTask(1), makeTask(2), makeTask(3)]

function replyOf(value: SeenSession): SessionReply {
  const nowMs = value.readAtMs
  const reply = toSessionReply(
    { value, observedAtMs: nowMs, intervalMs: 3_000, problem: null, inFlightSinceMs: null },
    {
      nowMs,
      collectedAtMs: nowMs,
      collectionLateMs: 90_000,
      emClockAheadMs: 0,
      pollActiveMs: 3_000,
      plan: null,
      unreadable: { plan: null, collection: null },
    },
    {
      pointOf: () => null,
      record: null,
      recovery: {
        target: null,
        targetUnread: false,
        eta: { kind: 'none', reason: 'not_recorded' },
        noProgressSinceUtc: null,
      },
      attempts: null,
      collection: { mode: 'off', everyMs: null, progress: { state: 'idle' }, nextAtUtc: null, unknown: null },
    },
  )
  return sessionReplySchema.parse(reply)
}

const momentsOf = ({ session }: SessionReply): (string | null)[] =>
  session.tasks.map(({ lastSeenAtUtc }) => lastSeenAtUtc)

describe('rows that Enterprise Manager no longer lists while the run goes on', () => {
  const all = toSeenSession(makeSession([one, two, three]), START)

  it('each tell when they were last there, and the others nothing', () => {
    expect(momentsOf(replyOf(all))).toEqual([null, null, null])
    const later = joinSeen(all, toSeenSession(makeSession([one, two, three]), START + 3 * SECOND))
    const gone = joinSeen(later, toSeenSession(makeSession([one, three]), START + 6 * SECOND))
    const reply = replyOf(gone)
    expect(reply.freshness.level).toBe('live')
    expect(momentsOf(reply)).toEqual([null, utc(START + 3 * SECOND), null])
    // Its last word is kept, and the counts with it.
    expect(reply.counts).toMatchObject({ total: 3, working: 3 })
    // Unchanged, the reply stays the same: the moment does not move with the polls.
    const again = joinSeen(gone, toSeenSession(makeSession([one, three]), START + 9 * SECOND))
    expect(replyOf(again).session).toEqual(reply.session)
    const back = joinSeen(again, toSeenSession(makeSession([one, two, three]), START + 12 * SECOND))
    expect(momentsOf(replyOf(back))).toEqual([null, null, null])
  })

  it('are all told so where all are gone', () => {
    const emptied = joinSeen(all, toSeenSession(makeSession([]), START + 3 * SECOND))
    const reply = replyOf(emptied)
    expect(reply.outcome.kind).toBe('running')
    expect(momentsOf(reply)).toEqual([utc(START), utc(START), utc(START)])
  })
})
