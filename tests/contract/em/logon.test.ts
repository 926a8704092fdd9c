import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { createLogonPauseMemory, type LogonPauseStore } from '@/lib/em/logon-pause-store'
import { errorXml, guid, sessionId, sessionXml, SESSION_GUID } from './documents'
import { hold, letIn, LOGON_PATH, SESSION_ID, TOKEN_PREFIX, type Handler } from './fake-em'
import { createClient, failureOf, PASSWORD, until, USERNAME, withEm, type WithEm } from './with-em'

const MINUTE_MS = 60_000
const isLogon = (entry: { method: string; url: string }): boolean =>
  entry.method === 'POST' && entry.url === LOGON_PATH
const session: Handler = ({ method, url }) =>
  method === 'GET' ? { body: sessionXml({ id: url.slice(-50, -14) }) } : undefined

/** Lets everybody in, but only tokens of these numbers may read. */
function readableWith(...numbers: number[]): Handler {
  return (entry, ...rest) =>
    entry.method === 'GET' &&
    !numbers.some((number) => entry.headers['x-restsvcsessionid'] === `${TOKEN_PREFIX}${number}`)
      ? { status: 401, body: errorXml(401, 'Logon session has expired') }
      : session(entry, ...rest)
}

describe('a logon', () => {
  it('is a POST without a body, with Basic in UTF-8, and its token goes with each read', async () => {
    const { client, em } = await withEm(session)
    await client.readFailoverSession(sessionId())
    const [logon, read] = em.seen
    expect(logon).toMatchObject({ method: 'POST', url: '/api/sessionMngr/?v=latest' })
    expect(logon?.headers.authorization).toBe(
      `Basic ${Buffer.from(`${USERNAME}:${PASSWORD}`, 'utf8').toString('base64')}`,
    )
    expect(logon?.headers).not.toHaveProperty('x-restsvcsessionid')
    expect(read?.headers['x-restsvcsessionid']).toBe(`${TOKEN_PREFIX}1`)
    expect(read?.headers).not.toHaveProperty('authorization')
  })

  it('goes to the path of a proxy', async () => {
    const { em } = await withEm(({ url }) =>
      url === '/veeam/api/sessionMngr/?v=latest' ? letIn(1) : { body: sessionXml() },
    )
    const { client } = createClient({ url: `${em.url}/veeam/api/` })
    await client.readFailoverSession(sessionId())
    expect(em.seen.map((entry) => entry.url)).toEqual([
      '/veeam/api/sessionMngr/?v=latest',
      `/veeam/api/cloud/failoverSessions/${SESSION_GUID}?format=Entity`,
    ])
  })

  it('is one for all first reads', async () => {
    const { client, em } = await withEm(session)
    await Promise.all([1, 2, 3, 4, 5, 6].map((n) => client.readFailoverSession(sessionId(guid(n)))))
    expect(em.logons()).toHaveLength(1)
    expect(em.requests('GET')).toHaveLength(6)
  })

  it('goes on for the others when one of them gives up', async () => {
    const { client, em } = await withEm(session)
    const abort = new AbortController()
    const gone = failureOf(client.readFailoverSession(sessionId(), abort.signal))
    const stays = client.readFailoverSession(sessionId(guid(2)))
    abort.abort()
    expect((await gone).code).toBe('unreachable')
    await expect(stays).resolves.toMatchObject({ id: guid(2) })
    expect(em.logons()).toHaveLength(1)
  })

  it.each([
    ['no token', { status: 201, body: '<LogonSession />' }, 'bad_reply'],
    ['an empty token', { status: 201, headers: { 'X-RestSvcSessionId': ' ' } }, 'bad_reply'],
    ['a page', { status: 200, body: '<html></html>' }, 'bad_reply'],
    ['404', { status: 404, body: 'nothing here' }, 'bad_reply'],
    [
      'a redirect',
      { status: 302, headers: { Location: 'https://elsewhere.test/?canary-location' } },
      'bad_reply',
    ],
    ['503', { status: 503, body: errorXml(503, 'Starting') }, 'upstream_error'],
    ['411', { status: 411 }, 'upstream_error'],
  ])('that is answered with %s is no refusal of the password', async (_what, answer, code) => {
    let answers = 0
    const { client, em, clock } = await withEm((entry, ...rest) => {
      if (!isLogon(entry)) return session(entry, ...rest)
      answers += 1
      return answers === 1 ? answer : undefined
    })
    const error = await failureOf(client.readFailoverSession(sessionId()))
    expect(error.code).toBe(code)
    expect(inspect(error, { depth: 9 })).not.toContain('canary-location')
    expect(client.status()).toMatchObject({ logonPausedUntilUtc: null, lastLogonProblem: { code } })
    clock.advance(3_000)
    await client.readFailoverSession(sessionId())
    expect(em.logons()).toHaveLength(2)
    expect(client.status().lastLogonProblem).toBeNull()
  })

  it('shows in the status', async () => {
    const { client } = await withEm(session)
    expect(client.status()).toMatchObject({ loggedOnSinceUtc: null, userName: null, lastAnswerAtUtc: null })
    await client.readFailoverSession(sessionId())
    expect(client.status()).toMatchObject({
      loggedOnSinceUtc: '2026-11-23T06:45:00.000Z',
      userName: 'EM-INSIDE\\monitor',
      lastAnswerMs: 0,
      lastAnswerAtUtc: '2026-11-23T06:45:00.000Z',
      logonPausedUntilUtc: null,
    })
  })
})

describe('a token that is refused', () => {
  it('is renewed once, for all reads that it failed, and each is repeated once', async () => {
    const { client, em } = await withEm(readableWith(2))
    const ids = [1, 2, 3, 4].map((n) => sessionId(guid(n)))
    const sessions = await Promise.all(ids.map((id) => client.readFailoverSession(id)))
    expect(sessions.map((one) => one.id)).toEqual(ids)
    expect(em.logons()).toHaveLength(2)
    expect(em.requests('GET').length).toBeLessThanOrEqual(8)
  })

  it('twice in a row pauses logons: 60 s, then twice as long, up to 15 minutes', async () => {
    const { client, em, clock } = await withEm(readableWith())
    for (const [logons, pauseMs] of [
      [2, MINUTE_MS],
      [3, 2 * MINUTE_MS],
      [4, 4 * MINUTE_MS],
      [5, 8 * MINUTE_MS],
      [6, 15 * MINUTE_MS],
      [7, 15 * MINUTE_MS],
    ] as const) {
      expect(await failureOf(client.readFailoverSession(sessionId()))).toMatchObject({
        code: 'logon_refused',
        retryAfterMs: pauseMs,
      })
      expect(em.logons()).toHaveLength(logons)
      clock.advance(pauseMs - 1)
      expect((await failureOf(client.readFailoverSession(sessionId()))).retryAfterMs).toBe(1)
      expect(em.logons()).toHaveLength(logons)
      clock.advance(1)
    }
  })

  it('by parallel reads counts once', async () => {
    const { client, em } = await withEm(readableWith())
    const errors = await Promise.all(
      [1, 2, 3].map((n) => failureOf(client.readFailoverSession(sessionId(guid(n))))),
    )
    expect(errors.map((error) => error.retryAfterMs)).toEqual([MINUTE_MS, MINUTE_MS, MINUTE_MS])
    expect(em.logons()).toHaveLength(2)
  })

  it('is forgiven when a read succeeds', async () => {
    const good = [2]
    let isRefusing = true
    const { client, em, clock } = await withEm((entry, ...rest) =>
      isRefusing ? readableWith()(entry, ...rest) : readableWith(...good)(entry, ...rest),
    )
    await failureOf(client.readFailoverSession(sessionId()))
    isRefusing = false
    await client.readFailoverSession(sessionId()) // with the token that was refused before: the fault was EM's
    expect(em.logons()).toHaveLength(2)
    expect(client.status().logonPausedUntilUtc).toBeNull()
    isRefusing = true
    expect((await failureOf(client.readFailoverSession(sessionId()))).retryAfterMs).toBe(MINUTE_MS)
    clock.advance(0)
  })
})

const refusing: Handler = (entry) =>
  isLogon(entry) ? { status: 401, body: errorXml(401, `Bad password ${PASSWORD}`) } : { body: sessionXml() }

describe('a password that is refused', () => {
  it.each([401, 403])('with %i is not tried again for 15 minutes', async (status) => {
    const { client, em, clock } = await withEm((entry) =>
      isLogon(entry) ? { status } : { body: sessionXml() },
    )
    const error = await failureOf(client.readFailoverSession(sessionId()))
    expect(error).toMatchObject({ code: 'logon_refused', retryAfterMs: 15 * MINUTE_MS })
    clock.advance(5 * MINUTE_MS)
    expect((await failureOf(client.readFailoverSessions())).retryAfterMs).toBe(10 * MINUTE_MS)
    expect((await failureOf(client.readCapability())).code).toBe('logon_refused')
    expect(em.seen).toHaveLength(1)
    expect(client.status()).toMatchObject({
      logonPausedUntilUtc: '2026-11-23T07:00:00.000Z',
      lastLogonProblem: { code: 'logon_refused', atUtc: '2026-11-23T06:45:00.000Z' },
    })
    clock.advance(10 * MINUTE_MS)
    await failureOf(client.readFailoverSession(sessionId()))
    expect(em.logons()).toHaveLength(2)
  })

  it('does not show in any message, whatever EM writes', async () => {
    const { client } = await withEm(refusing)
    const error = await failureOf(client.readFailoverSession(sessionId()))
    expect(error.message).toContain('Bad password [redacted]')
  })

  it('is not tried again after a restart', async () => {
    const logonPause = createLogonPauseMemory()
    const { client, em, clock } = await withEm(refusing, { logonPause })
    await failureOf(client.readFailoverSession(sessionId()))
    clock.advance(MINUTE_MS)
    const again = createClient({ url: em.url, logonPause, now: clock.now })
    expect(await failureOf(again.client.readFailoverSession(sessionId()))).toMatchObject({
      code: 'logon_refused',
      retryAfterMs: 14 * MINUTE_MS,
    })
    expect(em.logons()).toHaveLength(1)
  })

  it.each([{ password: 'another' }, { username: 'another' }])(
    'is tried at once after a change of %j, and lifts the pause for good',
    async (change) => {
      const logonPause = createLogonPauseMemory()
      const { client, em }: WithEm = await withEm(
        (entry, ...rest) =>
          isLogon(entry) && em.logons().length === 1 ? { status: 401 } : session(entry, ...rest),
        { logonPause },
      )
      await failureOf(client.readFailoverSession(sessionId()))
      const changed = createClient({ url: em.url, logonPause, ...change })
      await expect(changed.client.readFailoverSession(sessionId())).resolves.toMatchObject({
        id: SESSION_GUID,
      })
      expect(await logonPause.load()).toBeNull()
    },
  )

  it('is written down before the read fails', async () => {
    const steps: string[] = []
    const memory = createLogonPauseMemory()
    const logonPause: LogonPauseStore = {
      ...memory,
      save: async (record) => {
        await new Promise((resolve) => setImmediate(resolve))
        await memory.save(record)
        steps.push('saved')
      },
    }
    const { client } = await withEm(refusing, { logonPause })
    await failureOf(client.readFailoverSession(sessionId()))
    steps.push('failed')
    expect(steps).toEqual(['saved', 'failed'])
    expect(JSON.stringify(await memory.load())).not.toContain(PASSWORD)
  })

  it('pauses all the same when that cannot be written, with a warning', async () => {
    const logonPause: LogonPauseStore = {
      load: () => Promise.reject(new Error('no such disk')),
      save: () => Promise.reject(Object.assign(new Error('read-only'), { code: 'EROFS' })),
      clear: () => undefined,
    }
    const { client, em, log } = await withEm(refusing, { logonPause })
    await failureOf(client.readFailoverSession(sessionId()))
    await failureOf(client.readFailoverSession(sessionId()))
    expect(em.logons()).toHaveLength(1)
    expect(log).toContainEqual({ level: 'warn', event: 'em.logon_pause_not_saved', reason: 'EROFS' })
  })

  it('pauses no longer than 15 minutes, whatever the record says', async () => {
    const logonPause = createLogonPauseMemory()
    const { client, em, clock } = await withEm(refusing, { logonPause })
    await failureOf(client.readFailoverSession(sessionId()))
    const record = await logonPause.load()
    await logonPause.save({
      untilMs: clock.now() + 1_000 * MINUTE_MS,
      fingerprint: record?.fingerprint ?? '',
    })
    const again = createClient({ url: em.url, logonPause, now: clock.now })
    expect((await failureOf(again.client.readFailoverSession(sessionId()))).retryAfterMs).toBe(15 * MINUTE_MS)
  })
})

describe('a logon that is not answered', () => {
  it('may have counted as a wrong password: the next waits 30 s, then twice as long, up to 5 minutes', async () => {
    const { client, em, clock } = await withEm((_entry, response) => hold(response))
    for (const [attempt, pauseMs] of [30_000, 60_000, 120_000, 240_000, 300_000, 300_000].entries()) {
      const lost = failureOf(client.readFailoverSession(sessionId()))
      await until(() => em.logons().length === attempt + 1)
      clock.advance(10_000)
      expect((await lost).code).toBe('timed_out')
      clock.advance(pauseMs - 1)
      const waiting = await failureOf(client.readFailoverSession(sessionId()))
      expect(waiting).toMatchObject({ code: 'timed_out', retryAfterMs: 1 })
      clock.advance(1)
    }
    expect(em.logons()).toHaveLength(6)
  })

  it('waits only 3 s, doubling, once the password has proved good', async () => {
    let answers = true
    const { client, em, clock } = await withEm((entry, response, request) => {
      if (answers) return session(entry, response, request)
      return entry.method === 'GET' ? { status: 401 } : hold(response)
    })
    await client.readFailoverSession(sessionId())
    answers = false
    for (const [index, pauseMs] of [3_000, 6_000, 12_000].entries()) {
      const lost = failureOf(client.readFailoverSession(sessionId()))
      await until(() => em.logons().length === index + 2)
      clock.advance(10_000)
      expect((await lost).code).toBe('timed_out')
      clock.advance(pauseMs)
    }
  })
})

describe('a logon that fails', () => {
  it('is not tried by each reader anew: 20 reads during the pause make no attempt', async () => {
    const { client, em, clock } = await withEm(({ method }) =>
      method === 'POST' ? { status: 503, body: errorXml(503, 'Starting') } : { body: sessionXml() },
    )
    for (const pauseMs of [3_000, 6_000, 12_000, 24_000, 48_000, 60_000, 60_000]) {
      const before = em.logons().length
      const reads = Array.from({ length: 20 }, (_, n) =>
        failureOf(client.readFailoverSession(sessionId(guid(n + 1)))),
      )
      for (const failure of await Promise.all(reads)) expect(failure.code).toBe('upstream_error')
      clock.advance(pauseMs - 1)
      expect((await failureOf(client.readFailoverSession(sessionId()))).retryAfterMs).toBe(1)
      expect(em.logons()).toHaveLength(before + 1)
      clock.advance(1)
    }
  })
})

describe('the logon session', () => {
  it('is kept alive after 10 idle minutes while something is watched', async () => {
    const { client, em, clock, log } = await withEm(session)
    await client.readFailoverSession(sessionId())
    clock.advance(10 * MINUTE_MS - 1)
    expect(em.requests('GET /api/logonSessions')).toHaveLength(0)
    clock.advance(1)
    await until(() => em.requests('GET /api/logonSessions').length === 1)
    expect(em.requests('GET /api/logonSessions')[0]?.headers['x-restsvcsessionid']).toBe(`${TOKEN_PREFIX}1`)
    await until(() => log.some((event) => event['what'] === 'keep-alive') && clock.pending() === 1)
    clock.advance(10 * MINUTE_MS)
    await until(() => em.requests('GET /api/logonSessions').length === 2)
  })

  it('is not kept alive while it is in use', async () => {
    const { client, em, clock } = await withEm(session)
    for (let minute = 0; minute < 30; minute += 5) {
      await client.readFailoverSession(sessionId())
      clock.advance(5 * MINUTE_MS)
    }
    expect(em.requests('GET /api/logonSessions')).toHaveLength(0)
  })

  it('runs out when nothing is watched', async () => {
    const { client, em, clock } = await withEm(session, { isWatched: () => false })
    await client.readFailoverSession(sessionId())
    clock.advance(60 * MINUTE_MS)
    expect(clock.pending()).toBe(0)
    await client.readFailoverSession(sessionId())
    expect(em.requests('GET /api/logonSessions')).toHaveLength(0)
  })

  it('is ended by its own SessionId, and nothing is sent after that', async () => {
    const { client, em } = await withEm(session)
    await client.readFailoverSession(sessionId())
    await Promise.all([client.dispose(), client.dispose()])
    const deletes = em.requests('DELETE')
    expect(deletes.map((entry) => entry.url)).toEqual([`/api/logonSessions/${SESSION_ID}`])
    expect(deletes[0]?.headers['x-restsvcsessionid']).toBe(`${TOKEN_PREFIX}1`)
    expect((await failureOf(client.readFailoverSession(sessionId()))).code).toBe('unreachable')
    expect(em.requests('GET')).toHaveLength(1)
  })

  it('is given up after 2 s when EM does not answer', async () => {
    const { client, em, clock } = await withEm((entry, response, request) =>
      entry.method === 'DELETE' ? hold(response) : session(entry, response, request),
    )
    await client.readFailoverSession(sessionId())
    const disposed = client.dispose()
    await until(() => em.requests('DELETE').length === 1)
    clock.advance(2_000)
    await expect(disposed).resolves.toBeUndefined()
  })

  it('is not needed to end a client that never logged on', async () => {
    const { client, em } = await withEm(session)
    await client.dispose()
    expect(em.seen).toEqual([])
  })

  it('ends reads under way when the client ends', async () => {
    const { client, em } = await withEm((entry, response) =>
      entry.method === 'GET' ? hold(response) : undefined,
    )
    const reads = [1, 2, 3].map((n) => failureOf(client.readFailoverSession(sessionId(guid(n)))))
    await until(() => em.requests('GET').length === 2)
    await client.dispose()
    expect((await Promise.all(reads)).map((error) => error.code)).toEqual([
      'unreachable',
      'unreachable',
      'unreachable',
    ])
    expect(em.requests('DELETE')).toHaveLength(1)
  })
})
