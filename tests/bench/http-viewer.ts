import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { type Dispatcher, fetch } from 'undici'

/** What the load programs share: people who sign in, poll by ETag and are timed, and what the server needs for them. */

/** CPU time of a program and its children so far, seconds; Linux counts 100 ticks a second. */
export function cpuSeconds(pid: number): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean)
  const [, , , , , , , , , , , user = '0', system = '0'] = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  return (
    (Number(user) + Number(system)) / 100 +
    children.reduce((sum, child) => sum + cpuSeconds(Number(child)), 0)
  )
}

/** Signs one person in. @returns the cookie @throws if the monitor refuses */
export async function signInAs(
  base: string,
  account: { username: string; password: string },
): Promise<string> {
  const response = await fetch(`${base}/api/auth/sign-in/enterprise-manager`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: base },
    body: JSON.stringify(account),
  })
  if (response.status !== 204) throw new Error(`sign-in: ${response.status} ${await response.text()}`)
  return cookieOf(response.headers.get('Set-Cookie'))
}

export const cookieOf = (header: string | null): string => (header ?? '').split(';')[0] ?? ''

export type Times = {
  /** Of each reply, ms. */
  ms: number[]
  statuses: Map<number, number>
  bytes: number
}

export const createTimes = (): Times => ({ ms: [], statuses: new Map(), bytes: 0 })

/** Polls one address as a page does, from a random moment on. */
export async function poll(input: {
  url: string
  cookie: string
  headers?: Record<string, string>
  intervalMs: number
  untilMs: number
  dispatcher: Dispatcher
  times: Times
}): Promise<void> {
  const { url, cookie, intervalMs, untilMs, dispatcher, times } = input
  let etag: string | null = null
  await pause(Math.random() * intervalMs)
  while (Date.now() < untilMs) {
    const began = performance.now()
    const headers = { ...input.headers, cookie, ...(etag && { 'If-None-Match': etag }) }
    const response = await fetch(url, { headers, dispatcher })
    times.bytes += (await response.arrayBuffer()).byteLength
    times.ms.push(performance.now() - began)
    times.statuses.set(response.status, (times.statuses.get(response.status) ?? 0) + 1)
    etag = response.headers.get('ETag') ?? etag
    await pause(intervalMs)
  }
}

/** @param share 0.95 for the 95th percentile */
export function percentile({ ms }: Times, share: number): number {
  const sorted = ms.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

export const toStatusText = ({ statuses }: Times): string =>
  [...statuses].map(([status, count]) => `${status}: ${count}`).join(', ')
