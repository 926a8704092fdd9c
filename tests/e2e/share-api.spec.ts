import { request as httpRequest } from 'node:http'
import {
  providerReplySchema,
  shareLinkListReplySchema,
  shareLinkMadeReplySchema,
  shareLinkSchema,
  shareReplySchema,
  shareViewsReplySchema,
} from '@/lib/api/share-replies'
import { createHunter, type Hunter } from '../canary/hunter'
import { plantCanaries } from '../canary/plant'
import { expect, test, type Stack } from './stack'

type Sent = { status: number; headers: Record<string, string>; body: string; json: () => unknown }

/** A tenant's browser: no sign-in, nothing but the address. */
async function ask(url: string, path: string, init: RequestInit = {}): Promise<Sent> {
  const reply = await fetch(`${url}${path}`, { redirect: 'manual', ...init })
  const body = Buffer.from(await reply.arrayBuffer()).toString('latin1')
  return {
    status: reply.status,
    headers: Object.fromEntries(reply.headers),
    body,
    json: () => JSON.parse(Buffer.from(body, 'latin1').toString('utf8')) as unknown,
  }
}

const post = (
  url: string,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Sent> =>
  ask(url, path, {
    method: 'POST',
    headers: { Origin: url, 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })

type Request = Parameters<Parameters<typeof test>[2]>[0]['request']

/** The staff's side, signed in as the browser is. */
function staffOf(request: Request, { url }: Stack) {
  const send = async (method: string, path: string, data?: unknown): Promise<unknown> => {
    const reply = await request.fetch(`${url}/api${path}`, { method, data, headers: { Origin: url } })
    if (!reply.ok()) throw new Error(`${method} ${path}: ${reply.status()} ${await reply.text()}`)
    return reply.status() === 204 ? null : ((await reply.json()) as unknown)
  }
  return {
    send,
    async makeLink(sessionId: string, set: Record<string, unknown> = {}) {
      const body = { sessionId, label: 'Failover of your servers', ...set }
      const made = shareLinkMadeReplySchema.parse(await send('POST', '/share-links', body))
      return { ...made, token: new URL(made.url).pathname.split('/').at(-1) ?? '' }
    },
  }
}

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='

/** What every answer to a tenant carries. */
function expectShareHeaders({ headers }: Sent): void {
  expect(headers).toMatchObject({
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex, nofollow',
    'x-content-type-options': 'nosniff',
  })
}

test('a link is read by its address alone, with an ETag and both times', async ({ request, startStack }) => {
  const stack = await startStack({ simulator: { scenarios: ['finished'] } })
  const { url, simulator } = stack
  const { token, url: address } = await staffOf(request, stack).makeLink(simulator.sessionIds.finished)
  expect(address).toBe(`${url}/share/${token}`)
  const first = await ask(url, `/api/share/${token}`)
  expect(first.status).toBe(200)
  expectShareHeaders(first)
  expect(shareReplySchema.parse(first.json())).toMatchObject({ outcome: { kind: 'ended' } })
  await expect
    .poll(async () => {
      const { headers } = await ask(url, `/api/share/${token}`)
      const again = await ask(url, `/api/share/${token}`, {
        headers: { 'If-None-Match': headers['etag'] ?? '' },
      })
      expect(Date.parse(again.headers['observed-at'] ?? '')).not.toBeNaN()
      expect(Date.parse(again.headers['collected-at'] ?? '')).not.toBeNaN()
      expectShareHeaders(again)
      return again.status
    })
    .toBe(304)
  for (const run of ['1', '0', '99', 'x', '', '1&run=2', '-1', '1e9']) {
    expect((await ask(url, `/api/share/${token}?run=${run}`)).status, run).toBe(200)
  }
})

test('staff make, change and withdraw a link', async ({ request, startStack }) => {
  const stack = await startStack({ simulator: { scenarios: ['clean', 'finished'] } })
  const { url, simulator } = stack
  const staff = staffOf(request, stack)
  const made = await staff.makeLink(`urn:veeam:CloudFailoverSession:${simulator.sessionIds.finished}`)
  const open = (token: string) => ask(url, `/api/share/${token}`)
  expect((await open(made.token)).status).toBe(200)

  const link = shareLinkSchema.parse(await staff.send('GET', `/share-links/${made.id}`))
  expect(link).toMatchObject({ state: 'active', createdBy: 'SRV-EM06\\monitor' })
  shareLinkListReplySchema.parse(await staff.send('GET', '/share-links'))
  expect(
    shareViewsReplySchema.parse(await staff.send('GET', `/share-links/${made.id}/views`)).views,
  ).toHaveLength(1)
  const patched = await staff.send('PATCH', `/share-links/${made.id}`, { label: 'Neu', language: 'de' })
  expect(shareLinkSchema.parse(patched)).toMatchObject({ label: 'Neu', language: 'de' })
  const added = await staff.send('POST', `/share-links/${made.id}/runs`, {
    sessionId: simulator.sessionIds.clean,
  })
  expect(shareLinkSchema.parse(added).runs).toHaveLength(2)
  expect((await open(made.token)).json()).toMatchObject({ outcome: { kind: 'running' }, label: 'Neu' })
  await staff.send('DELETE', `/share-links/${made.id}/runs/${simulator.sessionIds.clean}`)
  const updated = shareLinkSchema.parse(
    await staff.send('POST', `/share-links/${made.id}/updates`, { text: 'Hello' }),
  )
  expect((await open(made.token)).json()).toMatchObject({ updates: [{ text: 'Hello' }] })
  await staff.send('DELETE', `/share-links/${made.id}/updates/${updated.updates[0]?.id}`)
  expect((await open(made.token)).json()).toMatchObject({ updates: [] })

  const rotated = shareLinkMadeReplySchema.parse(await staff.send('POST', `/share-links/${made.id}/rotate`))
  expect((await open(made.token)).json()).toMatchObject({ status: 410, code: 'link_replaced' })
  const token = rotated.url.slice(rotated.url.lastIndexOf('/') + 1)
  await staff.send('PATCH', `/share-links/${made.id}`, { state: 'paused' })
  expect((await open(token)).json()).toMatchObject({ status: 410, code: 'link_paused' })
  const resumed = shareLinkMadeReplySchema.parse(
    await staff.send('PATCH', `/share-links/${made.id}`, { state: 'active' }),
  )
  const newest = resumed.url.slice(resumed.url.lastIndexOf('/') + 1)
  expect((await open(newest)).status).toBe(200)
  await staff.send('DELETE', `/share-links/${made.id}`)
  expect((await open(newest)).json()).toMatchObject({ status: 410, code: 'link_revoked' })

  const other = await staff.makeLink(simulator.sessionIds.clean)
  const tenantId = async () =>
    shareLinkSchema.parse(await staff.send('GET', `/share-links/${other.id}`)).tenant?.id
  await expect.poll(tenantId, 'it is known whose run it is').toBeDefined()
  const bulk = { tenantId: await tenantId(), state: 'revoked' }
  expect(await staff.send('POST', '/share-links/state', bulk)).toEqual({ changed: 1 })
  expect((await open(other.token)).status).toBe(410)
})

test('a passcode opens a link for one browser, and is throttled', async ({ request, startStack }) => {
  const stack = await startStack({ simulator: { scenarios: ['clean'] } })
  const { url, simulator } = stack
  const { token } = await staffOf(request, stack).makeLink(simulator.sessionIds.clean, {
    passcode: 'Grüße 4711',
  })
  const path = `/api/share/${token}`
  const locked = await ask(url, path)
  expect(locked.json()).toMatchObject({ status: 401, code: 'passcode_required' })
  expectShareHeaders(locked)
  const unlocked = await post(url, `${path}/unlock`, { passcode: 'Grüße 4711' })
  expect(unlocked.status).toBe(204)
  expectShareHeaders(unlocked)
  const cookie = unlocked.headers['set-cookie'] ?? ''
  expect(cookie).toMatch(
    /^failover-unlock-[\w-]+=\d+\.[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/,
  )
  expect((await ask(url, path, { headers: { Cookie: cookie.split(';')[0] ?? '' } })).status).toBe(200)
  for (let n = 0; n < 5; n += 1)
    expect((await post(url, `${path}/unlock`, { passcode: `wrong ${n}` })).json()).toMatchObject({
      status: 401,
      code: 'passcode_wrong',
    })
  const throttled = await post(url, `${path}/unlock`, { passcode: 'Grüße 4711' })
  expect(throttled.json()).toMatchObject({ status: 429, code: 'too_many_requests' })
  expect(Number(throttled.headers['retry-after'])).toBeGreaterThan(60)
  expectShareHeaders(throttled)
  expect(
    (await post(url, `${path}/unlock`, { passcode: 'x' }, { Origin: 'https://evil.example' })).status,
  ).toBe(403)
  for (const body of [{}, { passcode: 7 }, { passcode: 'x', more: 1 }, { passcode: 'x'.repeat(101) }])
    expect((await post(url, `${path}/unlock`, body)).status).toBe(400)
})

/** Sends a path as it is, which `fetch` would mend. */
const askRaw = (url: string, path: string): Promise<{ status: number; body: string }> =>
  new Promise((resolve, reject) => {
    const { hostname, port, host } = new URL(url)
    const call = httpRequest({ hostname, port, path, headers: { Host: host } }, (reply) => {
      const parts: Buffer[] = []
      reply.on('data', (part: Buffer) => parts.push(part))
      reply.on('end', () => resolve({ status: reply.statusCode ?? 0, body: Buffer.concat(parts).toString() }))
    })
    call.on('error', reject)
    call.end()
  })

test('addresses that nobody made are all refused by the same bytes, and slowed', async ({
  request,
  startStack,
}) => {
  const stack = await startStack({ simulator: { scenarios: ['clean'] } })
  const { url, simulator } = stack
  const { token } = await staffOf(request, stack).makeLink(simulator.sessionIds.clean)
  const flipped = token.slice(0, -2) + (token.endsWith('A') ? 'BA' : 'AA')
  const wrong = [
    'A'.repeat(43),
    flipped,
    'x',
    `${token}x`,
    token.slice(1),
    'A'.repeat(8_000),
    '%00',
    `${token}%00`,
    `%00${token}`,
    `${token}%0d%0aX-Evil:1`,
    '..%2f..%2fsessions',
    '%2e%2e%2e',
    '%F0%9F%8F%A2',
    `${token}%20`,
    encodeURIComponent(`' or 1=1 --`),
    '%3Cscript%3E',
    '__proto__',
    'null',
  ]
  const answers = new Map<string, string[]>()
  for (const one of wrong) {
    const { status, body } = await askRaw(url, `/api/share/${one}`)
    const answer = `${status} ${body}`
    answers.set(answer, [...(answers.get(answer) ?? []), one])
  }
  expect([...answers.keys()].map((answer) => answer.slice(0, 4))).toEqual(['404 '])
  expect([...answers.keys()][0]).toContain('link_unknown')
  for (const end of ['/logo', '/logo?x=1']) {
    const { status, body } = await askRaw(url, `/api/share/${flipped}${end}`)
    expect(`${status} ${body}`).toBe([...answers.keys()][0])
  }
  const unlock = await post(url, `/api/share/${flipped}/unlock`, { passcode: 'x' })
  expect(`${unlock.status} ${unlock.body}`).toBe([...answers.keys()][0])
  // Sixty a minute from one address; whoever has a real one is not slowed.
  await expect
    .poll(async () => (await askRaw(url, `/api/share/${flipped}`)).status, { intervals: [1] })
    .toBe(429)
  expect((await ask(url, `/api/share/${token}`)).status).toBe(200)
})

test('the provider sets its profile, and a logo that is one', async ({ request, startStack }) => {
  const stack = await startStack({ simulator: { scenarios: ['clean'] } })
  const { url, simulator } = stack
  const staff = staffOf(request, stack)
  expect(providerReplySchema.parse(await staff.send('GET', '/provider'))).toMatchObject({
    name: '',
    setAtUtc: null,
  })
  const { token } = await staff.makeLink(simulator.sessionIds.clean)
  expect((await ask(url, `/api/share/${token}/logo`)).json()).toMatchObject({
    status: 404,
    code: 'not_there',
  })
  const profile = { name: 'Nordwind', tagline: null, contact: 'Call us', accent: '#0f766e' }
  const bad = {
    ...profile,
    logo: { type: 'image/png', base64: Buffer.from('<svg onload=alert(1)>').toString('base64') },
  }
  await expect(staff.send('PUT', '/provider', bad)).rejects.toThrow('400')
  const set = await staff.send('PUT', '/provider', { ...profile, logo: { type: 'image/png', base64: PNG } })
  expect(providerReplySchema.parse(set)).toMatchObject({ name: 'Nordwind', setBy: 'SRV-EM06\\monitor' })
  expect((await ask(url, `/api/share/${token}`)).json()).toMatchObject({
    provider: { name: 'Nordwind', accent: '#0f766e', logo: true },
    contact: 'Call us',
  })
  const logo = await ask(url, `/api/share/${token}/logo`)
  expect(logo).toMatchObject({ status: 200, body: Buffer.from(PNG, 'base64').toString('latin1') })
  expect(logo.headers['content-type']).toBe('image/png')
  expectShareHeaders(logo)
})

/** Every answer that a tenant can get of one link, by HTTP. */
async function huntLink(
  hunter: Hunter,
  stack: Stack,
  link: { token: string; cookie?: string },
): Promise<void> {
  const headers: Record<string, string> = link.cookie === undefined ? {} : { Cookie: link.cookie }
  const path = `/api/share/${link.token}`
  for (const where of [path, `${path}?run=1`, `${path}?run=9`, `${path}/logo`, `/share/${link.token}`])
    hunter.searchReply(where.replace(link.token, '…'), await ask(stack.url, where, { headers }))
  for (const body of [{ passcode: 'wrong' }, { passcode: 7 }, 'x'])
    hunter.searchReply('…/unlock', await post(stack.url, `${path}/unlock`, body, headers))
}

test('the canaries of Enterprise Manager are in no answer to a tenant', async ({ request, startStack }) => {
  test.setTimeout(240_000)
  const stack = await startStack({ simulator: { scenarios: ['failures'] } })
  const { url, simulator } = stack
  const staff = staffOf(request, stack)
  const canaries = await plantCanaries(simulator)
  await staff.send('PUT', '/provider', {
    name: 'Nordwind',
    tagline: null,
    contact: null,
    accent: null,
    logo: { type: 'image/png', base64: PNG },
  })
  for (const vms of ['names', 'aliases', 'none'] as const) {
    const hunter = createHunter(
      [...canaries.secrets, ...canaries.vmNames],
      vms === 'names' ? canaries.vmNames : [],
    )
    const show = { vms, failures: 'classified' }
    const link = await staff.makeLink(canaries.sessionId, { show, passcode: 'a passcode' })
    await huntLink(hunter, stack, link)
    const unlocked = await post(url, `/api/share/${link.token}/unlock`, { passcode: 'a passcode' })
    hunter.searchReply('unlocking', unlocked)
    const cookie = unlocked.headers['set-cookie']?.split(';')[0] ?? ''
    const opened = await ask(url, `/api/share/${link.token}`, { headers: { Cookie: cookie } })
    expect(opened.json()).toMatchObject({ counts: { total: 4, failed: 1 } })
    await huntLink(hunter, stack, { token: link.token, cookie })
    simulator.setFault({ kind: 'status', status: 500 })
    await expect
      .poll(async () => {
        const late = await ask(url, `/api/share/${link.token}`, { headers: { Cookie: cookie } })
        hunter.searchReply('while Enterprise Manager fails', late)
        return shareReplySchema.parse(late.json()).freshness.level
      })
      .not.toBe('live')
    simulator.setFault(null)
    for (const change of [{ state: 'paused' }, null]) {
      await staff.send(change ? 'PATCH' : 'DELETE', `/share-links/${link.id}`, change ?? undefined)
      await huntLink(hunter, stack, { token: link.token, cookie })
    }
    expect(hunter.findings()).toEqual([])
    expect(hunter.searched()).toBeGreaterThan(100)
  }
})
