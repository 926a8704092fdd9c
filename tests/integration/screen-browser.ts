import { expect } from 'vitest'
import { startMonitor, type Monitor } from './monitor'
import { POST as signInRoute } from '@/app/api/auth/sign-in/enterprise-manager/route'
import { POST as approveRoute } from '@/app/api/screens/[screen]/approve/route'
import { POST as pairRoute } from '@/app/api/screens/pairing/route'
import { GET as wallRoute } from '@/app/api/wall/route'
import { pairingReplySchema, screenSchema, wallReplySchema, type WallReply } from '@/lib/api/screen-replies'

const HOST = '127.0.0.1:3000'
export const RUNTIME = Symbol.for('failover-monitor.runtime')
export const OPERATOR = { username: 'portal', password: 'portal-secret' }
export const VIEWER = { username: 'operator', password: 'operator-secret' }
export const ALL = { kind: 'all' } as const

/** The routes find their runtime where the server puts it. */
export const serve = ({ runtime }: Pick<Monitor, 'runtime'>): void =>
  void Object.assign(globalThis, { [RUNTIME]: runtime })

export async function start(...args: Parameters<typeof startMonitor>): Promise<Monitor> {
  const monitor = await startMonitor(...args)
  await monitor.runtime.opened
  serve(monitor)
  return monitor
}

type Route = (
  request: Request,
  context: { params: Promise<Record<string, string | string[] | undefined>> },
) => Promise<Response>

/** A browser: it keeps the cookies that it is given. */
export function createBrowser(address = '192.0.2.1') {
  const jar = new Map<string, string>()
  return {
    jar,
    async ask(
      route: Route,
      over: {
        method?: string
        path?: string
        sessionId?: string
        screen?: string
        commandId?: string
        body?: unknown
        headers?: Record<string, string>
      } = {},
    ): Promise<Response> {
      const { method = 'GET', path = '/', sessionId, screen, commandId, body, headers = {} } = over
      const request = new Request(`http://${HOST}${path}`, {
        method,
        headers: {
          'x-client-address': address,
          'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36',
          host: HOST,
          origin: `http://${HOST}`,
          cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const response = await route(request, {
        params: Promise.resolve({
          ...(sessionId === undefined ? {} : { sessionId }),
          ...(screen === undefined ? {} : { screen }),
          ...(commandId === undefined ? {} : { commandId }),
        }),
      })
      for (const cookie of response.headers.getSetCookie()) {
        const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=')
        if (/max-age=0/i.test(cookie)) jar.delete(name)
        else jar.set(name, value)
      }
      return response
    },
  }
}
export type Browser = ReturnType<typeof createBrowser>

export async function signedIn(account = OPERATOR): Promise<Browser> {
  const browser = createBrowser()
  const reply = await browser.ask(signInRoute, { method: 'POST', body: account })
  expect(reply.status).toBe(204)
  return browser
}

export async function paired(staff: Browser, scope: unknown = ALL, name = 'NOC left', tv = createBrowser()) {
  const asked = await tv.ask(pairRoute, { method: 'POST' })
  expect(asked.status).toBe(200)
  const { code } = pairingReplySchema.parse(await asked.json())
  const reply = await staff.ask(approveRoute, { method: 'POST', screen: code, body: { name, scope } })
  expect(reply.status).toBe(201)
  return { tv, screen: screenSchema.parse(await reply.json()) }
}

export const problemOf = async (response: Response): Promise<Record<string, unknown>> => {
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  return (await response.json()) as Record<string, unknown> // safe: a problem is an object
}

export async function wallOf(tv: Browser, headers: Record<string, string> = {}): Promise<WallReply> {
  const response = await tv.ask(wallRoute, { headers })
  expect(response.status).toBe(200)
  return wallReplySchema.parse(await response.json())
}
