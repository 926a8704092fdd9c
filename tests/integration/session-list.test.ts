import { afterEach, describe, expect, it, vi } from 'vitest'
import { createCookieJar, type CookieJar } from './cookie-jar'
import { auditOf, call, serve } from './handlers'
import { idOf, startMonitor, stopMonitors, type Monitor } from './monitor'
import { POST as signInByEm } from '@/app/api/auth/sign-in/enterprise-manager/route'
import { DELETE as removeFilter, PATCH as changeFilter } from '@/app/api/filters/[filterId]/route'
import { GET as getFilters, POST as addFilter } from '@/app/api/filters/route'
import { GET as getFacets } from '@/app/api/sessions/facets/route'
import { GET as getSessions } from '@/app/api/sessions/route'
import { filtersReplySchema, savedFilterSchema } from '@/lib/api/filter-replies'
import { facetsReplySchema, sessionListReplySchema, type SessionListReply } from '@/lib/api/replies'

// Each test starts servers of its own; a busy machine takes seconds for that.
vi.setConfig({ testTimeout: 60_000 })
afterEach(stopMonitors)

const ACCOUNTS = [
  { username: 'monitor', password: 'monitor-secret', role: 'administrator' },
  { username: 'operator', password: 'operator-secret', role: 'restore-operator' },
] as const

async function signIn(username: string): Promise<CookieJar> {
  const jar = createCookieJar()
  const body = { username, password: `${username}-secret` }
  const reply = await call(signInByEm, '/api/auth/sign-in/enterprise-manager', { method: 'POST', body, jar })
  expect(reply.status).toBe(204)
  return jar
}

async function start(scenarios: ('clean' | 'failures')[], speed: number): Promise<Monitor> {
  const monitor = await startMonitor({ scenarios, speed, historySessions: 70, accounts: [...ACCOUNTS] })
  serve(monitor)
  return monitor
}

async function list(jar: CookieJar, query = ''): Promise<SessionListReply> {
  const reply = await call(getSessions, `/api/sessions${query}`, { jar })
  expect(reply.status).toBe(200)
  return sessionListReplySchema.parse(await reply.json())
}

describe('the list over HTTP', () => {
  it('tells cards, totals and pages together, whatever it is narrowed down by', async () => {
    const monitor = await start(['clean'], 1)
    const jar = await signIn('monitor')
    const whole = await list(jar, '?state=ended')
    const id = idOf(monitor, 'clean')
    expect(whole.live.map(({ session }) => session.id)).toEqual([id])
    expect(whole.sessions.some(({ session }) => session.id === id)).toBe(false)
    expect(whole).toMatchObject({
      total: 70,
      pages: 2,
      totals: { running: 1, history: 70, incomplete: false },
    })
    expect(whole.totals.days).toHaveLength(30)
    const counted = whole.totals.days.reduce((sum, day) => sum + day.succeeded, 0)
    expect(whole.totals.succeeded30).toBe(counted)

    const failed = await list(jar, '?state=ended&result=failed')
    expect(failed.total).toBeLessThan(70)
    expect(
      failed.sessions.every(({ outcome }) => outcome.kind === 'ended' && outcome.result === 'failed'),
    ).toBe(true)
    expect([failed.live.length, failed.totals]).toEqual([1, whole.totals])
    // The list of before still has what runs at its top.
    expect((await list(jar)).sessions[0]?.session.id).toBe(id)
  })

  it('lists the very runs that need attention, and tells of any run by id whether it fits', async () => {
    const monitor = await start(['failures'], 60)
    const jar = await signIn('monitor')
    const id = idOf(monitor, 'failures')
    const open = await vi.waitFor(async () => {
      const reply = await list(jar, '?attention=open')
      expect(reply.sessions.map(({ session }) => session.id)).toContain(id)
      return reply
    }, 20_000)
    expect(open.total).toBe(open.totals.needAttention)
    expect(open.fitting).toContain(id)
    const other = await list(
      jar,
      `?state=ended&tenant=Nobody&also=${id},00000000-0000-4000-8000-000000000001`,
    )
    expect(other.fitting).toEqual([])
    expect(other.also).toEqual([
      { id, fits: false, run: expect.objectContaining({ session: expect.objectContaining({ id }) }) },
      { id: '00000000-0000-4000-8000-000000000001', fits: false, run: null },
    ])
  })

  it('finds a running failover by the name of one of its VMs', async () => {
    const monitor = await start(['clean'], 20)
    const jar = await signIn('monitor')
    const id = idOf(monitor, 'clean')
    const vm = await vi.waitFor(async () => {
      const { session } = await monitor.runtime.sessions.read(id)
      const name = session.tasks[0]?.vmName
      if (!name) throw new Error('no row yet')
      return name
    }, 15_000)
    const found = await list(jar, `?state=active&q=${encodeURIComponent(vm.toUpperCase())}`)
    expect(found.sessions.map((one) => one.session.id)).toEqual([id])
  })

  it('is the same reply while nothing changes, although it is read again and again', async () => {
    const monitor = await startMonitor({ scenarios: [], historySessions: 5, accounts: [...ACCOUNTS] })
    serve(monitor)
    const jar = await signIn('monitor')
    // Until plans, and with them tenants, are known.
    await vi.waitFor(async () => {
      const { sessions } = await list(jar)
      expect(sessions.some(({ session }) => session.plan !== null)).toBe(true)
    }, 15_000)
    const first = await call(getSessions, '/api/sessions?state=ended', { jar })
    const etag = first.headers.get('ETag') ?? ''
    const observedAt = first.headers.get('Observed-At') ?? ''
    await vi.waitFor(
      async () => {
        const again = await call(getSessions, '/api/sessions?state=ended', {
          jar,
          headers: { 'If-None-Match': etag },
        })
        expect(again.status).toBe(304)
        expect(again.headers.get('Observed-At')).not.toBe(observedAt)
      },
      { timeout: 10_000, interval: 100 },
    )
  })

  it('refuses what it does not know', async () => {
    await start([], 1)
    const jar = await signIn('monitor')
    for (const query of ['?sort=colour', '?when=1d', '?without=x', '?page=0'])
      expect((await call(getSessions, `/api/sessions${query}`, { jar })).status).toBe(400)
  })

  it('tells the names that occur', async () => {
    await start(['clean'], 1)
    const jar = await signIn('operator')
    const reply = await call(getFacets, '/api/sessions/facets', { jar })
    const facets = facetsReplySchema.parse(await reply.json())
    expect(facets.plans.length).toBeGreaterThan(2)
    expect(facets.plans.reduce((sum, { runs }) => sum + runs, 0)).toBe(71)
    const [plan] = facets.plans
    const found = await list(jar, `?plan=${encodeURIComponent(plan?.name ?? '')}`)
    expect(found.total).toBe(plan?.runs)
  })
})

describe('filters that are kept, over HTTP', () => {
  const add = (jar: CookieJar, body: unknown) =>
    call(addFilter, '/api/filters', { method: 'POST', body, jar })
  const at = (filterId: string) => ({ path: `/api/filters/${filterId}`, params: { filterId } })

  it('are the asker’s own, are checked, and stand in the audit', async () => {
    const monitor = await start([], 1)
    const [admin, viewer] = [await signIn('monitor'), await signIn('operator')]
    const kept = await add(viewer, {
      name: 'Failed',
      query: 'result=failed&when=7d&sort=took-desc',
      pinned: true,
    })
    expect(kept.status).toBe(201)
    const { id } = savedFilterSchema.parse(await kept.json())
    const others = await call(getFilters, '/api/filters', { jar: admin })
    expect(filtersReplySchema.parse(await others.json()).filters).toEqual([])

    for (const wrong of [
      { name: ' ', query: '', pinned: true },
      { name: 'x', query: 'result=great', pinned: true },
      { name: 'x', query: 'page=2', pinned: true },
      { name: 'x', query: '' },
    ])
      expect((await add(viewer, wrong)).status).toBe(400)
    const again = await add(viewer, { name: 'failed', query: '', pinned: false })
    expect([again.status, ((await again.json()) as { code: string }).code]).toEqual([409, 'conflict']) // safe: a problem

    const { path, params } = at(id)
    const foreign = await call(changeFilter, path, {
      method: 'PATCH',
      params,
      body: { pinned: false },
      jar: admin,
    })
    expect(foreign.status).toBe(404)
    const changed = await call(changeFilter, path, {
      method: 'PATCH',
      params,
      body: { name: 'Trouble' },
      jar: viewer,
    })
    expect(await changed.json()).toMatchObject({ name: 'Trouble', pinned: true })
    expect((await call(removeFilter, path, { method: 'DELETE', params, jar: admin })).status).toBe(404)
    expect((await call(removeFilter, path, { method: 'DELETE', params, jar: viewer })).status).toBe(204)
    const events = await auditOf(monitor)
    expect(events.map(({ action }) => action).filter((action) => action.startsWith('filter_'))).toEqual([
      'filter_saved',
      'filter_changed',
      'filter_removed',
    ])
  })
})
