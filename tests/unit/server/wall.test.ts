import { describe, expect, it } from 'vitest'
import type { SessionSummary } from '@/lib/api/replies'
import { DEFAULT_SCREEN_SETTINGS } from '@/lib/api/screen-settings'
import { wallReplySchema } from '@/lib/api/screen-replies'
import type { ScreenPrincipal } from '@/lib/auth/principal'
import type { ScreenScope } from '@/lib/auth/screen-scope'
import type { TaskSession } from '@/lib/failover/failover-session'
import type { Freshness } from '@/lib/failover/freshness'
import { parseSessionId, type SessionId } from '@/lib/failover/ids'
import type { Outcome } from '@/lib/failover/outcome'
import { ReadError } from '@/lib/failover/read-error'
import { type Board, type BoardRun, createShared, toShownFailures } from '@/lib/server/board'
import { createScreenCodes, createToCode } from '@/lib/server/screen-codes'
import { NO_JOIN } from '@/lib/server/surroundings'
import { createWall } from '@/lib/server/wall'
import { NOTHING_SAID_IN_SHORT } from '../samples/teamwork'

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

const NOW_MS = Date.parse('2026-11-23T12:00:01.000Z')
const BESIDE = { codes: createScreenCodes(createToCode('key')), build: 'build', now: () => NOW_MS }
const RUNNING: Outcome = { kind: 'running', failedSoFar: 0, warningSoFar: 0 }

function makeRun(
  n: number,
  over: {
    outcome?: Outcome
    tenant?: typeof BIRCH | null
    proven?: typeof BIRCH | null
    startedAt?: string
  } = {},
): BoardRun {
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
    ...NOTHING_SAID_IN_SHORT,
    inEnterpriseManager: true,
    tag: null,
    recovery: { rtoTargetMs: 3_600_000, rpoTargetMs: null, worstRpoMs: 60_000 },
    attempt: null,
  }
  const join = proven ? { plan: { id: `plan-of-${proven.id}`, name: `Plan ${n}` }, tenant: proven } : NO_JOIN
  return { summary, proven: join, rtoTargetMs: null, failures: [] }
}

const screen = (scope: ScreenScope): ScreenPrincipal => ({
  kind: 'screen',
  screenId: 's',
  name: 'NOC',
  scope,
})
const tenantScreen = ({ id, name }: typeof BIRCH) =>
  screen({ kind: 'tenant', tenantId: id, tenantName: name })

const PLAIN = { settings: DEFAULT_SCREEN_SETTINGS, commands: [] }

const makeBoard = (runs: BoardRun[], over: Partial<Board> = {}): Board => ({
  runs,
  freshness: LIVE,
  emClockAheadMs: 0,
  intervalMs: 3_000,
  unreadable: 4,
  ...over,
})

async function read(principal: ScreenPrincipal, runs: BoardRun[], over: Partial<Board> = {}, of = PLAIN) {
  const board = makeBoard(runs, over)
  const wall = createWall(
    { board: () => Promise.resolve(board) },
    { tenants: () => ({ known: [BIRCH], unknown: null }) },
    BESIDE,
  )
  return wallReplySchema.parse(await wall.read(principal, of))
}
const namesOf = ({ sessions }: { sessions: SessionSummary[] }) => sessions.map(({ session }) => session.name)

describe('a screen in codes', () => {
  const codes = { ...PLAIN, settings: { ...DEFAULT_SCREEN_SETTINGS, names: 'codes' as const } }
  const failing = (): BoardRun => ({
    ...makeRun(1, { tenant: BIRCH, proven: BIRCH, outcome: { ...RUNNING, failedSoFar: 1 } }),
    failures: [{ vmName: 'birch-sql02', message: 'host esx-07 is full' }],
  })

  it('names no tenant, plan, VM, host or server, and the same code stands for the same tenant', async () => {
    const all = await read(screen({ kind: 'all' }), [failing(), makeRun(2, { tenant: CEDAR })], {}, codes)
    const text = JSON.stringify(all).toLowerCase()
    const { name } = BIRCH
    for (const word of [name, CEDAR.name, 'plan 1', 'plan 2', 'sql02', 'esx-07', 'sp-vbr-01', 'host'])
      expect(text).not.toContain(word.toLowerCase())
    const [one, other] = all.sessions.map(({ session }) => session.tenant?.name)
    expect(one).toMatch(/^Tenant [A-Z0-9]{4}$/)
    expect(other).not.toBe(one)
    const own = await read(tenantScreen(BIRCH), [failing()], {}, codes)
    expect(own.sessions[0]?.session.tenant?.name).toBe(one)
    expect(own.screen.scope).toMatchObject({ tenantName: one })
    expect(JSON.stringify(own)).not.toContain(name)
  })

  it('is no other screen’s answer', async () => {
    const board = makeBoard([failing()])
    const wall = createWall(
      { board: () => Promise.resolve(board) },
      { tenants: () => ({ known: [BIRCH], unknown: null }) },
      BESIDE,
    )
    const inCodes = await wall.read(screen({ kind: 'all' }), codes)
    const inNames = await wall.read(screen({ kind: 'all' }), PLAIN)
    expect([inCodes, inNames].map(namesOf)).toEqual([
      [expect.stringMatching(/^Plan [A-Z0-9]{4}$/)],
      ['Plan 1'],
    ])
  })
})

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
    expect(reply).toMatchObject({ unreadable: 0, totals: { running: 1, withFailures: 0 } })
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
      withFailures: 1,
      success: 1,
      warning: 1,
      failed: 1,
      unknown: 1,
    })
    expect(reply.unreadable).toBe(4)
    expect(reply.sessions[0]?.session.backupServer?.name).toBe('sp-vbr-01')
  })

  it('counts a run that was lost sight of with a failure as one with failures, before what is over', async () => {
    const lost = (n: number, failed: number): BoardRun => {
      const run = makeRun(n, { outcome: { kind: 'unknown', reported: 'Working' } })
      const counts = { ...run.summary.counts, failed }
      return { ...run, summary: { ...run.summary, counts, inEnterpriseManager: false } }
    }
    const reply = await read(screen({ kind: 'all' }), [
      makeRun(1, { outcome: { kind: 'ended', result: 'warning' } }),
      lost(2, 1),
      lost(3, 0),
      makeRun(4),
    ])
    expect(namesOf(reply)).toEqual([2, 4, 3, 1].map((n) => `Plan ${n}`))
    expect(reply.totals).toMatchObject({ running: 1, withFailures: 1, unknown: 2 })
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
      BESIDE,
    )
    await expect(wall.read(screen({ kind: 'all' }), PLAIN)).rejects.toMatchObject({
      code: 'timed_out',
      message: 'Enterprise Manager does not answer in time',
      sinceUtc: problem.sinceUtc,
      retryAfterMs: 5,
    })
  })
})

const END_MS = NOW_MS - 60_000
const ended = (n: number, result: 'success' | 'warning' | 'failed', endMs: number): BoardRun => {
  const run = makeRun(n, { outcome: { kind: 'ended', result } })
  const session = { ...run.summary.session, endTimeUtc: new Date(endMs).toISOString() }
  return { ...run, summary: { ...run.summary, session } }
}
const HOUR_MS = 3_600_000

describe('what has ended', () => {
  it('stays two hours beside what runs, and as the last results while nothing does', async () => {
    const over = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => ended(n, 'success', NOW_MS - n * HOUR_MS + 1_000))
    const busy = await read(screen({ kind: 'all' }), [...over, makeRun(9)])
    expect(namesOf(busy)).toEqual(['Plan 9', 'Plan 1', 'Plan 2'])
    const quiet = await read(screen({ kind: 'all' }), over)
    expect(namesOf(quiet)).toEqual([1, 2, 3, 4, 5, 6].map((n) => `Plan ${n}`))
  })

  it('is counted for the day of UTC, by its end, and only within the scope', async () => {
    const runs = [
      ended(1, 'success', END_MS),
      ended(2, 'failed', Date.parse('2026-11-23T00:00:00.000Z')),
      ended(3, 'failed', Date.parse('2026-11-22T23:59:59.000Z')),
      ended(4, 'warning', END_MS),
      makeRun(5, { outcome: { kind: 'unknown', reported: '' } }),
      makeRun(6),
    ]
    const today = { dateUtc: '2026-11-23', success: 1, warning: 1, failed: 1, unknown: 0 }
    expect((await read(screen({ kind: 'all' }), runs)).today).toEqual(today)
    const chosen = await read(screen({ kind: 'sessions', sessionIds: [idOf(1)] }), runs)
    expect(chosen.today).toEqual({ ...today, warning: 0, failed: 0 })
  })
})

describe('a tile', () => {
  const failure = { vmName: 'sql02', message: 'host esx-07 is full' }
  const withMore = (run: BoardRun): BoardRun => ({ ...run, rtoTargetMs: HOUR_MS, failures: [failure] })

  it('carries the goal of its plan and what failed; the provider’s own words only to the provider’s screens', async () => {
    const proven = withMore(makeRun(1, { tenant: BIRCH, proven: BIRCH }))
    const likely = withMore(makeRun(2, { tenant: BIRCH }))
    const all = await read(screen({ kind: 'all' }), [proven, likely])
    expect(all.sessions.map(({ rtoTargetMs, failures }) => [rtoTargetMs, failures])).toEqual([
      [HOUR_MS, [failure]],
      [HOUR_MS, [failure]],
    ])
    const part = await read(screen({ kind: 'sessions', sessionIds: [idOf(1), idOf(2)] }), [proven, likely])
    expect(part.sessions.map(({ rtoTargetMs, failures }) => [rtoTargetMs, failures])).toEqual([
      [HOUR_MS, []],
      [null, []],
    ])
  })

  it('names a few of the VMs that failed, and none that did not', () => {
    const task = (n: number, result: string) =>
      makeTaskSession({ vmName: `vm${n}`, result, failureMessage: `why ${n}` })
    expect(toShownFailures([task(1, 'Success'), task(2, 'Failed'), task(3, 'Failed')])).toEqual([
      { vmName: 'vm2', message: 'why 2' },
      { vmName: 'vm3', message: 'why 3' },
    ])
    expect(toShownFailures([1, 2, 3, 4, 5].map((n) => task(n, 'Failed')))).toHaveLength(3)
  })
})

const makeTaskSession = (over: Partial<TaskSession>): TaskSession => ({
  key: 'k',
  vmName: null,
  vmReplicaPoint: null,
  creationTimeUtc: null,
  endTimeUtc: null,
  state: 'Stopped',
  result: 'Success',
  progress: 100,
  failureMessage: null,
  ...over,
})

describe('screens by the dozen', () => {
  it('of one scope share one view for as long as nothing was read anew; another scope has its own', async () => {
    let board = makeBoard([makeRun(1), makeRun(2)])
    const wall = createWall(
      { board: () => Promise.resolve(board) },
      { tenants: () => ({ known: [], unknown: null }) },
      BESIDE,
    )
    const readAll = () =>
      Promise.all(
        Array.from({ length: 20 }, (_, n) =>
          wall.read({ ...screen({ kind: 'all' }), screenId: `s${n}`, name: `NOC ${n}` }, PLAIN),
        ),
      )
    const first = await readAll()
    expect(new Set(first.map(({ sessions }) => sessions)).size).toBe(1)
    expect(new Set(first.map((reply) => reply.screen.name)).size).toBe(20)
    expect((await readAll())[7]?.sessions).toBe(first[0]?.sessions)
    const other = await wall.read(screen({ kind: 'sessions', sessionIds: [idOf(2)] }), PLAIN)
    expect(namesOf(other)).toEqual(['Plan 2'])
    board = { ...board }
    expect((await readAll())[0]?.sessions).not.toBe(first[0]?.sessions)
  })

  it('let one of them compute, and compute again for what is new, too old, failed or forgotten', async () => {
    let nowMs = 0
    let computed = 0
    const shared = createShared<number>(() => nowMs)
    const get = (mark: string): Promise<number> =>
      shared.get(mark, 3_000, () => {
        computed += 1
        return mark === 'bad' ? Promise.reject(new Error('bad')) : Promise.resolve(computed)
      })
    expect(await Promise.all(Array.from({ length: 50 }, () => get('a')))).toEqual(Array(50).fill(1))
    nowMs = 2_999
    expect(await get('a')).toBe(1)
    expect(await get('b')).toBe(2)
    nowMs = 5_999
    expect(await get('b')).toBe(3)
    shared.forget()
    expect(await get('b')).toBe(4)
    await expect(get('bad')).rejects.toThrow('bad')
    await expect(get('bad')).rejects.toThrow('bad')
    expect(computed).toBe(6)
    nowMs = -1
    expect(await get('bad').catch(() => 'again')).toBe('again')
    expect(computed).toBe(7)
  })
})
