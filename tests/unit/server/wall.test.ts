import { describe, expect, it } from 'vitest'
import type { SessionSummary } from '@/lib/api/replies'
import { wallReplySchema } from '@/lib/api/screen-replies'
import type { ScreenPrincipal } from '@/lib/auth/principal'
import type { ScreenScope } from '@/lib/auth/screen-scope'
import type { Freshness } from '@/lib/failover/freshness'
import { parseSessionId, type SessionId } from '@/lib/failover/ids'
import type { Outcome } from '@/lib/failover/outcome'
import { ReadError } from '@/lib/failover/read-error'
import type { Board } from '@/lib/server/sessions'
import { NO_JOIN } from '@/lib/server/surroundings'
import { createWall } from '@/lib/server/wall'

const BIRCH = { id: 'tenant-birch', name: 'Birch' }
const CEDAR = { id: 'tenant-cedar', name: 'Cedar' }
const LIVE: Freshness = {
  level: 'live',
  observedAtUtc: '2026-11-23T12:00:00.000Z',
  collectedAtUtc: null,
  problem: null,
}

function idOf(n: number): SessionId {
  const id = parseSessionId(`00000000-0000-4000-8000-${String(n).padStart(12, '0')}`)
  if (id === null) throw new Error('no id')
  return id
}

const RUNNING: Outcome = { kind: 'running', failedSoFar: 0, warningSoFar: 0 }

function makeRun(
  n: number,
  over: {
    outcome?: Outcome
    tenant?: typeof BIRCH | null
    proven?: typeof BIRCH | null
    startedAt?: string
  } = {},
): Board['runs'][number] {
  const { outcome = RUNNING, tenant = null, proven = null, startedAt = '2026-11-23T11:00:00.000Z' } = over
  const summary: SessionSummary = {
    session: {
      uid: `urn:veeam:CloudFailoverSession:${idOf(n)}`,
      id: idOf(n),
      name: `Plan ${n}`,
      jobType: 'FailoverPlan',
      creationTimeUtc: startedAt,
      endTimeUtc: null,
      state: 'Working',
      result: 'None',
      progress: 10,
      failureMessage: 'host esx-07 is full',
      backupServer: { id: 'server-1', name: 'sp-vbr-01' },
      plan: tenant && { id: `plan-of-${tenant.id}`, name: `Plan ${n}` },
      tenant,
    },
    outcome,
    counts: { total: 2, waiting: 0, working: 1, succeeded: 1, warning: 0, failed: 0, unknown: 0 },
    freshness: LIVE,
    inEnterpriseManager: true,
    tag: null,
  }
  const join = proven ? { plan: { id: `plan-of-${proven.id}`, name: `Plan ${n}` }, tenant: proven } : NO_JOIN
  return { summary, proven: join }
}

const screen = (scope: ScreenScope): ScreenPrincipal => ({
  kind: 'screen',
  screenId: 's',
  name: 'NOC',
  scope,
})
const tenantScreen = ({ id, name }: typeof BIRCH) =>
  screen({ kind: 'tenant', tenantId: id, tenantName: name })

async function read(principal: ScreenPrincipal, runs: Board['runs'], over: Partial<Board> = {}) {
  const board: Board = {
    runs,
    freshness: LIVE,
    emClockAheadMs: 0,
    intervalMs: 3_000,
    unreadable: 4,
    ...over,
  }
  const wall = createWall(
    { board: () => Promise.resolve(board) },
    { tenants: () => ({ known: [BIRCH], unknown: null }) },
    'build',
  )
  return wallReplySchema.parse(await wall.read(principal))
}
const namesOf = ({ sessions }: { sessions: SessionSummary[] }) => sessions.map(({ session }) => session.name)

describe('a tenant’s screen', () => {
  it('shows no run that only a likely join, or one of the record, gives to the tenant', async () => {
    const runs = [
      makeRun(1, { tenant: BIRCH, proven: BIRCH }),
      makeRun(2, { tenant: BIRCH, proven: null }),
      makeRun(3, { tenant: BIRCH, proven: CEDAR }),
      makeRun(4, { tenant: CEDAR, proven: CEDAR }),
      makeRun(5),
    ]
    expect(namesOf(await read(tenantScreen(BIRCH), runs))).toEqual(['Plan 1'])
    expect(namesOf(await read(tenantScreen(CEDAR), runs))).toEqual(['Plan 3', 'Plan 4'])
  })

  it('names no other tenant, no backup server, and no count of what is not its', async () => {
    const reply = await read(tenantScreen(BIRCH), [
      makeRun(1, { tenant: CEDAR, proven: BIRCH }),
      makeRun(2, { tenant: CEDAR, proven: CEDAR, outcome: { ...RUNNING, failedSoFar: 1 } }),
    ])
    const text = JSON.stringify(reply)
    for (const word of ['edar', 'sp-vbr-01', 'esx-07', 'Plan 2']) expect(text).not.toContain(word)
    expect(reply.sessions[0]?.session).toMatchObject({ tenant: BIRCH, plan: { id: 'plan-of-tenant-birch' } })
    expect(reply).toMatchObject({ unreadable: 0, totals: { running: 1, runningWithFailures: 0 } })
  })
})

describe('a screen of chosen runs', () => {
  it('shows those, each with the tenant that its VMs prove or none', async () => {
    const scope = { kind: 'sessions', sessionIds: [idOf(1), idOf(2)] } as const
    const runs = [makeRun(1, { tenant: CEDAR }), makeRun(2, { tenant: CEDAR, proven: CEDAR }), makeRun(3)]
    const reply = await read(screen({ ...scope, sessionIds: [...scope.sessionIds] }), runs)
    expect(reply.sessions.map(({ session }) => [session.name, session.tenant])).toEqual([
      ['Plan 1', null],
      ['Plan 2', CEDAR],
    ])
    expect(namesOf(await read(screen({ kind: 'sessions', sessionIds: [] }), runs))).toEqual([])
  })

  it('carries what a run was, but not the account that said so', async () => {
    const run = makeRun(1)
    const tag = {
      kind: 'test',
      setAtUtc: '2026-11-23T11:30:00.000Z',
      setBy: String.raw`SRV-EM06\zoe`,
    } as const
    const tagged = { ...run, summary: { ...run.summary, tag } }
    const chosen = await read(screen({ kind: 'sessions', sessionIds: [idOf(1)] }), [tagged])
    expect(chosen.sessions[0]?.tag).toEqual({ ...tag, setBy: '' })
    expect((await read(screen({ kind: 'all' }), [tagged])).sessions[0]?.tag).toEqual(tag)
  })
})

describe('the board of all', () => {
  it('has what needs somebody first, then the newest, and tells how many stand where', async () => {
    const end = (result: 'success' | 'warning' | 'failed'): Outcome => ({ kind: 'ended', result })
    const reply = await read(screen({ kind: 'all' }), [
      makeRun(1, { outcome: end('success') }),
      makeRun(2, { outcome: end('warning') }),
      makeRun(3, { outcome: { kind: 'unknown', reported: 'None' } }),
      makeRun(4, { startedAt: '2026-11-23T10:00:00.000Z' }),
      makeRun(5),
      makeRun(6, { outcome: { ...RUNNING, warningSoFar: 1 } }),
      makeRun(7, { outcome: end('failed') }),
      makeRun(8, { outcome: { ...RUNNING, failedSoFar: 2 } }),
    ])
    expect(namesOf(reply)).toEqual([8, 7, 6, 5, 4, 3, 2, 1].map((n) => `Plan ${n}`))
    expect(reply.totals).toEqual({
      running: 4,
      runningWithFailures: 1,
      success: 1,
      warning: 1,
      failed: 1,
      unknown: 1,
    })
    expect(reply.unreadable).toBe(4)
    expect(reply.sessions[0]?.session.backupServer?.name).toBe('sp-vbr-01')
  })

  it('is asked for at least every ten seconds, so that a withdrawn screen is soon blank', async () => {
    const paceOf = async (intervalMs: number) =>
      (await read(screen({ kind: 'all' }), [], { intervalMs })).pollAfterMs
    expect(await Promise.all([3_000, 10_000, 600_000].map(paceOf))).toEqual([3_000, 10_000, 10_000])
  })

  it('says what is wrong in words that name no host, also before anything was read', async () => {
    const problem = {
      code: 'unreachable',
      message: 'connect ECONNREFUSED 10.1.2.3:9398',
      sinceUtc: '2026-11-23T11:59:00.000Z',
      nextTryAtUtc: null,
    } as const
    const freshness: Freshness = { ...LIVE, level: 'late', problem }
    const run = makeRun(1)
    const reply = await read(screen({ kind: 'all' }), [{ ...run, summary: { ...run.summary, freshness } }], {
      freshness,
    })
    expect(JSON.stringify(reply)).not.toContain('10.1.2.3')
    expect(reply.freshness.problem).toEqual({ ...problem, message: 'Enterprise Manager cannot be reached' })

    const wall = createWall(
      {
        board: () =>
          Promise.reject(
            new ReadError('timed_out', 'em.inside.example: no answer', {
              sinceUtc: problem.sinceUtc,
              retryAfterMs: 5,
            }),
          ),
      },
      { tenants: () => ({ known: [], unknown: 'unreachable' }) },
      'build',
    )
    await expect(wall.read(screen({ kind: 'all' }))).rejects.toMatchObject({
      code: 'timed_out',
      message: 'Enterprise Manager does not answer in time',
      sinceUtc: problem.sinceUtc,
      retryAfterMs: 5,
    })
  })
})
