import { afterEach, describe, expect, it, vi } from 'vitest'
import { idOf, stopMonitors, type Monitor } from './monitor'
import {
  ALL,
  createBrowser,
  paired,
  problemOf,
  RUNTIME,
  serve,
  signedIn,
  start,
  VIEWER,
  wallOf,
  type Browser,
} from './screen-browser'
import { POST as signOutRoute } from '@/app/api/auth/sign-out/route'
import { POST as approveRoute } from '@/app/api/screens/[screen]/approve/route'
import { DELETE as revokeRoute, PATCH as changeRoute } from '@/app/api/screens/[screen]/route'
import { POST as pairRoute } from '@/app/api/screens/pairing/route'
import { GET as listRoute } from '@/app/api/screens/route'
import { GET as wallRoute } from '@/app/api/wall/route'
import {
  pairingReplySchema,
  screenListReplySchema,
  screenSchema,
  type WallReply,
} from '@/lib/api/screen-replies'
import { DEFAULT_SCREEN_SETTINGS } from '@/lib/api/screen-settings'
import { CODE_LIFE_MS } from '@/lib/auth/pairing'

afterEach(async () => {
  Reflect.deleteProperty(globalThis, RUNTIME)
  await stopMonitors()
})

const eventually = (check: () => Promise<void> | void): Promise<void> =>
  vi.waitFor(check, { timeout: 15_000, interval: 50 })

const auditOf = ({ runtime }: Monitor) =>
  runtime.door.use(async (store) => (await store.listAudit({ limit: 100 })).map(({ action }) => action))

describe('a wall screen', () => {
  it('is paired, goes on after a restart and a sign-out, and is refused at once when it is withdrawn', async () => {
    const monitor = await start({ scenarios: ['failures', 'clean'], speed: 60 })
    const tv = createBrowser('198.51.100.7')
    const nobody = await tv.ask(wallRoute)
    expect([nobody.status, (await problemOf(nobody))['code']]).toEqual([401, 'screen_not_paired'])

    const beforeMs = Date.now()
    const asked = await tv.ask(pairRoute, { method: 'POST', body: {} })
    const afterMs = Date.now()
    const cookie = asked.headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(/HttpOnly/i)
    expect(cookie).toMatch(/SameSite=Lax/i)
    expect(cookie).toMatch(/Max-Age=34560000/i)
    const { code, expiresAfterMs, expiresAtUtc } = pairingReplySchema.parse(await asked.json())
    expect(expiresAfterMs).toBeLessThanOrEqual(CODE_LIFE_MS)
    expect(expiresAfterMs).toBeGreaterThanOrEqual(Date.parse(expiresAtUtc) - afterMs)
    expect(Date.parse(expiresAtUtc)).toBeGreaterThanOrEqual(beforeMs + CODE_LIFE_MS)
    expect(Date.parse(expiresAtUtc)).toBeLessThanOrEqual(afterMs + CODE_LIFE_MS)
    const waiting = await tv.ask(wallRoute)
    expect(waiting.status).toBe(401)
    expect(await problemOf(waiting)).toMatchObject({ code: 'screen_pending', retryAfterMs: 3_000 })

    const staff = await signedIn()
    const approval = { method: 'POST', body: { name: ' NOC left ', scope: ALL } }
    const approved = await staff.ask(approveRoute, {
      ...approval,
      screen: `${code.slice(0, 3)} ${code.slice(3)}`.toLowerCase(),
    })
    expect(approved.status).toBe(201)
    const screen = screenSchema.parse(await approved.json())
    expect(screen).toMatchObject({ name: 'NOC left', state: 'active', scope: ALL, contactAtUtc: null })
    const again = await staff.ask(approveRoute, { ...approval, screen: code })
    expect([again.status, (await problemOf(again))['code']]).toEqual([404, 'code_unknown'])

    await eventually(async () => {
      const wall = await wallOf(tv)
      expect(wall.screen).toEqual({
        id: screen.id,
        name: 'NOC left',
        scope: ALL,
        settings: DEFAULT_SCREEN_SETTINGS,
      })
      expect(wall.sessions[0]?.counts.failed).toBe(1)
      expect(wall.totals).toMatchObject({ running: 2, withFailures: 1 })
    })
    const repaired = await tv.ask(pairRoute, { method: 'POST' })
    expect([repaired.status, (await problemOf(repaired))['code']]).toEqual([409, 'conflict'])

    await staff.ask(signOutRoute, { method: 'POST' })
    await monitor.restart()
    serve(monitor)
    expect((await wallOf(tv)).screen.name).toBe('NOC left')

    const other = await signedIn()
    await eventually(async () => {
      const list = screenListReplySchema.parse(await (await other.ask(listRoute)).json())
      expect(list.screens).toMatchObject([{ id: screen.id, state: 'active', client: 'Chrome on Linux' }])
      expect(list.screens[0]?.contactAtUtc).not.toBeNull()
    })
    const revoke = () => other.ask(revokeRoute, { method: 'DELETE', screen: screen.id })
    expect((await revoke()).status).toBe(204)
    const gone = await tv.ask(wallRoute)
    expect(gone.status).toBe(410)
    const problem = await problemOf(gone)
    expect(problem).toMatchObject({ code: 'screen_revoked', sinceUtc: expect.stringMatching(/Z$/) })
    expect(JSON.stringify(problem)).not.toContain('NOC left')
    expect((await revoke()).status).toBe(204)
    const list = screenListReplySchema.parse(await (await other.ask(listRoute)).json())
    expect(list.screens).toMatchObject([{ state: 'revoked', revokedBy: 'SRV-EM06\\portal' }])
    // It can be paired anew, and the earlier token stays withdrawn.
    const before = new Map(tv.jar)
    await paired(other, ALL, 'NOC right', tv)
    expect((await wallOf(tv)).screen.name).toBe('NOC right')
    tv.jar.clear()
    for (const [name, value] of before) tv.jar.set(name, value)
    expect((await tv.ask(wallRoute)).status).toBe(410)

    expect((await auditOf(monitor)).filter((action) => action.startsWith('screen_'))).toEqual([
      'screen_approved',
      'screen_revoked',
      'screen_code_refused',
      'screen_approved',
    ])
  })

  it('says when its code has ended, and is told so by no other words than a code that nobody shows', async () => {
    let aheadMs = 0
    await start({ scenarios: [] }, {}, { now: () => Date.now() + aheadMs })
    const staff = await signedIn()
    const tv = createBrowser()
    const { code } = pairingReplySchema.parse(await (await tv.ask(pairRoute, { method: 'POST' })).json())
    aheadMs = CODE_LIFE_MS
    const ended = await tv.ask(wallRoute)
    expect([ended.status, (await problemOf(ended))['code']]).toEqual([410, 'screen_expired'])
    const tries = await Promise.all(
      [code, 'CCCCCC', 'not-a-code', '%00'].map((screen) =>
        staff.ask(approveRoute, { method: 'POST', screen, body: { name: 'x', scope: ALL } }),
      ),
    )
    const words = await Promise.all(tries.map((reply) => reply.text()))
    expect(tries.map(({ status }) => status)).toEqual([404, 404, 404, 404])
    expect(new Set(words).size).toBe(1)
  })

  it('cannot be approved by guessing: ten wrong codes, then a pause', async () => {
    await start({ scenarios: [] })
    const staff = await signedIn()
    const guess = () =>
      staff.ask(approveRoute, { method: 'POST', screen: 'CCCCCC', body: { name: 'x', scope: ALL } })
    for (let n = 0; n < 10; n += 1) expect((await guess()).status).toBe(404)
    const stopped = await guess()
    expect(stopped.status).toBe(429)
    expect(Number(stopped.headers.get('retry-after'))).toBeGreaterThan(500)
  })

  it('is the business of operators, and of our own pages', async () => {
    await start({ scenarios: [] })
    const body = { name: 'x', scope: ALL }
    const calls = (browser: Browser, headers = {}) => [
      browser.ask(listRoute, { headers }),
      browser.ask(approveRoute, { method: 'POST', screen: 'K7M4XR', body, headers }),
      browser.ask(changeRoute, { method: 'PATCH', screen: 'x', body: { name: 'y' }, headers }),
      browser.ask(revokeRoute, { method: 'DELETE', screen: 'x', headers }),
    ]
    const statuses = async (browser: Browser, headers = {}) =>
      (await Promise.all(calls(browser, headers))).map(({ status }) => status)
    expect(await statuses(createBrowser())).toEqual([401, 401, 401, 401])
    expect(await statuses(await signedIn(VIEWER))).toEqual([403, 403, 403, 403])
    const operator = await signedIn()
    expect(await statuses(operator)).toEqual([200, 404, 404, 404])
    expect(await statuses(operator, { origin: 'http://evil.example' })).toEqual([200, 403, 403, 403])
    const foreign = await createBrowser().ask(pairRoute, {
      method: 'POST',
      headers: { origin: 'http://evil.example' },
    })
    expect(foreign.status).toBe(403)
  })

  it('is not let in by the wrong form of anything', async () => {
    await start({ scenarios: [] })
    const staff = await signedIn()
    const { screen } = await paired(staff)
    for (const body of [
      {},
      { name: 'x' },
      { name: '  ', scope: ALL },
      { name: 'x'.repeat(61), scope: ALL },
      { name: 'x', scope: { kind: 'everything' } },
      { name: 'x', scope: { kind: 'all', more: 1 } },
      { name: 'x', scope: { kind: 'sessions', sessionIds: [] } },
      { name: 'x', scope: { kind: 'sessions', sessionIds: ['no id'] } },
      { name: 'x', scope: { kind: 'tenant', tenantId: '', tenantName: null } },
    ]) {
      const reply = await staff.ask(approveRoute, { method: 'POST', screen: 'K7M4XR', body })
      expect([body, reply.status]).toEqual([body, 400])
    }
    for (const body of [{}, { name: '' }, { id: 'x' }, { scope: null }]) {
      const reply = await staff.ask(changeRoute, { method: 'PATCH', screen: screen.id, body })
      expect([body, reply.status]).toEqual([body, 400])
    }
  })

  it('goes on while the record is away; a device that nobody knows is told so', async () => {
    const monitor = await start({ scenarios: ['clean'], speed: 60 })
    const staff = await signedIn()
    const { tv } = await paired(staff)
    await wallOf(tv)
    const { door } = monitor.runtime
    const use = vi
      .spyOn(door, 'use')
      .mockRejectedValue(
        await import('@/lib/store/store-fault').then(({ storeError }) =>
          storeError('unreachable', 'the record', new Error('away')),
        ),
      )
    expect((await wallOf(tv)).screen.name).toBe('NOC left')
    const stranger = createBrowser()
    stranger.jar.set('failover-screen', 'A'.repeat(43))
    const refused = await stranger.ask(wallRoute)
    expect([refused.status, (await problemOf(refused))['code']]).toEqual([503, 'record_unavailable'])
    use.mockRestore()
  })
})

describe('what a screen shows', () => {
  const texts = (wall: WallReply): string => JSON.stringify(wall)

  it('is one tenant’s and nothing of anybody else’s, although both run plans of one name', async () => {
    const monitor = await start({ scenarios: ['twin-a', 'twin-b', 'clean'], speed: 60 })
    const staff = await signedIn()
    const list = async () => screenListReplySchema.parse(await (await staff.ask(listRoute)).json())
    let birch: { id: string; name: string | null } | undefined
    await eventually(async () => {
      birch = (await list()).tenants.find(({ name }) => name === 'Birch & Partner')
      expect(birch).toBeDefined()
    })
    const scope = { kind: 'tenant', tenantId: birch?.id ?? '', tenantName: birch?.name ?? null } as const
    const { tv } = await paired(staff, scope)
    await eventually(async () => {
      const wall = await wallOf(tv)
      expect(wall.sessions.map(({ session }) => session.id)).toEqual([idOf(monitor, 'twin-a')])
      expect(wall.sessions[0]?.session.tenant).toEqual(birch)
      expect(wall.totals.running).toBe(1)
    })
    const wall = await wallOf(tv)
    const theirs = await monitor.runtime.sessions.read(idOf(monitor, 'twin-b'))
    for (const word of [
      'Cedar',
      'Harbour',
      idOf(monitor, 'twin-b'),
      idOf(monitor, 'clean'),
      theirs.session.plan?.id ?? 'no plan',
      theirs.session.tenant?.id ?? 'no tenant',
      // Nor the provider's inside.
      theirs.session.backupServer?.name ?? 'no server',
    ]) {
      expect(texts(wall)).not.toContain(word)
    }
    expect(wall).toMatchObject({ scopeUnknown: null, unreadable: 0, commands: [] })
  })

  it('is the chosen runs and nothing of the others; another choice shows at the next poll', async () => {
    const monitor = await start({ scenarios: ['twin-a', 'failures', 'clean'], speed: 60 })
    const staff = await signedIn()
    const chosen = idOf(monitor, 'failures')
    const { tv, screen } = await paired(staff, { kind: 'sessions', sessionIds: [chosen] })
    await eventually(async () => {
      expect((await wallOf(tv)).sessions.map(({ session }) => session.id)).toEqual([chosen])
    })
    const wall = await wallOf(tv)
    for (const word of ['Birch', 'Harbour', idOf(monitor, 'twin-a'), idOf(monitor, 'clean')])
      expect(texts(wall)).not.toContain(word)
    const other = { kind: 'sessions', sessionIds: [idOf(monitor, 'clean')] } as const
    const changed = await staff.ask(changeRoute, {
      method: 'PATCH',
      screen: screen.id,
      body: { name: 'Hall', scope: other },
    })
    expect(screenSchema.parse(await changed.json())).toMatchObject({ name: 'Hall', scope: other })
    const next = await wallOf(tv)
    expect(next.screen.name).toBe('Hall')
    expect(next.sessions.map(({ session }) => session.id)).toEqual(other.sessionIds)
    expect(await auditOf(monitor)).toContain('screen_changed')
  })

  it('is nothing, with the reason, where the account may not read whose runs they are', async () => {
    const env = { EM_USERNAME: 'portal', EM_PASSWORD: 'portal-secret' }
    const monitor = await start({ scenarios: ['twin-a'], speed: 60 }, env)
    const staff = await signedIn()
    const tenantId = '3f2504e0-4f89-11d3-9a0c-0305e82c3301'
    const { tv } = await paired(staff, { kind: 'tenant', tenantId, tenantName: 'Birch & Partner' })
    await eventually(async () => {
      const wall = await wallOf(tv)
      expect(wall).toMatchObject({ sessions: [], scopeUnknown: 'forbidden' })
    })
    const list = screenListReplySchema.parse(await (await staff.ask(listRoute)).json())
    expect(list).toMatchObject({ tenants: [], tenantsUnknown: 'forbidden' })
    expect(list.runs.map(({ id }) => id)).toContain(idOf(monitor, 'twin-a'))
  })

  it('ends two hours after a run has', async () => {
    let aheadMs = 0
    const monitor = await start(
      { scenarios: ['clean', 'finished', 'failed-silent'] },
      {},
      { now: () => Date.now() + aheadMs },
    )
    const staff = await signedIn()
    const { tv } = await paired(staff)
    const shown = async () => (await wallOf(tv)).sessions.map(({ session }) => session.id)
    const all = await monitor.runtime.sessions.list({ sort: 'newest', page: 1 })
    const ended = all.sessions.find(({ session }) => session.id === idOf(monitor, 'failed-silent'))
    const endMs = Date.parse(ended?.session.endTimeUtc ?? '')
    aheadMs = endMs + 2 * 60 * 60_000 - Date.now() - 60_000
    expect(await shown()).toContain(idOf(monitor, 'failed-silent'))
    aheadMs += 120_000
    expect(await shown()).not.toContain(idOf(monitor, 'failed-silent'))
  })

  it('has an ETag, and names no host when Enterprise Manager is away', async () => {
    const monitor = await start({ scenarios: ['finished'] })
    const staff = await signedIn()
    const { tv } = await paired(staff)
    await wallOf(tv)
    await eventually(async () => {
      const etag = (await tv.ask(wallRoute)).headers.get('etag') ?? ''
      const again = await tv.ask(wallRoute, { headers: { 'if-none-match': etag } })
      expect(again.status).toBe(304)
      expect(again.headers.get('observed-at')).toMatch(/Z$/)
    })
    monitor.simulator.setFault({ kind: 'reset' })
    await eventually(async () => {
      const wall = await wallOf(tv)
      expect(wall.freshness).toMatchObject({
        problem: { code: 'unreachable', message: 'Enterprise Manager cannot be reached' },
      })
      expect(texts(wall)).not.toContain('127.0.0.1')
    })
  })
})
