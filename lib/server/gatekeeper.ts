import 'server-only'
import type { IncomingMessage } from 'node:http'
import { HTTP_STATUS, type ProblemReply } from '@/lib/api/problem'

const TITLES = {
  forbidden_host: 'The request was sent to another host name',
  bad_request: 'The request is not valid',
  body_too_large: 'The request is too large',
} as const

/** A logo of 40 kB, as base64, is the largest thing that is ever sent. */
const BODY_LIMIT_BYTES = 64 * 1024

/**
 * What is refused before Next sees it; null lets the request pass. The host name must be one of ours: a foreign page
 * could otherwise point its own name at this machine (DNS rebinding) and read what it shows in the name of whoever is signed in.
 */
export function createGatekeeper(
  hosts: ReadonlySet<string>,
): (request: IncomingMessage) => ProblemReply | null {
  return (request) => {
    const host = request.headers.host?.toLowerCase() ?? ''
    if (!hosts.has(host)) {
      return refusal(
        'forbidden_host',
        'The request was sent to a host name that is not this monitor’s',
        'Open the address that the monitor prints when it starts, or set PUBLIC_URL to the one in use.',
      )
    }
    if (!isDecodable(request.url ?? '/')) {
      return refusal('bad_request', 'The address holds a percent sign that begins no valid character')
    }
    const length = Number(request.headers['content-length'] ?? 0)
    if (request.headers['transfer-encoding'] !== undefined || Number.isNaN(length))
      return refusal('bad_request', 'A request body must say its length')
    if (length > BODY_LIMIT_BYTES)
      return refusal('body_too_large', `A request body may have at most ${BODY_LIMIT_BYTES} bytes`)
    return null
  }
}

function isDecodable(url: string): boolean {
  try {
    decodeURIComponent(url)
    return true
  } catch {
    return false
  }
}

function refusal(code: keyof typeof TITLES, detail: string, hint?: string): ProblemReply {
  return {
    type: `urn:failover-monitor:problem:${code}`,
    title: TITLES[code],
    status: HTTP_STATUS[code],
    detail,
    code,
    ...(hint === undefined ? {} : { hint }),
  }
}

/**
 * Every way to write the address that the server listens on, and the public one. A server that listens everywhere is
 * also reached by each address of this machine; an address, unlike a name, cannot be pointed elsewhere.
 */
export function hostsOf(
  port: number,
  publicUrl: string | null,
  host: string,
  own: readonly string[] = [],
): ReadonlySet<string> {
  const isEverywhere = host === '0.0.0.0' || host === '::'
  const addresses = isEverywhere ? own : [host]
  const names = [
    'localhost',
    '127.0.0.1',
    '[::1]',
    ...addresses.map((one) => (one.includes(':') ? `[${one}]` : one)),
  ].flatMap((name) => [name, `${name}:${port}`])
  return new Set(publicUrl === null ? names : [...names, new URL(publicUrl).host.toLowerCase()])
}
