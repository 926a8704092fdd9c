import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { ReadError } from '@/lib/failover/read-error'
import { CLIENT_ADDRESS, createClientAddress } from '@/lib/server/client-address'
import { createGatekeeper, hostsOf } from '@/lib/server/gatekeeper'
import { polledJson, problem, RequestError } from '@/lib/server/reply'

const NOW = Date.parse('2026-11-23T12:00:10.000Z')

/** Sends one request through a real socket and returns the headers as they are after the cleaning. */
async function cleaned(trustProxy: string[], sent: Record<string, string>): Promise<IncomingHttpHeaders> {
  const resolve = createClientAddress(trustProxy)
  const server = createServer((request, response) => {
    resolve(request)
    response.end(JSON.stringify(request.headers))
  })
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done)
  })
  const { port } = server.address() as AddressInfo // safe: it listens on TCP
  const response = await fetch(`http://127.0.0.1:${port}/`, { headers: sent })
  server.close()
  return (await response.json()) as IncomingHttpHeaders // safe: written above
}

describe('client address', () => {
  const CLAIMS = {
    'X-Forwarded-For': '203.0.113.9, 198.51.100.7',
    'X-Real-IP': '203.0.113.9',
    Forwarded: 'for=203.0.113.9',
  }

  it('believes no header of a peer that nobody named', async () => {
    const headers = await cleaned([], {
      ...CLAIMS,
      [CLIENT_ADDRESS]: '203.0.113.9',
      'X-Forwarded-Host': 'evil.example',
    })
    expect(headers[CLIENT_ADDRESS]).toBe('127.0.0.1')
    expect(JSON.stringify(headers)).not.toMatch(/203\.0\.113\.9|evil/)
  })

  it('takes what the named proxy itself has written, not what its client claimed', async () => {
    expect((await cleaned(['127.0.0.0/8'], CLAIMS))[CLIENT_ADDRESS]).toBe('198.51.100.7')
    expect((await cleaned(['127.0.0.1'], { 'X-Forwarded-For': 'nonsense' }))[CLIENT_ADDRESS]).toBe(
      '127.0.0.1',
    )
  })
})

describe('gatekeeper', () => {
  const check = createGatekeeper(hostsOf(3000, 'https://failover.example', '127.0.0.1'))
  const ask = (headers: Record<string, string>) =>
    check({ headers } as unknown as Parameters<typeof check>[0]) // safe: reads headers only

  it.each(['localhost:3000', '127.0.0.1:3000', '[::1]:3000', 'LOCALHOST:3000', 'failover.example'])(
    'lets %s pass',
    (host) => {
      expect(ask({ host })).toBeNull()
    },
  )

  it.each(['evil.example', 'evil.example:3000', '', 'localhost.evil.example:3000', '127.0.0.1:4000'])(
    'refuses the host name %j (DNS rebinding)',
    (host) => {
      expect(ask({ host })).toMatchObject({ status: 421, code: 'forbidden_host' })
    },
  )

  it('refuses an address that is not valid text', () => {
    const headers = { host: 'localhost:3000' }
    const at = (url: string) => check({ headers, url } as unknown as Parameters<typeof check>[0]) // safe: reads no more
    expect(at('/api/sessions/%ff')).toMatchObject({ status: 400, code: 'bad_request' })
    expect(at('/api/sessions?q=100%25%20ok')).toBeNull()
  })

  it('refuses bodies that are too large or do not say their size', () => {
    const host = 'localhost:3000'
    expect(ask({ host, 'content-length': '65536' })).toBeNull()
    expect(ask({ host, 'content-length': '65537' })).toMatchObject({ status: 413, code: 'body_too_large' })
    expect(ask({ host, 'content-length': 'many' })).toMatchObject({ code: 'bad_request' })
    expect(ask({ host, 'transfer-encoding': 'chunked' })).toMatchObject({ code: 'bad_request' })
  })
})

describe('polled reply', () => {
  const body = (observedAtUtc: string, collectedAtUtc: string | null, level: 'live' | 'late' = 'live') => ({
    n: 1,
    freshness: { level, observedAtUtc, collectedAtUtc, problem: null },
  })
  const ask = (etag?: string) =>
    new Request('http://localhost/', etag ? { headers: { 'If-None-Match': etag } } : {})
  const first = polledJson(ask(), body('2026-11-23T12:00:07.000Z', '2026-11-23T11:59:00.000Z'), NOW)
  const etag = first.headers.get('ETag') ?? ''

  it('carries both times and the age as headers', () => {
    expect(etag).toMatch(/^W\/".+"$/)
    expect(Object.fromEntries(first.headers)).toMatchObject({
      'observed-at': '2026-11-23T12:00:07.000Z',
      'collected-at': '2026-11-23T11:59:00.000Z',
      'observed-age-ms': '3000',
      'cache-control': 'no-store',
    })
  })

  it('answers 304 with the new times when nothing else has changed', () => {
    const again = polledJson(ask(etag), body('2026-11-23T12:00:10.000Z', null), NOW)
    expect(again.status).toBe(304)
    expect(again.headers.get('Observed-At')).toBe('2026-11-23T12:00:10.000Z')
    expect(again.headers.get('Collected-At')).toBeNull()
    expect(again.headers.get('Observed-Age-Ms')).toBe('0')
  })

  it('answers 200 as soon as anything else has, the level included', async () => {
    const changed = polledJson(
      ask(etag),
      body('2026-11-23T12:00:07.000Z', '2026-11-23T11:59:00.000Z', 'late'),
      NOW,
    )
    expect(changed.status).toBe(200)
    expect(await changed.json()).toMatchObject({ freshness: { level: 'late' } })
  })

  it('leaves an age within it out of the tag where it is the page’s own, and keeps one that differs', () => {
    const askWithin = (known: string | undefined, pageUtc: string, partUtc: string): Response =>
      polledJson(
        ask(known),
        {
          parts: [{ freshness: { observedAtUtc: partUtc } }],
          freshness: { level: 'live', observedAtUtc: pageUtc, collectedAtUtc: null },
        },
        NOW,
        'page_age_apart',
      )
    const before = '2026-11-23T12:00:04.000Z'
    const now = '2026-11-23T12:00:07.000Z'
    const tag = askWithin(undefined, before, before).headers.get('ETag') ?? ''
    expect(askWithin(tag, now, now).status).toBe(304)
    expect(askWithin(tag, now, before).status).toBe(200)
    const old = askWithin(undefined, before, '2026-11-23T11:00:00.000Z').headers.get('ETag') ?? ''
    expect(askWithin(old, now, '2026-11-23T11:00:00.000Z').status).toBe(304)
  })

  it('compares weakly and among several tags', () => {
    const strong = etag.slice(2)
    expect(polledJson(ask(`"other", ${strong}`), body('2026-11-23T12:00:07.000Z', null), NOW).status).toBe(
      304,
    )
    expect(polledJson(ask('"other"'), body('2026-11-23T12:00:07.000Z', null), NOW).status).toBe(200)
  })
})

describe('problem reply', () => {
  it.each([
    ['unreachable', 502],
    ['tls_untrusted', 502],
    ['bad_reply', 502],
    ['upstream_error', 502],
    ['timed_out', 504],
    ['logon_refused', 503],
    ['forbidden', 403],
    ['not_found', 404],
  ] as const)('gives %s the status %i', async (code, status) => {
    const response = problem(new ReadError(code, 'what happened'), NOW)
    expect(response.status).toBe(status)
    expect(response.headers.get('Content-Type')).toBe('application/problem+json')
    expect(await response.json()).toMatchObject({ status, code, detail: 'what happened' })
  })

  it('says when to come back', async () => {
    const response = problem(new ReadError('logon_refused', 'x', { retryAfterMs: 900_000 }), NOW)
    expect(response.headers.get('Retry-After')).toBe('900')
    expect(await response.json()).toMatchObject({
      retryAfterMs: 900_000,
      nextTryAtUtc: '2026-11-23T12:15:10.000Z',
    })
  })

  it('keeps the inside of an unexpected fault to itself', async () => {
    const text = await problem(new TypeError('canary at /home/x'), NOW).text()
    expect(text).toContain('"internal"')
    expect(text).not.toContain('canary')
  })

  it('takes the hint of the request', async () => {
    expect(await problem(new RequestError('bad_request', 'no', 'do this'), NOW).json()).toMatchObject({
      hint: 'do this',
    })
  })
})
