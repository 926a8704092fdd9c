import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { onTestFinished } from 'vitest'
import { type Simulator, type SimulatorOptions, startSimulator } from '@/simulator/start-simulator'

export const START_MS = Date.parse('2026-11-23T08:00:00.250Z')

/** A simulator with a clock of its own, closed when the test has finished. */
export async function startWithClock(
  options: SimulatorOptions = {},
): Promise<{ simulator: Simulator; pass: (ms: number) => void }> {
  let nowMs = START_MS
  const simulator = await startSimulator({ now: () => nowMs, ...options })
  onTestFinished(() => simulator.close())
  return { simulator, pass: (ms) => void (nowMs += ms) }
}

export type Answer = { status: number; reason: string; headers: Headers; text: string }

export type Call = { method?: string; headers?: Record<string, string>; body?: string }

/** A request as somebody would write it who has only read the documents. */
export async function call(simulator: Simulator, path: string, init: Call = {}): Promise<Answer> {
  const response = await fetch(`${simulator.url}${path}`, { ...init, redirect: 'manual' })
  return {
    status: response.status,
    reason: response.statusText,
    headers: response.headers,
    // `text()` would swallow a byte order mark.
    text: Buffer.from(await response.arrayBuffer()).toString('utf8'),
  }
}

type RoleName = 'administrator' | 'portal-user' | 'restore-operator' | 'item-operator' | 'tenant'

export const ACCOUNTS: Record<RoleName, [username: string, password: string]> = {
  administrator: ['monitor', 'monitor-secret'],
  'portal-user': ['portal', 'portal-secret'],
  'restore-operator': ['operator', 'operator-secret'],
  'item-operator': ['sql', 'sql-secret'],
  tenant: ['tenant', 'tenant-secret'],
}

export const basic = (username: string, password: string): string =>
  `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`

/** Logs on and gives the header to send from then on. */
export async function logOn(
  simulator: Simulator,
  role: RoleName = 'administrator',
): Promise<{ 'X-RestSvcSessionId': string }> {
  const answer = await call(simulator, '/api/sessionMngr/?v=latest', {
    method: 'POST',
    headers: { Authorization: basic(...ACCOUNTS[role]) },
  })
  const token = answer.headers.get('x-restsvcsessionid')
  if (answer.status !== 201 || token === null) throw new Error(`Logon refused: ${answer.status}`)
  return { 'X-RestSvcSessionId': token }
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  htmlEntities: true,
  trimValues: false,
})

/** A parsed element: attributes under `@`, repeated elements as arrays. */
export type Element = { [name: string]: Element | Element[] | string | undefined }

export function parseXml(text: string): Element {
  const valid = XMLValidator.validate(text)
  if (valid !== true) throw new Error(valid.err.msg)
  // Safe: with these settings the parser makes objects, arrays and strings only.
  return parser.parse(text) as Element
}

/** The child elements of that name, none, one or many. */
export function children(element: Element | undefined, name: string): Element[] {
  const found = element?.[name]
  if (found === undefined || typeof found === 'string') return []
  return Array.isArray(found) ? found : [found]
}

export const child = (element: Element | undefined, name: string): Element | undefined =>
  children(element, name)[0]

export const textOf = (element: Element | undefined, name: string): string | undefined => {
  const found = element?.[name]
  return typeof found === 'string' ? found : undefined
}

/** Status and texts of EM's error body. */
export function readError(answer: Answer): {
  status: number
  message: string | undefined
  code: string | undefined
} {
  const error = child(parseXml(answer.text), 'Error')
  return { status: answer.status, message: textOf(error, '@Message'), code: textOf(error, '@StatusCode') }
}
