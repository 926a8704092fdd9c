import 'server-only'
import { setMaxListeners } from 'node:events'
import { Client, type Dispatcher } from 'undici'
import { ReadError } from '@/lib/failover/read-error'
import type { EmBase } from './href'
import { readBody } from './read-body'
import { calledOff, createRequestGate, type Priority } from './request-gate'
import type { ConnectionStatus } from './em-client'
import type { EmLog, Schedule } from './em-settings'
import { createTlsConnector } from './tls-connector'
import { isReset, toTransportError } from './transport-error'

const LANES = 2
/** http.sys closes after 120 idle seconds; ours go first. */
const KEEP_ALIVE_MS = 60_000

export type WireRequest = {
  method: 'GET' | 'POST' | 'DELETE'
  /** From `/api` on. */
  path: string
  /** Besides Accept. */
  headers?: Readonly<Record<string, string>>
  what: string
  priority: Priority
  signal?: AbortSignal | undefined
  /** Instead of the usual deadline. */
  timeoutMs?: number
}

export type WireReply = { status: number; header: (name: string) => string | null; body: Uint8Array }

export type Transport = {
  /** @returns any status, also errors and redirects, which are not followed. @throws {ReadError} if there is no whole reply */
  send(request: WireRequest): Promise<WireReply>
  /** Calls off what is queued and under way, and refuses what is new, but for requests with `last`. */
  stop(): void
  /** The last request of all, after {@link stop}. */
  sendLast(request: WireRequest): Promise<WireReply>
  /** Closes all connections. */
  close(): Promise<void>
}

export type TransportSettings = {
  base: EmBase
  caPem?: string | undefined
  certSha256?: string | undefined
  timeoutMs: number
  maxReplyBytes: number
  now: () => number
  schedule: Schedule
  log: EmLog
  certificateSeen: (certificate: NonNullable<ConnectionStatus['certificate']>) => void
  answered: (reply: WireReply, sentAtMs: number, answeredAtMs: number) => void
}

/** One connection; the gate gives it to one request at a time. */
type Lane = { client: Client; connects: number }

/** HTTP to one Enterprise Manager: no cookies, no redirects, no retry but the one of {@link attempt}. */
export function createTransport(settings: TransportSettings): Transport {
  const { base, now, schedule, log } = settings
  const connect = createTlsConnector(
    { caPem: settings.caPem, certSha256: settings.certSha256, connectTimeoutMs: settings.timeoutMs + 1_000 },
    settings.certificateSeen,
  )
  const lanes = Array.from({ length: LANES }, () => createLane(base.origin, connect))
  const gate = createRequestGate(LANES)
  const stopped = new AbortController()
  // Every request that waits listens for the stop; many of them are no leak.
  setMaxListeners(0, stopped.signal)

  async function exchange(lane: Lane, request: WireRequest, signal: AbortSignal): Promise<WireReply> {
    const abort = new AbortController()
    let cut: 'deadline' | 'called_off' | null = null
    const cutOff = (why: 'deadline' | 'called_off'): void => {
      cut ??= why
      abort.abort()
    }
    const onAbort = (): void => cutOff('called_off')
    // The time in the queue does not count: it says nothing about Enterprise Manager.
    const cancelDeadline = schedule(() => cutOff('deadline'), request.timeoutMs ?? settings.timeoutMs)
    signal.addEventListener('abort', onAbort, { once: true })
    const sentAtMs = now()
    let status: number | null = null
    try {
      const response = await attempt(lane, request, abort.signal)
      status = response.statusCode
      const answeredAtMs = now()
      const body = await readBody(response, settings.maxReplyBytes, request.what)
      const reply = toReply(response, body)
      settings.answered(reply, sentAtMs, answeredAtMs)
      return reply
    } catch (error) {
      if (cut === 'called_off') throw calledOff()
      if (cut === 'deadline') {
        throw new ReadError('timed_out', `Enterprise Manager did not answer in time (${request.what})`)
      }
      throw toTransportError(error, status !== null)
    } finally {
      cancelDeadline()
      signal.removeEventListener('abort', onAbort)
      log({
        level: 'debug',
        event: 'em.request',
        method: request.method,
        what: request.what,
        status,
        ms: now() - sentAtMs,
      })
    }
  }

  async function attempt(
    lane: Lane,
    request: WireRequest,
    signal: AbortSignal,
  ): Promise<Dispatcher.ResponseData> {
    const options = toOptions(request, base, signal)
    const connectsBefore = lane.connects
    try {
      return await lane.client.request(options)
    } catch (error) {
      // A connection that had been idle and was closed while the request was on its way: EM has not seen it. A fresh
      // connection that fails is not tried again, and never a POST, which may have had its effect.
      const isStale = lane.connects === connectsBefore && isReset(error) && !signal.aborted
      if (request.method !== 'GET' || !isStale) throw error
      log({ level: 'debug', event: 'em.stale_connection', what: request.what })
      return lane.client.request(options)
    }
  }

  /** Linked by hand: AbortSignal.any keeps a signal alive for as long as its oldest source, here the client's life. */
  async function run(
    request: WireRequest,
    sources: readonly (AbortSignal | undefined)[],
  ): Promise<WireReply> {
    const linked = new AbortController()
    const abort = (): void => linked.abort()
    for (const source of sources) {
      if (source?.aborted) abort()
      source?.addEventListener('abort', abort, { once: true })
    }
    try {
      return await gate.run(request.priority, linked.signal, (number) => {
        const lane = lanes[number]
        if (lane === undefined) throw new RangeError('the gate has more lanes than there are connections')
        return exchange(lane, request, linked.signal)
      })
    } finally {
      for (const source of sources) source?.removeEventListener('abort', abort)
    }
  }

  return {
    send: (request) => run(request, [request.signal, stopped.signal]),
    stop: () => stopped.abort(),
    sendLast: (request) => run(request, []),
    async close() {
      stopped.abort()
      await Promise.all(lanes.map((lane) => lane.client.destroy()))
    },
  }
}

function createLane(origin: string, connect: ReturnType<typeof createTlsConnector>): Lane {
  const lane: Lane = {
    connects: 0,
    client: new Client(origin, {
      connect: (options, callback) => {
        lane.connects += 1
        connect(options, callback)
      },
      pipelining: 1,
      keepAliveTimeout: KEEP_ALIVE_MS,
      // The deadline of the whole request stands for these two.
      headersTimeout: 0,
      bodyTimeout: 0,
    }),
  }
  return lane
}

function toOptions(request: WireRequest, base: EmBase, signal: AbortSignal): Dispatcher.RequestOptions {
  return {
    method: request.method,
    path: base.prefix + request.path,
    headers: {
      // Exactly one type: json anywhere in Accept makes EM read a body as JSON (§2.5).
      accept: 'application/xml',
      // http.sys answers 411 to a POST without a length; a Content-Type without a body may get 415 (§2.3).
      ...(request.method === 'POST' ? { 'content-length': '0' } : {}),
      ...request.headers,
    },
    signal,
  }
}

/** undici writes header names in lower case, whatever their case on the wire. */
function toReply(response: Dispatcher.ResponseData, body: Uint8Array): WireReply {
  return {
    status: response.statusCode,
    body,
    header: (name) => {
      const value = response.headers[name.toLowerCase()]
      return (Array.isArray(value) ? value[0] : value) ?? null
    },
  }
}
