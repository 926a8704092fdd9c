import { describe, expect, it } from 'vitest'
import type { SessionSummary } from '@/lib/api/replies'
import { toListedRun } from '@/lib/server/listed-run'
import { toLive, toTotals } from '@/lib/server/run-list-totals'
import {
  findRuns,
  fits,
  fitsRunning,
  listSessions,
  sessionListQuerySchema,
  toBounds,
  type SessionListQuery,
} from '@/lib/server/session-list'
import { toTotalsWindow } from '@/lib/failover/run-totals'
import { NOTHING_SAID_IN_SHORT } from '../samples/teamwork'

const NOW_MS = Date.parse('2026-11-22T13:00:00.000Z')
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
  ...NOTHING_SAID_IN_SHORT,
  recovery: { rtoTargetMs: null, rpoTargetMs: null, worstRpoMs: null },
  attempt: null,
})

/** What EM lists alone, as a page. */
const listed = (sessions: readonly SessionSummary[], asked: SessionListQuery) =>
  listSessions(
    findRuns(
      sessions.map((one) => toListedRun(one, { vmNames: [`vm-of-${one.session.id}`] })),
      asked,
      toBounds(asked, NOW_MS),
    ),
    asked,
  )

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
    [{ q: 'VM-of-B' }, ['b']],
    [{ when: 'today' }, ['b']],
    [{ when: '7d' }, ['c', 'b', 'a']],
    [{ when: '7d', from: '2026-11-21' }, ['b', 'a']],
    [{ q: 'nothing like it' }, []],
  ])('filters by %j', (over, expected) => {
    expect(ids(over as Record<string, string>)).toEqual(expected)
  })

  it('leaves out what is held back, and counts without it', () => {
    const ID = '00000000-0000-4000-8000-000000000001'
    const two = [summary(ID), summary('b')]
    expect(listed(two, query({ without: ID.toUpperCase() }))).toMatchObject({
      sessions: [{ session: { id: 'b' } }],
      total: 1,
    })
  })

  describe('what needs attention', () => {
    const failed = { kind: 'ended', result: 'failed' } as const
    const open = { endTimeUtc: '2026-11-21T01:00:00.000Z' }
    const counts = (count: number) => ({ ...summary('x').counts, total: 2, failed: count })
    const one = (id: string, over: Partial<SessionSummary>, session = open): SessionSummary => ({
      ...summary(id, session, failed),
      unacknowledged: 1,
      ...over,
    })
    const some = [
      one('open', {}),
      one('known', { unacknowledged: 0, acknowledgedBy: 'Mia Kern' }),
      one('odd', { outcome: { kind: 'unknown', reported: 'Undone' }, counts: counts(1) }),
      one('running', { outcome: { ...running, failedSoFar: 1 }, counts: counts(1) }),
      one('old', {}, { endTimeUtc: '2026-11-01T01:00:00.000Z' }),
      // No end is reported: it counts from when it was seen to be over.
      { ...summary('endless', {}, failed), unacknowledged: 1 },
    ]

    it('is found by the very rule that counts it', () => {
      const found = listed(some, query({ attention: 'open' }))
      const foundIds = found.sessions.map(({ session }) => session.id)
      expect(foundIds.sort()).toEqual(['endless', 'odd', 'open', 'running'])
      const runs = some.map((run) => ({ ...toListedRun(run), tasks: [] }))
      const window = toTotalsWindow(NOW_MS)
      const beside = { window, recordTotals: null, unlisted: 0, recordOpen: [] }
      expect(toTotals(runs, beside).needAttention).toBe(found.total)
    })

    it('keeps the card of a run without an end for half an hour from when it was seen to be over', () => {
      const runs = some.map((run) => ({ ...toListedRun(run), tasks: [] }))
      const seenMs = Date.parse('2026-11-23T12:00:00.000Z')
      const at = (ms: number) => toLive(runs, ms).map(({ session }) => session.id)
      expect(at(seenMs + 29 * 60_000)).toEqual(['running', 'endless'])
      expect(at(seenMs + 31 * 60_000)).toEqual(['running'])
    })
  })

  it('tells which of what runs fits: its result is not known yet, all else narrows it down', () => {
    const card = toListedRun(all[2] ?? summary('none'), { vmNames: ['sql-01'] })
    const fit = (over: Record<string, string>) =>
      fitsRunning(card, query(over), toBounds(query(over), NOW_MS))
    expect(fit({ state: 'ended', result: 'failed', q: 'SQL-01' })).toBe(true)
    expect(fit({ q: 'sql-02' })).toBe(false)
    expect(fit({ tenant: 't1' })).toBe(false)
    expect(fit({ attention: 'open' })).toBe(false)
  })

  it('tells whether a row still belongs to the list, whichever page it is on', () => {
    const tagged: SessionSummary = {
      ...summary('a'),
      tag: { kind: 'test', setAtUtc: '2026-11-22T12:00:00.000Z', setBy: 'Mia Kern' },
    }
    const asked = query({ state: 'ended', kind: 'none', page: '2' })
    expect(fits(toListedRun(tagged), asked, toBounds(asked, NOW_MS))).toBe(false)
    expect(fits(toListedRun(summary('a')), asked, toBounds(asked, NOW_MS))).toBe(true)
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
    { when: '8d' },
    { sort: 'colour' },
    { without: 'a' },
    { also: 'a' },
    { attention: 'all' },
    { state: 'running' },
  ])('refuses %j instead of ignoring it', (over) => {
    expect(sessionListQuerySchema.safeParse(over).success).toBe(false)
  })
})
