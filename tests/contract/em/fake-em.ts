import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { fixture } from './documents'

export const TOKEN_PREFIX = 'canary-token-'
export const SESSION_ID = '0f5b8c1e-7a11-4d0a-9b51-5e551010ca4a'

export type Seen = {
  method: string
  url: string
  headers: IncomingHttpHeaders
  rawHeaders: string[]
  /** Which connection it came over, counted from 1. */
  connection: number
}

export type Answer = { status?: number; headers?: Record<string, string>; body?: string | Buffer }

/** Answers a request, or does with the response what it likes and returns nothing. */
export type Handler = (
  seen: Seen,
  response: ServerResponse,
  request: IncomingMessage,
) => Answer | undefined | void

export type FakeEm = {
  url: string
  /** All requests, in order of arrival. */
  seen: Seen[]
  /** Those of a method and a beginning of a path, such as `GET /api/cloud`. */
  requests(line: string): Seen[]
  logons(): Seen[]
  connections(): number
  /** Bytes received over all connections, those of the TLS handshake not counted. */
  requestBytes(): number
  /** TLS connections that went on with the session of an earlier one. */
  resumptions(): number
  close(): Promise<void>
}

export const LOGON_PATH = '/api/sessionMngr/?v=latest'

/** An answer to a logon that is let in; the token is a new one each time. */
export function letIn(number: number, body: string = fixture('logon-session.xml')): Answer {
  return {
    status: 201,
    headers: { 'X-RestSvcSessionId': `${TOKEN_PREFIX}${number}`, 'Content-Type': 'application/xml' },
    body,
  }
}

/**
 * A server of the test's own: it lets everybody in and gives the rest to the handler; a handler that answers a logon
 * itself goes first.
 */
export async function startFakeEm(handler: Handler, tls?: { key: string; cert: string }): Promise<FakeEm> {
  const seen: Seen[] = []
  const sockets = new Map<Socket, number>()
  const rawSockets = new Set<Socket>()
  let connections = 0
  let requestBytes = 0
  let resumptions = 0
  let logonCount = 0
  let closed: Promise<void> | null = null
  const listener: RequestListener = (request, response) => {
    const entry: Seen = {
      method: request.method ?? '',
      url: request.url ?? '',
      headers: request.headers,
      rawHeaders: request.rawHeaders,
      connection: sockets.get(request.socket) ?? 0,
    }
    seen.push(entry)
    const answer = handler(entry, response, request) ?? undefined
    if (answer !== undefined) return send(response, answer)
    if (response.headersSent || response.destroyed || HELD.has(response)) return
    if (entry.method === 'POST' && entry.url === LOGON_PATH) {
      logonCount += 1
      return send(response, letIn(logonCount))
    }
    if (entry.method === 'DELETE') return send(response, { status: 204 })
    send(response, { status: 404 })
  }
  const server: Server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener)
  server.on(tls === undefined ? 'connection' : 'secureConnection', (socket: Socket) => {
    connections += 1
    sockets.set(socket, connections)
    if (socket instanceof TLSSocket && socket.isSessionReused()) resumptions += 1
    socket.prependListener('data', (chunk: Buffer) => {
      requestBytes += chunk.length
    })
    socket.on('error', () => undefined)
  })
  // Also those whose TLS handshake never came to an end.
  server.on('connection', (socket: Socket) => {
    rawSockets.add(socket)
    socket.on('close', () => rawSockets.delete(socket))
  })
  server.on('tlsClientError', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `${tls === undefined ? 'http' : 'https'}://localhost:${port}`,
    seen,
    requests: (line) => seen.filter((entry) => `${entry.method} ${entry.url}`.startsWith(line)),
    logons: () => seen.filter((entry) => entry.method === 'POST' && entry.url === LOGON_PATH),
    connections: () => connections,
    requestBytes: () => requestBytes,
    resumptions: () => resumptions,
    close: () =>
      (closed ??= new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of rawSockets) socket.destroy()
      })),
  }
}

const HELD = new WeakSet<ServerResponse>()

/** Marks a response that the test answers later, or never. */
export function hold(response: ServerResponse): undefined {
  HELD.add(response)
  return undefined
}

export function send(response: ServerResponse, { status = 200, headers = {}, body = '' }: Answer): void {
  const bytes = Buffer.from(body)
  response.writeHead(status, {
    ...(status === 204 ? {} : { 'Content-Length': String(bytes.length) }),
    ...headers,
  })
  response.end(bytes)
}
