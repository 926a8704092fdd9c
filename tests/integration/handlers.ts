import { onTestFinished } from 'vitest'
import type { Monitor } from './monitor'
import type { CookieJar } from './cookie-jar'

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>

export const ORIGIN = 'http://monitor.example:3000'

/** Lets route handlers find the runtime of a test, where they find the process's own otherwise. */
export function serve(monitor: Monitor): void {
  const key = Symbol.for('failover-monitor.runtime')
  Object.assign(globalThis, { [key]: monitor.runtime })
  onTestFinished(() => {
    Object.assign(globalThis, { [key]: undefined })
  })
}

/** One request to a handler, as it arrives behind the start program. */
export async function call(
  handler: Handler,
  path: string,
  asked: {
    method?: string
    params?: Record<string, string>
    body?: unknown
    jar?: CookieJar
    address?: string
    headers?: Record<string, string>
  } = {},
): Promise<Response> {
  const { method = 'GET', params = {}, body, jar, address = '192.0.2.7', headers = {} } = asked
  const request = new Request(`${ORIGIN}${path}`, {
    method,
    headers: {
      host: new URL(ORIGIN).host,
      'x-client-address': address,
      'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
      ...(method === 'GET' ? {} : { origin: ORIGIN }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(jar ? { cookie: jar.header() } : {}),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const response = await handler(request, { params: Promise.resolve(params) })
  return jar ? jar.take(response) : response
}

/** Every event of the audit, oldest first. */
export const auditOf = async (monitor: Monitor) =>
  (await monitor.runtime.door.use((store) => store.listAudit({ limit: 500 }))).toReversed()
