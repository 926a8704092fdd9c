import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createWallReader, nextReadMs, type WallState } from '@/components/wall/wall-reader'
import type { ProblemCode } from '@/lib/api/problem'

type Answer = { status?: number; problem?: ProblemCode; body?: unknown; sinceUtc?: string } | 'silence'

/** What the server answers to each next request, by its method; the last answer stays. */
let answers: { GET: Answer[]; POST: Answer[] }
let asked: string[]
let nowMs: number

const BOARD = {
  body: { sessions: [], freshness: { observedAtUtc: '2026-11-23T12:00:00Z' }, pollAfterMs: 3_000 },
}
const codeOf = (code: string): Answer => ({
  body: { code, expiresAtUtc: '2026-11-23T12:10:00Z', expiresAfterMs: 600_000, pollAfterMs: 2_000 },
})

beforeEach(() => {
  answers = { GET: [], POST: [] }
  asked = []
  nowMs = 1_000
  vi.stubGlobal('fetch', (path: string, { method = 'GET' }: RequestInit) => {
    asked.push(`${method} ${path}`)
    const queue = method === 'POST' ? answers.POST : answers.GET
    const answer = queue.length > 1 ? queue.shift() : queue[0]
    if (answer === undefined || answer === 'silence') return Promise.reject(new TypeError('fetch failed'))
    const { problem, body, sinceUtc, status = problem ? 401 : 200 } = answer
    return Promise.resolve(
      problem
        ? new Response(JSON.stringify({ code: problem, detail: problem, ...(sinceUtc && { sinceUtc }) }), {
            status,
            headers: { 'Content-Type': 'application/problem+json' },
          })
        : Response.json(body, { status }),
    )
  })
})
afterEach(() => vi.unstubAllGlobals())

function start() {
  const read = createWallReader(() => nowMs)
  return (): Promise<WallState> => read(new AbortController().signal)
}

describe('a wall that nobody has approved', () => {
  it('asks for a code by itself, keeps it while it lives, and then asks for another', async () => {
    answers = {
      GET: [
        { problem: 'screen_not_paired' },
        { problem: 'screen_pending' },
        { problem: 'screen_expired' },
        { problem: 'screen_pending' },
      ],
      POST: [codeOf('K7M4XR'), codeOf('CDFGHJ')],
    }
    const read = start()
    expect(await read()).toMatchObject({ kind: 'code', code: { code: 'K7M4XR', arrivedAtWallMs: 1_000 } })
    expect(await read()).toMatchObject({ kind: 'code', code: { code: 'K7M4XR' }, silentSinceMs: null })
    expect(await read()).toMatchObject({ kind: 'code', code: { code: 'CDFGHJ' } })
    expect(await read()).toMatchObject({ kind: 'code', code: { code: 'CDFGHJ' } })
    expect(asked.filter((one) => one === 'POST /api/screens/pairing')).toHaveLength(2)
  })

  it('gets a new code after a reload, since nobody knows the earlier one', async () => {
    answers = { GET: [{ problem: 'screen_pending' }], POST: [codeOf('K7M4XR')] }
    expect(await start()()).toMatchObject({ kind: 'code', code: { code: 'K7M4XR' } })
  })

  it('says that the browser keeps no cookies instead of asking for ever', async () => {
    answers = { GET: [{ problem: 'screen_not_paired' }], POST: [codeOf('K7M4XR')] }
    const read = start()
    await read()
    await read()
    const state = await read()
    expect(state).toMatchObject({ kind: 'code', code: null, noCode: 'no_cookies' })
    expect(asked.filter((one) => one.startsWith('POST'))).toHaveLength(2)
    expect(nextReadMs(state)).toBe(15_000)
    // Once they are allowed it goes on.
    answers.GET = [{ problem: 'screen_not_paired' }, { problem: 'screen_pending' }]
    await read()
    expect(await read()).toMatchObject({ code: { code: 'K7M4XR' } })
  })

  it('keeps the code and says since when, while the monitor does not answer', async () => {
    answers = { GET: [{ problem: 'screen_not_paired' }, 'silence'], POST: [codeOf('K7M4XR')] }
    const read = start()
    await read()
    nowMs = 5_000
    await read()
    nowMs = 9_000
    expect(await read()).toMatchObject({ code: { code: 'K7M4XR' }, silentSinceMs: 5_000 })
    answers.GET = [{ problem: 'screen_pending' }]
    expect(await read()).toMatchObject({ code: { code: 'K7M4XR' }, silentSinceMs: null })
  })

  it('passes on why there is no code', async () => {
    answers = {
      GET: [{ problem: 'screen_not_paired' }],
      POST: [{ problem: 'too_many_requests', status: 429 }],
    }
    expect(await start()()).toMatchObject({ code: null, noCode: { problem: { code: 'too_many_requests' } } })
  })
})

describe('a wall that is paired', () => {
  it('keeps its board while the monitor does not answer, and says so', async () => {
    answers.GET = [BOARD, 'silence']
    const read = start()
    const board = await read()
    expect(board).toMatchObject({ kind: 'board', error: null })
    expect(nextReadMs(board)).toBe(3_000)
    const silent = await read()
    expect(silent).toMatchObject({ kind: 'board', error: { problem: null } })
    expect(nextReadMs(silent)).toBe(5_000)
  })

  it('keeps its board while the record is away or anything else is wrong with the monitor', async () => {
    answers.GET = [
      BOARD,
      { problem: 'record_unavailable', status: 503 },
      { problem: 'internal', status: 500 },
    ]
    const read = start()
    await read()
    expect(await read()).toMatchObject({ kind: 'board', error: { problem: { code: 'record_unavailable' } } })
    expect(await read()).toMatchObject({ kind: 'board', error: { problem: { code: 'internal' } } })
  })

  const LOST_RIGHT = ['screen_revoked', 'screen_not_paired', 'screen_expired', 'screen_pending'] as const
  it.each(LOST_RIGHT)('drops its board at %s, although no code can be had', async (problem) => {
    answers = { GET: [BOARD, { problem, status: 410 }], POST: ['silence'] }
    const read = start()
    await read()
    const state = await read()
    expect(state.kind).toBe('code')
    expect(JSON.stringify(state)).not.toContain('freshness')
  })

  it('keeps saying since when it is withdrawn until it is paired anew', async () => {
    const sinceUtc = '2026-11-23T12:04:00Z'
    answers = {
      GET: [
        BOARD,
        { problem: 'screen_revoked', status: 410, sinceUtc },
        { problem: 'screen_pending' },
        { problem: 'screen_expired', status: 410 },
        BOARD,
        { problem: 'screen_not_paired' },
      ],
      POST: [codeOf('K7M4XR')],
    }
    const read = start()
    await read()
    for (let n = 0; n < 3; n += 1) expect(await read()).toMatchObject({ withdrawnSinceUtc: sinceUtc })
    expect(await read()).toMatchObject({ kind: 'board' })
    expect(await read()).toMatchObject({ kind: 'code', withdrawnSinceUtc: null })
  })
})

describe('a wall that has read nothing yet', () => {
  it('says why and since when, and goes on asking', async () => {
    answers.GET = ['silence']
    const read = start()
    await read()
    nowMs = 60_000
    const state = await read()
    expect(state).toMatchObject({ kind: 'nothing', sinceMs: 1_000 })
    expect(nextReadMs(state)).toBe(5_000)
    answers.GET = [BOARD]
    expect(await read()).toMatchObject({ kind: 'board' })
  })

  it('drops its code when it is approved while Enterprise Manager is away', async () => {
    answers = {
      GET: [{ problem: 'screen_not_paired' }, { problem: 'timed_out', status: 504 }],
      POST: [codeOf('K7M4XR')],
    }
    const read = start()
    await read()
    expect(await read()).toMatchObject({ kind: 'nothing', error: { problem: { code: 'timed_out' } } })
  })

  it('tells a refusal of Enterprise Manager from its own silence', async () => {
    answers.GET = [{ problem: 'unreachable', status: 502 }]
    expect(await start()()).toMatchObject({ kind: 'nothing', error: { problem: { code: 'unreachable' } } })
  })
})
