import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { startOpenIdProvider, type OpenIdProvider } from '../openid-provider'
import { createCookieJar, type CookieJar } from './cookie-jar'
import { auditOf, call, ORIGIN, serve } from './handlers'
import { startMonitor, stopMonitors, type Monitor } from './monitor'
import { GET as callback } from '@/app/api/auth/callback/oidc/route'
import { GET as me } from '@/app/api/auth/me/route'
import { GET as begin } from '@/app/api/auth/sign-in/oidc/route'
import type { MeReply } from '@/lib/api/access-replies'

// Each test starts servers of its own; a busy machine takes seconds for that.
vi.setConfig({ testTimeout: 60_000 })

const RETURN = '/api/auth/callback/oidc'
const ACCOUNTS = {
  vera: { name: 'Vera Viewer', groups: ['dr-viewers', 'all'] },
  adam: { name: 'Adam Admin', groups: ['dr-viewers', 'dr-admins'] },
  olga: { preferred_username: 'olga', groups: 'dr-staff', realm_access: { roles: ['realm-admin'] } },
  nobody: { email: 'nobody@example.com', groups: ['all'] },
  loner: {},
}

let provider: OpenIdProvider
beforeEach(async () => {
  provider = await startOpenIdProvider(ACCOUNTS)
})
afterEach(async () => {
  await stopMonitors()
  await provider.close()
})

async function setUp(
  env: Record<string, string> = {},
  configuration: Record<string, unknown> = {},
  clock: { now: () => number } = Date,
): Promise<Monitor> {
  await provider.register(`${ORIGIN}${RETURN}`, configuration)
  const monitor = await startMonitor(
    { scenarios: [] },
    {
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: provider.clientId,
      OIDC_CLIENT_SECRET: provider.clientSecret,
      OIDC_ROLE_MAP: 'dr-viewers=viewer, dr-staff=operator, dr-admins=admin, realm-admin=admin',
      ...env,
    },
    { now: clock.now },
  )
  serve(monitor)
  return monitor
}

/** From the click on single sign-on to the provider's log-in page. */
async function toProvider(monitor: CookieJar, browser: CookieJar, from = '/health') {
  const first = await call(begin, `/api/auth/sign-in/oidc?from=${encodeURIComponent(from)}`, { jar: monitor })
  expect(first.status).toBe(303)
  const authorise = first.headers.get('location') ?? ''
  const login = await browser.send(authorise)
  expect(login.status).toBe(303)
  return { authorise, page: new URL(login.headers.get('location') ?? '', authorise).href }
}

/** Through the log-in page and back. @returns path and query of the return */
async function logIn(browser: CookieJar, page: string, account: string | null): Promise<string> {
  const sent = await browser.send(account === null ? `${page}/abort` : page, { account: account ?? '' })
  let location = sent.headers.get('location') ?? ''
  for (let step = 0; step < 5 && !location.startsWith(ORIGIN); step += 1)
    location = (await browser.send(location)).headers.get('location') ?? ''
  expect(location).toContain(`${ORIGIN}${RETURN}?`)
  return location.slice(ORIGIN.length)
}

async function signIn(account: string | null, from?: string) {
  const [jar, browser] = [createCookieJar(), createCookieJar()]
  const { page } = await toProvider(jar, browser, from)
  const back = await logIn(browser, page, account)
  const response = await call(callback, back, { jar })
  return { jar, back, response, location: response.headers.get('location') }
}

const whoIs = async (jar: CookieJar): Promise<MeReply> => {
  const reply = await call(me, '/api/auth/me', { jar })
  expect(reply.status).toBe(200)
  return (await reply.json()) as MeReply // safe: the contract tests know its form
}

describe('single sign-on against a real provider', () => {
  it.each([
    ['vera', 'Vera Viewer', 'viewer'],
    ['adam', 'Adam Admin', 'admin'],
    ['olga', 'olga', 'operator'],
  ] as const)('%s comes back to the asked page with the role of her groups', async (account, name, role) => {
    const monitor = await setUp()
    const { jar, response, location } = await signIn(account, '/sessions/x?y=1')
    expect(response.status).toBe(303)
    expect(location).toBe('/sessions/x?y=1')
    expect(response.headers.getSetCookie().join('\n')).toMatch(/failover-staff=.+HttpOnly; SameSite=Lax/)
    // What was under way is taken away again.
    expect([...jar.cookies.keys()]).toEqual(['failover-staff'])
    expect(await whoIs(jar)).toMatchObject({ role, person: { name, source: 'oidc' } })
    const [person] = await monitor.runtime.door.use((store) => store.listPeople())
    expect(person).toMatchObject({ subject: `${provider.issuer}|${account}`, foundRole: role, setRole: null })
    expect((await auditOf(monitor)).map(({ action, actor }) => [action, actor.name])).toEqual([
      ['sign_in', name],
    ])
  })

  it('takes claims from the ID token where they are there, and roles from within', async () => {
    await setUp({ OIDC_ROLE_CLAIM: 'realm_access.roles' }, { conformIdTokenClaims: false })
    expect(await whoIs((await signIn('olga')).jar)).toMatchObject({ role: 'admin' })
  })

  it('works for a client without a secret, and for one whose secret goes in the body', async () => {
    const client = {
      client_id: provider.clientId,
      redirect_uris: [`${ORIGIN}${RETURN}`],
      grant_types: ['authorization_code'],
      response_types: ['code'],
    }
    await setUp(
      { OIDC_CLIENT_SECRET: '' },
      { clients: [{ ...client, token_endpoint_auth_method: 'none' }], clientAuthMethods: ['none'] },
    )
    expect(await whoIs((await signIn('vera')).jar)).toMatchObject({ role: 'viewer' })
    await stopMonitors()
    const posting = { client_secret: provider.clientSecret, token_endpoint_auth_method: 'client_secret_post' }
    await setUp({}, { clients: [{ ...client, ...posting }], clientAuthMethods: ['client_secret_post'] })
    expect(await whoIs((await signIn('vera')).jar)).toMatchObject({ role: 'viewer' })
  })

  it.each(['nobody', 'loner'])(
    '%s has no group with a role: known, told, and not let in',
    async (account) => {
      const monitor = await setUp()
      const { jar, location } = await signIn(account)
      expect(location).toBe('/sign-in?error=no_failover_right&from=%2Fhealth')
      expect(jar.cookies.size).toBe(0)
      const [event] = await auditOf(monitor)
      expect(event).toMatchObject({
        action: 'sign_in_refused',
        detail: { source: 'oidc', reason: 'no_failover_right' },
      })
      // An administrator can let them in by name.
      const [person] = await monitor.runtime.door.use((store) => store.listPeople())
      await monitor.runtime.door.use((store) =>
        store.setPersonRole(person?.id ?? '', { role: 'operator', by: 'root', atMs: Date.now() }),
      )
      expect(await whoIs((await signIn(account)).jar)).toMatchObject({ role: 'operator' })
    },
  )

  it('a person who turns back at the provider is told so, and not signed in', async () => {
    const monitor = await setUp()
    const { jar, location } = await signIn(null)
    expect(location).toBe('/sign-in?error=refused&from=%2Fhealth')
    expect(jar.cookies.size).toBe(0)
    expect((await auditOf(monitor)).at(-1)).toMatchObject({
      action: 'sign_in_refused',
      detail: { source: 'oidc', reason: 'refused' },
    })
  })

  it('an address is good once, in the browser that began, and for ten minutes', async () => {
    let ahead = 0
    const monitor = await setUp({}, {}, { now: () => Date.now() + ahead })
    const [jar, browser] = [createCookieJar(), createCookieJar()]
    const { page } = await toProvider(jar, browser)
    const back = await logIn(browser, page, 'adam')
    const held = new Map(jar.cookies)
    // Another browser: somebody was sent the address to be signed in as somebody else.
    const other = createCookieJar()
    expect((await call(callback, back, { jar: other })).headers.get('location')).toBe(
      '/sign-in?error=expired',
    )
    expect((await call(callback, back, { jar })).headers.get('location')).toBe('/health')
    // Once more, even with the cookie that was kept.
    for (const [name, value] of held) other.cookies.set(name, value)
    expect((await call(callback, back, { jar: other })).headers.get('location')).toBe(
      '/sign-in?error=expired&from=%2Fhealth',
    )
    // Another sign-in's answer.
    const mixed = createCookieJar()
    await toProvider(mixed, createCookieJar())
    expect((await call(callback, back, { jar: mixed })).headers.get('location')).toContain('error=expired')
    // Changed in the browser.
    const changed = createCookieJar()
    const again = await toProvider(changed, browser)
    const state = new URL(again.authorise).searchParams.get('state')
    const [name = '', sealed = ''] = [...changed.cookies][0] ?? []
    changed.cookies.set(name, `${sealed.slice(0, -3)}AAA`)
    const query = new URLSearchParams({ code: 'abc', state: state ?? '', iss: provider.issuer })
    expect((await call(callback, `${RETURN}?${query}`, { jar: changed })).headers.get('location')).toBe(
      '/sign-in?error=expired',
    )
    // Too late.
    const late = createCookieJar()
    const slow = createCookieJar()
    const begun = await toProvider(late, slow)
    const lateBack = await logIn(slow, begun.page, 'adam')
    ahead = 11 * 60_000
    expect((await call(callback, lateBack, { jar: late })).headers.get('location')).toBe(
      '/sign-in?error=expired',
    )
    for (const one of [other, mixed, changed, late]) expect(one.cookies.has('failover-staff')).toBe(false)
    const reasons = (await auditOf(monitor)).map(
      ({ action, detail }) => `${action} ${String(detail['reason'])}`,
    )
    expect(reasons).toEqual([
      'sign_in_refused expired',
      'sign_in undefined',
      ...Array.from({ length: 4 }, () => 'sign_in_refused expired'),
    ])
  })

  it('an answer of another issuer, a made-up code and an answer without one are no sign-in', async () => {
    await setUp()
    const [jar, browser] = [createCookieJar(), createCookieJar()]
    const ask = async (over: Record<string, string>) => {
      const { authorise } = await toProvider(jar, browser)
      const state = new URL(authorise).searchParams.get('state') ?? ''
      const query = new URLSearchParams({ state, iss: provider.issuer, ...over })
      return (await call(callback, `${RETURN}?${query}`, { jar })).headers.get('location')
    }
    expect(await ask({ code: 'made-up' })).toContain('error=invalid')
    expect(await ask({ code: 'made-up', iss: 'https://evil.example' })).toContain('error=invalid')
    expect(await ask({})).toContain('error=invalid')
    expect(await ask({ error: '<script>alert(1)</script>' })).toContain('error=refused')
    expect(jar.cookies.size).toBe(0)
  })

  it('an ID token that somebody else has signed is none', async () => {
    await setUp()
    provider.tellOtherKeys()
    const { jar, location } = await signIn('adam')
    expect(location).toBe('/sign-in?error=invalid&from=%2Fhealth')
    expect(jar.cookies.size).toBe(0)
  })

  it('a provider that is down is told', async () => {
    const monitor = await setUp()
    // Nothing listens there any more.
    await provider.close()
    const jar = createCookieJar()
    const down = await call(begin, '/api/auth/sign-in/oidc?from=/health', { jar })
    expect(down.status).toBe(303)
    expect(down.headers.get('location')).toBe('/sign-in?error=unreachable&from=%2Fhealth')
    expect((await auditOf(monitor)).at(-1)).toMatchObject({
      detail: { source: 'oidc', reason: 'unreachable' },
    })
  })

  it('a provider that starts, or fails between the two steps, is told too and does not stick', async () => {
    const monitor = await startMonitor(
      { scenarios: [] },
      {
        OIDC_ISSUER: provider.issuer,
        OIDC_CLIENT_ID: provider.clientId,
        OIDC_CLIENT_SECRET: provider.clientSecret,
        OIDC_ROLE_MAP: 'dr-admins=admin',
      },
    )
    serve(monitor)
    const starting = await call(begin, '/api/auth/sign-in/oidc')
    expect(starting.headers.get('location')).toBe('/sign-in?error=unreachable&from=%2F')
    await provider.register(`${ORIGIN}${RETURN}`)
    const [jar, browser] = [createCookieJar(), createCookieJar()]
    const { page } = await toProvider(jar, browser)
    const back = await logIn(browser, page, 'adam')
    provider.failTokens(true)
    expect((await call(callback, back, { jar })).headers.get('location')).toContain('error=unreachable')
    provider.failTokens(false)
    expect((await signIn('adam')).location).toBe('/health')
  })

  it('leads back to no foreign address', async () => {
    await setUp()
    expect((await signIn('adam', '//evil.example/')).location).toBe('/')
    expect((await signIn('adam', '/\\evil.example')).location).toBe('/')
  })

  it('without settings both addresses say so on the sign-in page', async () => {
    serve(await startMonitor({ scenarios: [] }))
    const start = await call(begin, '/api/auth/sign-in/oidc?from=/people')
    expect(start.headers.get('location')).toBe('/sign-in?error=not_set_up&from=%2Fpeople')
    const end = await call(callback, `${RETURN}?code=a&state=b`)
    expect(end.headers.get('location')).toBe('/sign-in?error=not_set_up')
  })

  it('behind https the provider is given the public address, and cookies are for this host only', async () => {
    await provider.register(`https://monitor.example${RETURN}`)
    const monitor = await startMonitor(
      { scenarios: [] },
      {
        OIDC_ISSUER: provider.issuer,
        OIDC_CLIENT_ID: provider.clientId,
        OIDC_ROLE_MAP: 'dr-admins=admin',
        PUBLIC_URL: 'https://monitor.example',
      },
    )
    serve(monitor)
    const response = await call(begin, '/api/auth/sign-in/oidc')
    const asked = new URL(response.headers.get('location') ?? '').searchParams
    expect(asked.get('redirect_uri')).toBe(`https://monitor.example${RETURN}`)
    expect(asked.get('code_challenge_method')).toBe('S256')
    expect(asked.get('nonce')).toHaveLength(43)
    expect(asked.get('scope')).toBe('openid profile email groups')
    expect(response.headers.getSetCookie()[0]).toMatch(
      /^__Host-failover-oidc=.+; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
  })
})
