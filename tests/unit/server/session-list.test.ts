import { describe, expect, it } from 'vitest'
import type { SessionSummary } from '@/lib/api/replies'
import {
  findSessions,
  listSessions,
  sessionListQuerySchema,
  type SessionListQuery,
} from '@/lib/server/session-list'

const query = (over: Record<string, string> = {}) => sessionListQuerySchema.parse(over)

const summary = (
  id: string,
  over: Partial<SessionSummary['session']> = {},
  outcome: SessionSummary['outcome'] = { kind: 'ended', result: 'success' },
): SessionSummary => ({
  session: {
    uid: `urn:veeam:CloudFailoverSession:${id}`,
    id,
    name: `Plan ${id}`,
    jobType: 'FailoverPlan',
    creationTimeUtc: '2026-11-20T00:00:00.000Z',
    endTimeUtc: null,
    state: null,
    result: null,
    progress: null,
    failureMessage: null,
    backupServer: { id: 's1', name: 'srv13' },
    plan: null,
    tenant: null,
    ...over,
  },
  outcome,
  counts: { total: 0, waiting: 0, working: 0, succeeded: 0, warning: 0, failed: 0, unknown: 0 },
  freshness: {
    level: 'live',
    observedAtUtc: '2026-11-23T12:00:00.000Z',
    collectedAtUtc: null,
    problem: null,
  },
  inEnterpriseManager: true,
  tag: null,
})

/** What EM lists alone, as a page. */
const listed = (sessions: readonly SessionSummary[], asked: SessionListQuery) =>
  listSessions(findSessions(sessions, asked), asked)

const running = { kind: 'running', failedSoFar: 0, warningSoFar: 0 } as const
const all = [
  summary('a', { creationTimeUtc: '2026-11-21T00:00:00.000Z', tenant: { id: 't1', name: 'ABC & Söhne' } }),
  summary('b', { creationTimeUtc: '2026-11-22T00:00:00.000Z' }, { kind: 'ended', result: 'failed' }),
  summary('c', { creationTimeUtc: '2026-11-19T00:00:00.000Z' }, running),
  summary('d', { creationTimeUtc: null, name: null }, { kind: 'unknown', reported: 'None' }),
]
const ids = (over: Record<string, string>) => listed(all, query(over)).sessions.map((one) => one.session.id)

describe('session list', () => {
  it('puts active sessions first, then the newest', () => {
    expect(ids({})).toEqual(['c', 'b', 'a', 'd'])
    expect(ids({ sort: 'oldest' })).toEqual(['c', 'd', 'a', 'b'])
  })

  it('puts trouble first among the active ones', () => {
    const active = [
      summary('ok', {}, running),
      summary('warned', {}, { ...running, warningSoFar: 1 }),
      summary('failing', {}, { ...running, failedSoFar: 1 }),
    ]
    expect(listed(active, query()).sessions.map(({ session }) => session.id)).toEqual([
      'failing',
      'warned',
      'ok',
    ])
  })

  it.each([
    [{ state: 'active' }, ['c']],
    [{ state: 'ended' }, ['b', 'a', 'd']],
    [{ result: 'failed' }, ['b']],
    [{ result: 'unknown' }, ['d']],
    [{ q: 'söhne' }, ['a']],
    [{ q: 'PLAN B' }, ['b']],
    [{ tenant: 't1' }, ['a']],
    [{ plan: 'Plan b' }, ['b']],
    [{ backupServer: 'srv13', from: '2026-11-21' }, ['b', 'a']],
    [{ to: '2026-11-21T00:00:00Z' }, ['c']],
    [{ q: 'nothing like it' }, []],
  ])('filters by %j', (over, expected) => {
    expect(ids(over as Record<string, string>)).toEqual(expected)
  })

  it('pages by 50 and takes a page beyond the end for the last', () => {
    const many = Array.from({ length: 120 }, (_, i) => summary(`s${i}`))
    expect(listed(many, query())).toMatchObject({ page: 1, pages: 3, total: 120 })
    expect(listed(many, query({ page: '99' })).sessions).toHaveLength(20)
    expect(listed([], query())).toEqual({ sessions: [], page: 1, pages: 1, total: 0 })
  })

  it.each([
    { result: 'great' },
    { page: '0' },
    { page: 'x' },
    { colour: 'red' },
    { from: 'yesterday' },
    { q: 'x'.repeat(201) },
  ])('refuses %j instead of ignoring it', (over) => {
    expect(sessionListQuerySchema.safeParse(over).success).toBe(false)
  })
})
