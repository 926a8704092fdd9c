import { spawnSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  healthReplySchema,
  replicaPointReplySchema,
  sessionListReplySchema,
  sessionReplySchema,
} from '@/lib/api/replies'
import { expect, test } from './stack'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const UNKNOWN = '3f2504e0-4f89-11d3-9a0c-0305e82c3301'

/** `npm start` without its settings in the environment. */
function startWith(env: Record<string, string>) {
  const { PATH = '', HOME = '' } = process.env
  return spawnSync(process.execPath, ['scripts/start.mjs'], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { PATH, HOME, NODE_ENV: 'production', ...env },
    timeout: 60_000,
  })
}

test('npm start prints every fault of the settings at once and ends with 1', () => {
  const { status, stderr } = startWith({ EM_TIMEOUT_MS: 'soon', HOST: '0.0.0.0' })
  expect(status).toBe(1)
  for (const name of ['EM_URL', 'EM_USERNAME', 'EM_PASSWORD', 'EM_TIMEOUT_MS', 'HOST'])
    expect(stderr).toContain(`- ${name} `)
  expect(stderr).not.toContain('    at ')
})

test('a port that is taken is told with what to do', async ({ startStack }) => {
  const { url } = await startStack({ simulator: { scenarios: [] } })
  const { port } = new URL(url)
  const { status, stderr } = startWith({
    EM_URL: 'http://127.0.0.1:1',
    EM_USERNAME: 'a',
    EM_PASSWORD: 'b',
    PORT: port,
    DATA_DIR: mkdtempSync(join(tmpdir(), 'failover-e2e-')),
  })
  expect(status).toBe(1)
  expect(stderr).toContain(`PORT ${port} is in use`)
})

test('the JSON has the promised form, an ETag, and 304 with both times', async ({ request, startStack }) => {
  const { url, simulator } = await startStack({ simulator: { scenarios: ['clean', 'finished'], speed: 20 } })
  const api = `${url}/api/sessions/${simulator.sessionIds.finished}`
  const first = await request.get(api)
  expect(first.status()).toBe(200)
  sessionReplySchema.parse(await first.json())
  await expect
    .poll(async () => {
      const etag = (await request.get(api)).headers()['etag'] ?? ''
      const again = await request.get(api, { headers: { 'If-None-Match': etag } })
      expect(Date.parse(again.headers()['observed-at'] ?? '')).not.toBeNaN()
      expect(Date.parse(again.headers()['collected-at'] ?? '')).not.toBeNaN()
      return again.status()
    })
    .toBe(304)
  sessionListReplySchema.parse(await (await request.get(`${url}/api/sessions?state=active`)).json())
  healthReplySchema.parse(await (await request.get(`${url}/api/health`)).json())
  const running = sessionReplySchema.parse(
    await (await request.get(`${url}/api/sessions/${simulator.sessionIds.clean}`)).json(),
  )
  const point = running.session.tasks[0]?.vmReplicaPoint?.id ?? ''
  replicaPointReplySchema.parse(await (await request.get(`${url}/api/replica-points/${point}`)).json())
  expect(await (await request.get(`${url}/api/health/live`)).text()).toBe('live\n')
  expect(await (await request.get(`${url}/api/health/ready`)).text()).toBe('ready\n')
})

test('errors are problems with a closed code and nothing of the inside', async ({ request, startStack }) => {
  const { url, simulator } = await startStack({ simulator: { scenarios: ['clean'] } })
  for (const [path, status, code] of [
    ['/api/sessions/hello', 400, 'bad_request'],
    [`/api/sessions/${UNKNOWN}`, 404, 'not_found'],
    ['/api/sessions?result=great', 400, 'bad_request'],
    ['/api/sessions?page=0', 400, 'bad_request'],
    [`/api/replica-points/${UNKNOWN}`, 404, 'not_found'],
  ] as const) {
    const response = await request.get(`${url}${path}`)
    expect(response.status(), path).toBe(status)
    expect(response.headers()['content-type']).toBe('application/problem+json')
    expect(await response.json()).toMatchObject({
      status,
      code,
      type: expect.any(String),
      title: expect.any(String),
      detail: expect.any(String),
    })
  }
  simulator.setFault({ kind: 'status', status: 503 })
  // One that was never read; what the recorder has seen is still served, with its age.
  const failing = await request.get(`${url}/api/sessions/${UNKNOWN.replace(/1$/, '2')}`)
  expect(failing.status()).toBe(502)
  expect(await failing.json()).toMatchObject({
    code: 'upstream_error',
    sinceUtc: expect.any(String),
    retryAfterMs: expect.any(Number),
  })
})

test('another host name is refused, so that a foreign page cannot read through a browser here', async ({
  startStack,
}) => {
  const { url } = await startStack({ simulator: { scenarios: ['clean'] } })
  const status = await new Promise<number | undefined>((resolve, reject) => {
    httpRequest(`${url}/api/sessions`, { headers: { Host: 'evil.example' } }, (response) =>
      resolve(response.statusCode),
    )
      .on('error', reject)
      .end()
  })
  expect(status).toBe(421)
})

test('pages carry a policy without inline scripts, and say nothing to others', async ({
  request,
  startStack,
}) => {
  const { url } = await startStack({ simulator: { scenarios: [] } })
  const [first, second] = await Promise.all([request.get(url), request.get(url)])
  const nonceOf = (response: typeof first): string | undefined =>
    /'nonce-([^']+)'/.exec(response.headers()['content-security-policy'] ?? '')?.[1]
  expect(nonceOf(first)).toBeTruthy()
  expect(nonceOf(first)).not.toBe(nonceOf(second))
  expect(first.headers()['content-security-policy']).toMatch(/script-src [^;]*'strict-dynamic'/)
  expect(first.headers()['content-security-policy']).not.toMatch(/script-src [^;]*'unsafe/)
  expect(first.headers()).toMatchObject({
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  })
  expect(first.headers()['x-powered-by']).toBeUndefined()
})

test('on SIGTERM the server logs off and ends by itself', async ({ request, startStack }) => {
  const { url, simulator, stopServer } = await startStack({ simulator: { scenarios: ['clean'] } })
  await request.get(`${url}/api/sessions/${simulator.sessionIds.clean}`)
  expect(simulator.openLogons()).toBe(1)
  expect(await stopServer()).toBe(0)
  expect(simulator.openLogons()).toBe(0)
})
