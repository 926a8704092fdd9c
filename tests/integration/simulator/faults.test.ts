import { type RequestOptions, request } from 'node:https'
import { setTimeout as delay } from 'node:timers/promises'
import { XMLValidator } from 'fast-xml-parser'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Fault } from '@/simulator/start-simulator'
import { call, logOn, readError, startWithClock } from './naive-client'

// The simulator's waiting, to be counted and held.
vi.mock('node:timers/promises', async (load) => {
  const real = await load<typeof import('node:timers/promises')>()
  return { ...real, setTimeout: vi.fn(real.setTimeout) }
})
const waits = vi.mocked(delay)
const PATIENCE = 10_000

beforeEach(() => void waits.mockClear())

async function setUp(fault: Fault, path = 'cloud') {
  const { simulator } = await startWithClock({ scenarios: ['clean'], historySessions: 0 })
  const headers = await logOn(simulator)
  simulator.setFault(fault, { path })
  return {
    simulator,
    headers,
    read: (accept = 'application/xml') =>
      call(simulator, '/api/cloud/tenants?format=Entity', { headers: { ...headers, Accept: accept } }),
  }
}

const created = (text: string): number => Date.parse(/<CreationTimeUTC>([^<]+)/.exec(text)?.[1] ?? '')

describe('faults over real HTTP', () => {
  test('latency delays', async () => {
    const { simulator, read } = await setUp({ kind: 'latency', ms: 60 })
    let pass: () => void = () => undefined
    waits.mockImplementationOnce(() => new Promise((resolve) => (pass = () => resolve(undefined))))
    const answer = read()
    await vi.waitFor(() => expect(waits).toHaveBeenCalledOnce(), PATIENCE)
    expect(waits.mock.lastCall?.[0]).toBe(60)
    expect(simulator.requests().at(-1)).toMatchObject({ status: 0 })
    pass()
    expect((await answer).status).toBe(200)
  })

  test.each([401, 403, 404, 500, 503] as const)('status %i comes in EM’s form', async (status) => {
    const { read } = await setUp({ kind: 'status', status })
    const answer = await read()
    expect(readError(answer)).toMatchObject({ status, code: String(status) })
    expect(answer.headers.has('www-authenticate')).toBe(status === 401)
  })

  test('reset breaks the connection', async () => {
    const { read } = await setUp({ kind: 'reset' })
    await expect(read()).rejects.toThrow('fetch failed')
  })

  test('drip trickles the body to its end', async () => {
    const { read } = await setUp({ kind: 'drip', bytesPerSecond: 100_000 })
    const answer = await read()
    expect(XMLValidator.validate(answer.text)).toBe(true)
    // A twentieth of a second of it at a time.
    const parts = Math.ceil(Buffer.byteLength(answer.text) / 5_000)
    expect(parts).toBeGreaterThan(1)
    expect(waits.mock.calls.map(([ms]) => ms)).toEqual(Array(parts - 1).fill(50))
  })

  test('truncate ends the connection half-way', async () => {
    const { read } = await setUp({ kind: 'truncate' })
    await expect(read()).rejects.toThrow('terminated')
  })

  test('html, empty, bom, redirect', async () => {
    const { simulator, read } = await setUp({ kind: 'html' })
    const page = await read()
    expect(page).toMatchObject({ status: 200 })
    expect(page.headers.get('content-type')).toContain('text/html')
    simulator.setFault({ kind: 'empty' }, { path: 'cloud' })
    expect(await read()).toMatchObject({ status: 200, text: '' })
    simulator.setFault({ kind: 'bom' }, { path: 'cloud' })
    expect((await read('application/json')).text).toMatch(/^\uFEFF\{/)
    simulator.setFault({ kind: 'redirect', to: 'https://elsewhere.example/api' }, { path: 'cloud' })
    const moved = await read()
    expect([moved.status, moved.headers.get('location')]).toEqual([302, 'https://elsewhere.example/api'])
  })

  test('hang never answers, and the log shows it', async () => {
    const { simulator, headers } = await setUp({ kind: 'hang' })
    const patience = new AbortController()
    const waiting = fetch(`${simulator.url}/api/cloud`, { headers, signal: patience.signal })
    await vi.waitFor(
      () => expect(simulator.requests().at(-1)).toMatchObject({ path: '/api/cloud', status: 0 }),
      PATIENCE,
    )
    patience.abort()
    await expect(waiting).rejects.toThrow('aborted')
    expect(simulator.requests().at(-1)).toMatchObject({ path: '/api/cloud', status: 0 })
  })

  test('clock-skew shifts the Date header and the times, by the same amount', async () => {
    const { simulator, headers } = await setUp({ kind: 'clock-skew', ms: -3_600_000 }, 'failoverSessions')
    const path = `/api/cloud/failoverSessions/${simulator.sessionIds.clean}?format=Entity`
    const skewed = await call(simulator, path, { headers })
    simulator.setFault(null)
    const right = await call(simulator, path, { headers })
    expect(created(right.text) - created(skewed.text)).toBe(3_600_000)
    expect(skewed.headers.get('date')).toBe('Mon, 23 Nov 2026 07:00:00 GMT')
  })

  test('dtd prepends an entity bomb that is used', async () => {
    const { read } = await setUp({ kind: 'dtd' })
    const { text } = await read()
    expect(text).toMatch(/^<\?xml[^>]*\?>\s*<!DOCTYPE bomb \[<!ENTITY a0/)
    expect(text).toContain('<Description>&a9;</Description>')
  })

  test('huge and deep are well-formed and as large as asked for', async () => {
    const { simulator, read } = await setUp({ kind: 'huge', bytes: 2_000_000 })
    expect((await read()).text).toHaveLength(2_000_000)
    expect(JSON.parse((await read('application/json')).text)).toHaveProperty('Filler')
    simulator.setFault({ kind: 'deep', levels: 5_000 }, { path: 'cloud' })
    expect((await read()).text.match(/<a>/g)).toHaveLength(5_000)
    expect((await read('application/json')).text).toHaveLength(10_000)
  })

  test('several faults with different paths, a number of times, cleared at once', async () => {
    const { simulator, headers } = await setUp({ kind: 'status', status: 503 }, 'TENANTS')
    simulator.setFault({ kind: 'status', status: 500 }, { path: /replicas$/, times: 1 })
    const status = async (path: string): Promise<number> => (await call(simulator, path, { headers })).status
    expect([await status('/api/cloud/tenants'), await status('/api/cloud/replicas')]).toEqual([503, 500])
    expect([await status('/api/cloud/tenants'), await status('/api/cloud/replicas')]).toEqual([503, 200])
    simulator.setFault(null)
    expect(await status('/api/cloud/tenants')).toBe(200)
  })
})

const handshake = (url: string, options: RequestOptions): Promise<string> =>
  new Promise((resolve, reject) => {
    const outgoing = request(`${url}/api/`, { agent: false, ...options }, (response) => {
      response.resume()
      const socket = outgoing.socket
      const seen = socket !== null && 'getPeerX509Certificate' in socket ? peerFingerprint(socket) : ''
      response.on('end', () => resolve(seen))
    })
    outgoing.on('error', reject)
    outgoing.end()
  })

describe('https', () => {
  test('the certificate is the one that is told, and valid as its own CA', async () => {
    const { simulator } = await startWithClock({ scenarios: ['clean'], httpsPort: 0 })
    const ca = simulator.certificate?.pem ?? ''
    expect(await handshake(simulator.httpsUrl ?? '', { ca })).toBe(simulator.certificate?.sha256)
  })

  test('wrong-certificate: new connections see another one, until it is cleared', async () => {
    const { simulator } = await startWithClock({ scenarios: ['clean'], httpsPort: 0 })
    const url = simulator.httpsUrl ?? ''
    const ca = simulator.certificate?.pem ?? ''
    simulator.setFault({ kind: 'wrong-certificate' })
    await expect(handshake(url, { ca })).rejects.toThrow('self-signed certificate')
    const seen = await handshake(url, { rejectUnauthorized: false })
    expect(seen).toMatch(/^[0-9a-f]{64}$/)
    expect(seen).not.toBe(simulator.certificate?.sha256)
    simulator.setFault(null)
    expect(await handshake(url, { ca })).toBe(simulator.certificate?.sha256)
  })
})

function peerFingerprint(socket: object): string {
  if (!('getPeerX509Certificate' in socket) || typeof socket.getPeerX509Certificate !== 'function') return ''
  const certificate: unknown = Reflect.apply(socket.getPeerX509Certificate, socket, [])
  if (typeof certificate !== 'object' || certificate === null || !('fingerprint256' in certificate)) return ''
  return String(certificate.fingerprint256).replaceAll(':', '').toLowerCase()
}
