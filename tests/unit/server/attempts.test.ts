import { describe, expect, it } from 'vitest'
import { makeLink } from '../components/share-fixtures'
import { makeSessionReply, SESSION_ID, utc, NOW_MS } from '../components/fixtures'
import type { AttemptsView } from '@/lib/api/attempt-replies'
import type { SessionId } from '@/lib/failover/ids'
import { createAttempts } from '@/lib/server/attempts'
import type { Who } from '@/lib/server/share-links'

const [FIRST, THIRD] = [1, 3].map((n) => `00000000-0000-4000-8000-00000000000${n}`) as [string, string] // safe: two ids
const counts = { total: 1, waiting: 0, working: 0, succeeded: 0, warning: 0, failed: 1, unknown: 0 }
const failed = { kind: 'ended', result: 'failed' } as const
const LINK_ID = '00000000-0000-4000-8000-0000000000aa'

/** Three runs; whoever joined the second and the third before has made them one group. */
const ATTEMPTS: AttemptsView = {
  kind: 'offered',
  number: 2,
  of: 3,
  firstStartUtc: utc(NOW_MS),
  lastEndUtc: null,
  outcome: failed,
  counts,
  runs: [FIRST, SESSION_ID, THIRD].map((id, index) => ({
    id,
    name: 'Plan',
    number: index + 1,
    startUtc: utc(NOW_MS + index),
    endUtc: null,
    outcome: failed,
    counts,
  })),
  vms: [],
  confirmedBy: null,
  confirmedAtUtc: null,
}

describe('joining attempts', () => {
  it('is refused, and nothing is noted, where a run that is left out was joined with a chosen one', async () => {
    const noted: unknown[] = []
    const attempts = createAttempts({
      door: { use: () => Promise.resolve(null as never) }, // safe: what joining gives then
      sessions: {
        read: () => Promise.resolve({ ...makeSessionReply(), attempts: ATTEMPTS }),
        onAttempts: () => Promise.reject(new Error('nothing has changed')),
      },
      shareLinks: {
        read: () => Promise.reject(new Error('nothing is joined')),
        addRun: () => Promise.reject(new Error('nothing is joined')),
      },
      audit: {
        note: (event) => {
          noted.push(event)
          return Promise.resolve()
        },
      },
      now: () => NOW_MS,
    })
    const who = { principal: { name: 'Mia Kern' }, client: {} } as unknown as Who // safe: only the name is used
    const id = SESSION_ID as SessionId // safe: an id of the fixtures
    await expect(attempts.join(id, { with: [FIRST], apart: [THIRD] }, who)).rejects.toMatchObject({
      code: 'conflict',
    })
    expect(noted).toEqual([])
  })

  it('shows by links what was chosen, and not what a chosen run was joined with before', async () => {
    const added: string[] = []
    const link = makeLink({
      id: LINK_ID,
      runs: [{ sessionId: FIRST, name: 'Plan', addedAtUtc: utc(NOW_MS), addedBy: 'Mia Kern' }],
    })
    const attempts = createAttempts({
      door: { use: () => Promise.resolve({ joined: 1, keptApart: [] } as never) }, // safe: what joining gives
      sessions: {
        read: () => Promise.resolve({ ...makeSessionReply(), attempts: ATTEMPTS }),
        onAttempts: () => Promise.resolve(),
      },
      shareLinks: {
        read: () => Promise.resolve(link),
        addRun: (_link, sessionId) => {
          added.push(sessionId)
          return Promise.resolve(link)
        },
      },
      audit: { note: () => Promise.resolve() },
      now: () => NOW_MS,
    })
    const who = { principal: { name: 'Mia Kern' }, client: {} } as unknown as Who // safe: only the name is used
    const id = SESSION_ID as SessionId // safe: an id of the fixtures
    await attempts.join(id, { with: [FIRST], addToLinks: [LINK_ID] }, who)
    expect(added).toEqual([SESSION_ID])
    added.length = 0
    await attempts.join(id, { with: [FIRST, THIRD], addToLinks: [LINK_ID] }, who)
    expect(added).toEqual([SESSION_ID, THIRD])
  })
})
