import { createServer, request, type IncomingMessage, type RequestOptions } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createAddressLimit } from '@/lib/server/address-limit'
import { createClientAddress } from '@/lib/server/client-address'
import { createFrontDoor } from '@/lib/server/front-door'
import { createGatekeeper, hostsOf } from '@/lib/server/gatekeeper'

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

type Inner = Parameters<typeof createServer>[1]

/** A front door on a real socket, before a server that stands for Next. */
async function start(inner: Inner, { perSecond = 1_000, isHttps = false } = {}): Promise<number> {
  const server = createServer({ maxHeaderSize: 8_192 })
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done)
  })
  closers.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo // safe: it listens on TCP
  const door = createFrontDoor({
    resolveClient: createClientAddress([]),
    refuse: createGatekeeper(hostsOf(port, null, '127.0.0.1')),
    limit: createAddressLimit(perSecond),
    isHttps,
  })
  server.on('request', (asked, response) => {
    void door.admit(asked, response).then((isIn) => isIn && inner?.(asked, response))
  })
  server.on('clientError', door.refuseUnreadable)
  return port
}

type Reply = { status: number; headers: IncomingMessage['headers']; body: string }

function ask(port: number, options: RequestOptions = {}): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path: '/api/x', ...options }, (response) => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', (part: string) => (body += part))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }))
    })
    sent.on('error', reject)
    sent.end()
  })
}

const codeOf = ({ body }: Reply): unknown => (JSON.parse(body) as { code?: unknown }).code // safe: only read

describe('front door', () => {
  it('lets a flood from one address wait, with words and a time', async () => {
    const port = await start((_request, response) => response.end('in'), { perSecond: 3 })
    const replies = []
    for (let n = 0; n < 5; n += 1) replies.push(await ask(port))
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 429, 429])
    const last = replies[4]
    expect(last && codeOf(last)).toBe('too_many_requests')
    expect(Number(last?.headers['retry-after'])).toBeGreaterThanOrEqual(1)
    expect(last?.headers['content-type']).toBe('application/problem+json')
  })

  it('answers whoever opens a page with a page, which comes back by itself where waiting helps', async () => {
    const headers = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
    const port = await start((_request, response) => response.end('in'), { perSecond: 1 })
    const [, wait] = [
      await ask(port, { path: '/wall', headers }),
      await ask(port, { path: '/wall', headers }),
    ]
    expect([wait.status, wait.headers['content-type']]).toEqual([429, 'text/html; charset=utf-8'])
    expect(wait.headers['content-security-policy']).toContain("default-src 'none'")
    expect(wait.body).toMatch(/<meta http-equiv="refresh" content="\d+">/)
    expect(codeOf(await ask(port, { path: '/api/wall', headers }))).toBe('too_many_requests')

    const other = await start((_request, response) => response.end('in'))
    const broken = await ask(other, { path: '/?state=%00%ff', headers })
    expect(broken.status).toBe(400)
    expect(broken.body).toContain('<h1>The request is not valid</h1>')
    expect(broken.body).not.toContain('http-equiv="refresh"')
    expect((await ask(other, { path: '/', headers: { ...headers, host: '<b>' } })).body).not.toContain('<b>')
    expect(codeOf(await ask(other, { path: '/?state=%ff' }))).toBe('bad_request')
  })

  it('refuses what comes for another host, or is too large, before anybody reads it', async () => {
    const port = await start(() => {
      throw new Error('it came in')
    })
    expect(codeOf(await ask(port, { headers: { host: 'evil.example' } }))).toBe('forbidden_host')
    const large = await ask(port, { method: 'POST', headers: { 'content-length': '70000' } })
    expect([large.status, codeOf(large)]).toEqual([413, 'body_too_large'])
  })

  it('tells browsers to come by https only where that is how it is reached', async () => {
    const plain = await start((_request, response) => response.end())
    const secure = await start((_request, response) => response.end(), { isHttps: true })
    expect((await ask(plain)).headers['strict-transport-security']).toBeUndefined()
    expect((await ask(secure)).headers['strict-transport-security']).toBe(
      'max-age=31536000; includeSubDomains',
    )
  })

  it.each([
    [405, undefined],
    [500, 'text/html'],
    [400, 'text/plain'],
  ])('gives a bare %d below /api the form of a problem', async (status, type) => {
    const port = await start((_request, response) => {
      response.statusCode = status
      if (type !== undefined) response.setHeader('Content-Type', type)
      response.end(type === undefined ? undefined : '<p>Trace: /srv/app/secret.ts</p>')
    })
    const reply = await ask(port)
    expect(reply.status).toBe(status)
    expect(reply.headers['content-type']).toBe('application/problem+json')
    expect(JSON.parse(reply.body)).toMatchObject({ status, title: expect.any(String) })
    expect(reply.body).not.toContain('secret')
  })

  it('leaves a problem of ours, a good reply and a page as they are', async () => {
    const port = await start((asked, response) => {
      response.statusCode = asked.url === '/page' ? 500 : asked.url === '/api/own' ? 400 : 200
      if (asked.url === '/api/own') response.setHeader('Content-Type', 'application/problem+json')
      response.end('{"code":"own"}')
    })
    for (const path of ['/page', '/api/own', '/api/good'])
      expect((await ask(port, { path })).body).toBe('{"code":"own"}')
  })

  it.each([
    ['nonsense\r\n\r\n', 400],
    [`GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'a'.repeat(9_000)}\r\n\r\n`, 431],
  ])('answers what is no request (%#) as a problem', async (text, status) => {
    const port = await start(() => undefined)
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(text))
      let all = ''
      socket.on('data', (part) => (all += part.toString()))
      socket.on('close', () => resolve(all))
      socket.on('error', reject)
    })
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(answer).toContain('application/problem+json')
    expect(answer).toContain('"code":"bad_request"')
  })
})
