import { createServer, type Socket } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { guid, pointId, sessionId, sessionXml, SESSION_GUID } from './documents'
import { hold, type Handler } from './fake-em'
import { createClient, failureOf, until, withEm } from './with-em'

const session: Handler = ({ method, url }) =>
  method === 'GET' ? { body: sessionXml({ id: url.slice(-50, -14) }) } : undefined

describe('requests', () => {
  it('are at most two at a time, those of sessions first', async () => {
    const answer: (() => void)[] = []
    let most = 0
    const { client, em } = await withEm((entry, response) => {
      if (entry.method !== 'GET') return undefined
      answer.push(() => response.end(sessionXml({ id: entry.url.slice(-50, -14) })))
      return hold(response)
    })
    const optional = [1, 2, 3].map((n) => failureOf(client.readReplicaPoint(pointId(guid(n)))))
    await until(() => em.requests('GET').length === 2)
    const sessions = [4, 5].map((n) => client.readFailoverSession(sessionId(guid(n))))
    for (let answered = 0; answered < 5; answered += 1) {
      await until(() => answer.length > answered)
      most = Math.max(most, answer.length - answered)
      answer[answered]?.()
    }
    await Promise.all([...optional, ...sessions])
    expect(most).toBeLessThanOrEqual(2)
    expect(em.connections()).toBeLessThanOrEqual(2)
    expect(em.requests('GET').map((entry) => Number(`0x${entry.url.slice(-15, -14)}`))).toEqual([
      1, 2, 4, 5, 3,
    ])
  })

  it('keep their connection', async () => {
    const { client, em } = await withEm(session)
    for (const n of [1, 2, 3, 4]) await client.readFailoverSession(sessionId(guid(n)))
    expect(em.connections()).toBe(1)
  })

  it('are timed from when they are sent, not while they wait', async () => {
    const { client, em, clock } = await withEm((entry, response) =>
      entry.method === 'GET' ? hold(response) : undefined,
    )
    const reads = [1, 2, 3].map((n) => failureOf(client.readFailoverSession(sessionId(guid(n)))))
    await until(() => em.requests('GET').length === 2)
    clock.advance(10_000)
    const [first, second] = await Promise.all(reads.slice(0, 2))
    expect([first?.code, second?.code]).toEqual(['timed_out', 'timed_out'])
    await until(() => em.requests('GET').length === 3)
    clock.advance(9_999)
    expect(em.requests('GET')).toHaveLength(3)
    clock.advance(1)
    expect((await Promise.all(reads)).map((error) => error.code)).toEqual([
      'timed_out',
      'timed_out',
      'timed_out',
    ])
  })

  it('are timed with their body', async () => {
    const { client, clock, em } = await withEm((entry, response) => {
      if (entry.method !== 'GET') return undefined
      response.writeHead(200, { 'Content-Length': '1000' })
      response.write('<Cloud')
      return hold(response)
    })
    const read = failureOf(client.readFailoverSession(sessionId()))
    await until(() => em.requests('GET').length === 1)
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    clock.advance(10_000)
    expect((await read).code).toBe('timed_out')
  })

  it('that are given up while they wait make room', async () => {
    const { client, em } = await withEm((entry, response) =>
      entry.method === 'GET' ? hold(response) : undefined,
    )
    const two = [1, 2].map((n) => {
      const abort = new AbortController()
      return { abort, failed: failureOf(client.readFailoverSession(sessionId(guid(n)), abort.signal)) }
    })
    await until(() => em.requests('GET').length === 2)
    const waiting = new AbortController()
    const given = failureOf(client.readFailoverSession(sessionId(guid(3)), waiting.signal))
    const next = failureOf(client.readFailoverSession(sessionId(guid(4))))
    waiting.abort()
    expect((await given).code).toBe('unreachable')
    two[0]?.abort.abort()
    await until(() => em.requests('GET').length === 3)
    expect(em.requests('GET')[2]?.url).toContain(guid(4))
    await client.dispose()
    await Promise.all([next, ...two.map((one) => one.failed)])
  })

  it('that are given up before they begin are not sent', async () => {
    const { client, em } = await withEm(session)
    await client.readFailoverSession(sessionId())
    expect((await failureOf(client.readFailoverSession(sessionId(), AbortSignal.abort()))).code).toBe(
      'unreachable',
    )
    expect(em.requests('GET')).toHaveLength(1)
  })
})

describe('replies', () => {
  it('may be as large as the limit', async () => {
    const body = sessionXml()
    const { client } = await withEm(({ method }) => (method === 'GET' ? { body } : undefined), {
      maxReplyBytes: Buffer.byteLength(body) + 2_000,
    })
    await expect(client.readFailoverSession(sessionId())).resolves.toMatchObject({ id: SESSION_GUID })
  })

  it('that announce more are not read', async () => {
    const { client } = await withEm(
      (entry, response) => {
        if (entry.method !== 'GET') return undefined
        response.writeHead(200, { 'Content-Length': '1000000000' })
        response.write(' ')
        return hold(response)
      },
      { maxReplyBytes: 10_000 },
    )
    expect(await failureOf(client.readFailoverSession(sessionId()))).toMatchObject({
      code: 'bad_reply',
      message: expect.stringContaining('larger than 10000 bytes'),
    })
  })

  it('that turn out longer are read no further', async () => {
    let stopped = false
    const { client } = await withEm(
      (entry, response) => {
        if (entry.method !== 'GET') return undefined
        response.writeHead(200)
        response.on('close', () => {
          stopped = true
        })
        const more = (): void => {
          if (!stopped) response.write(Buffer.alloc(10_000, ' '), () => setImmediate(more))
        }
        more()
        return hold(response)
      },
      { maxReplyBytes: 100_000 },
    )
    expect((await failureOf(client.readFailoverSession(sessionId()))).code).toBe('bad_reply')
    await until(() => stopped)
  })

  it.each([
    ['to another port or protocol', (otherUrl: string) => `${otherUrl}/api/?canary-location`],
    ['to another host', () => 'https://elsewhere.test/?canary-location'],
    ['to another path', () => '/canary-location'],
    ['nowhere', () => 'http://['],
  ])('that redirect %s are not followed', async (where, toLocation) => {
    const { em: other } = await withEm(() => ({ body: sessionXml() }))
    const { client } = await withEm(({ method }) =>
      method === 'GET' ? { status: 307, headers: { Location: toLocation(other.url) } } : undefined,
    )
    const error = await failureOf(client.readFailoverSession(sessionId()))
    expect(error.code).toBe('bad_reply')
    expect(error.message).toContain(`EM_URL redirects ${where} (307`)
    expect(error.message).not.toContain('canary')
    expect(other.seen).toEqual([])
  })

  it('that break off are bad replies', async () => {
    const { client } = await withEm((entry, response) => {
      if (entry.method !== 'GET') return undefined
      response.writeHead(200, { 'Content-Length': '1000' })
      response.write('<CloudFailoverSession', () => response.destroy())
      return hold(response)
    })
    expect((await failureOf(client.readFailoverSession(sessionId()))).code).toBe('bad_reply')
  })

  it('tell how far their clock is from ours, and when they came', async () => {
    const { client } = await withEm((entry, ...rest) => {
      const answer = session(entry, ...rest)
      return answer && { ...answer, headers: { Date: 'Mon, 23 Nov 2026 06:50:00 GMT' } }
    })
    await client.readFailoverSession(sessionId())
    expect(client.status().clockAheadMs).toBeGreaterThan(298_000)
    expect(client.status().clockAheadMs).toBeLessThan(302_000)
  })
})

describe('a connection', () => {
  it('that was closed while it was kept is made anew, once, for a read', async () => {
    const { client, em, log } = await withEm(closingKept((method) => method === 'GET'))
    await client.readFailoverSession(sessionId())
    await client.readFailoverSession(sessionId(guid(2)))
    expect(log.filter((event) => event.event === 'em.stale_connection').length).toBeGreaterThan(0)
    expect(em.logons()).toHaveLength(1)
  })

  it('that is fresh and closed is not made anew', async () => {
    const { client, em } = await withEm((entry, response, request) => {
      if (entry.method !== 'GET')
        return { status: 201, headers: { 'X-RestSvcSessionId': 't', Connection: 'close' } }
      request.socket.destroy()
      return hold(response)
    })
    expect((await failureOf(client.readFailoverSession(sessionId()))).code).toBe('unreachable')
    expect(em.requests('GET')).toHaveLength(1)
  })

  it('that was closed is not made anew for an order', async () => {
    const { client, em } = await withEm(closingKept((method) => method === 'POST'))
    await client.readFailoverSession(sessionId())
    expect((await failureOf(client.startCollection(guid(9)))).code).toBe('unreachable')
    expect(em.requests('POST /api/backupServers')).toHaveLength(1)
  })
})

describe('a server that cannot be reached', () => {
  it('is told from one that refuses, one that resets and one that speaks something else', async () => {
    const closed = await withEm(session)
    await closed.em.close()
    const addresses = {
      unknown: 'http://em.invalid:9398',
      refuses: closed.em.url,
      resets: `http://${await rawServer((socket) => socket.once('data', () => socket.resetAndDestroy()))}`,
      closes: `http://${await rawServer((socket) => socket.once('data', () => socket.destroy()))}`,
      withoutTls: `https://${await rawServer((socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')))}`,
    }
    const messages = await Promise.all(
      Object.values(addresses).map(async (url) => {
        const error = await failureOf(createClient({ url }).client.readFailoverSession(sessionId()))
        expect(error.code).toBe('unreachable')
        return error.message
      }),
    )
    expect(new Set(messages).size).toBe(messages.length)
    expect(messages[0]).toMatch(/DNS/)
    expect(messages[1]).toMatch(/refuses/)
    expect(messages[2]).toMatch(/reset/)
    expect(messages[4]).toMatch(/TLS/)
  })

  it('speaks no HTTP', async () => {
    const url = `http://${await rawServer((socket) => socket.once('data', () => socket.end('canary-banner 220 ready\r\n')))}`
    const error = await failureOf(createClient({ url }).client.readFailoverSession(sessionId()))
    expect(error.code).toBe('bad_reply')
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('canary')
  })
})

/** Closes a kept connection at its second request, as http.sys does with one it holds for idle. */
function closingKept(which: (method: string) => boolean): Handler {
  const used = new Map<number, number>()
  return (entry, response, request) => {
    const count = (used.get(entry.connection) ?? 0) + 1
    used.set(entry.connection, count)
    if (count > 1 && which(entry.method)) {
      request.socket.destroy()
      return hold(response)
    }
    return session(entry, response, request) ?? (entry.method === 'POST' ? undefined : { status: 204 })
  }
}

/** A port that does with connections what it is told. */
async function rawServer(onConnection: (socket: Socket) => void): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    onConnection(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise((resolve) => server.close(() => resolve(undefined))))
  const address = server.address()
  return `localhost:${typeof address === 'object' && address ? address.port : 0}`
}
