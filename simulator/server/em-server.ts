import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http'
import { type Server as SecureServer, createServer as createSecureServer } from 'node:https'
import { setTimeout as delay } from 'node:timers/promises'
import type { Fault, FaultBook } from '../faults'
import type { Certificate } from './certificate'
import { type RawRequest, answerApi } from './em-api'
import type { EmServices } from './em-services'
import { type HttpReply, toErrorReply, toHttpSysReply } from './http-reply'
import type { LoggedRequest, RequestLog } from './request-log'
import { sendReply } from './send-reply'
import { spoilReply } from './spoil-reply'
import { wantsJson } from './api-request'

const HOST = '127.0.0.1'
const BODY_LIMIT_BYTES = 1_048_576
/** http.sys closes an idle connection after two minutes. */
const KEEP_ALIVE_MS = 120_000

const FAULT_MESSAGES = {
  401: 'Logon session has expired or does not exist.',
  403: 'Access denied',
  404: 'Cannot find the requested resource',
  500: 'Object reference not set to an instance of an object.',
  503: 'Service is temporarily unavailable.',
} as const

export type EmServer = {
  httpPort: number
  httpsPort: number | null
  /** New HTTPS connections see this one; those that are open are closed. */
  present(certificate: Certificate): void
  close(): Promise<void>
}

/** Answers a path that is not EM's, such as `/simulator/state`; null if it is none of its. */
export type SideDoor = (request: RawRequest) => HttpReply | null

export async function startEmServer(input: {
  services: EmServices
  faults: FaultBook
  log: RequestLog
  sideDoor: SideDoor
  port: number
  secure: { port: number; certificate: Certificate } | null
}): Promise<EmServer> {
  const closing = new AbortController()
  const listener = (incoming: IncomingMessage, response: ServerResponse): void => {
    answer(incoming, response, input, closing.signal).catch(() => response.destroy())
  }
  const plain = createServer(listener)
  const secure = input.secure === null ? null : createSecureServer(toTls(input.secure.certificate), listener)
  const servers: (Server | SecureServer)[] = secure === null ? [plain] : [plain, secure]
  for (const server of servers) {
    server.keepAliveTimeout = KEEP_ALIVE_MS
    // A refused handshake is the client's affair.
    server.on('tlsClientError', () => undefined)
  }
  const httpPort = await listen(plain, input.port)
  const httpsPort = secure === null ? null : await listen(secure, input.secure?.port ?? 0)
  return {
    httpPort,
    httpsPort,
    present(certificate) {
      secure?.setSecureContext(toTls(certificate))
      secure?.closeAllConnections()
    },
    async close() {
      closing.abort()
      await Promise.all(servers.map(closeServer))
    },
  }
}

const toTls = (certificate: Certificate) => ({
  key: certificate.key,
  cert: certificate.pem,
  minVersion: 'TLSv1.2' as const,
})

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, HOST, () => {
      server.off('error', reject)
      const address = server.address()
      if (address === null || typeof address === 'string') reject(new Error('The server has no port'))
      else resolve(address.port)
    })
  })
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

async function answer(
  incoming: IncomingMessage,
  response: ServerResponse,
  input: Parameters<typeof startEmServer>[0],
  closing: AbortSignal,
): Promise<void> {
  response.sendDate = false
  const { services, log } = input
  const url = incoming.url ?? '/'
  const raw = { method: incoming.method ?? 'GET', url, headers: incoming.headers }
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  const signal = AbortSignal.any([gone.signal, closing])

  const body = await readBody(incoming)
  const side = input.sideDoor({ ...raw, body: body ?? '' })
  if (side !== null) {
    await sendReply({ response, reply: side, emNowMs: services.clock.realNowMs(), faults: [], signal })
    return
  }
  const entry = log.add({
    atMs: services.clock.realNowMs(),
    method: raw.method,
    path: url,
    headers: toPlainHeaders(incoming),
  })
  const faults = input.faults.take(url)
  const waitMs = faults.reduce((sum, fault) => sum + (fault.kind === 'latency' ? fault.ms : 0), 0)
  if (waitMs > 0) await delay(waitMs, undefined, { signal })
  if (isCutOff(faults, incoming)) return
  const skewMs = faults.reduce((sum, fault) => sum + (fault.kind === 'clock-skew' ? fault.ms : 0), 0)
  const reply = body === null ? toHttpSysReply(413) : toReply({ ...raw, body }, services, faults, skewMs)
  await send(reply, entry)

  function send(finished: HttpReply, logged: LoggedRequest): Promise<void> {
    logged.status = finished.status
    return sendReply({
      response,
      reply: finished,
      emNowMs: services.clock.realNowMs() + skewMs,
      faults,
      signal,
    })
  }
}

/** True = there will be no answer. */
function isCutOff(faults: readonly Fault[], incoming: IncomingMessage): boolean {
  if (faults.some((fault) => fault.kind === 'hang')) return true
  if (!faults.some((fault) => fault.kind === 'reset')) return false
  // A TLS socket cannot send RST by itself; the client sees its connection break all the same.
  if ('encrypted' in incoming.socket) incoming.socket.destroy()
  else incoming.socket.resetAndDestroy()
  return true
}

function toReply(raw: RawRequest, services: EmServices, faults: readonly Fault[], skewMs: number): HttpReply {
  for (const fault of faults) {
    if (fault.kind === 'redirect') return { status: 302, headers: { Location: fault.to }, body: '' }
    if (fault.kind === 'status') {
      const format = { json: wantsJson(raw.headers), keyCase: services.settings.jsonKeyCase }
      return toErrorReply(fault.status, FAULT_MESSAGES[fault.status], format)
    }
  }
  return faults.reduce(spoilReply, answerApi(raw, services, skewMs))
}

/** Null = longer than the limit; the rest is read and dropped. */
async function readBody(incoming: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of incoming) {
    const part: unknown = chunk
    // No encoding is set, so the stream yields buffers only.
    if (!Buffer.isBuffer(part)) continue
    bytes += part.length
    if (bytes <= BODY_LIMIT_BYTES) chunks.push(part)
  }
  return bytes > BODY_LIMIT_BYTES ? null : Buffer.concat(chunks).toString('utf8')
}

function toPlainHeaders(incoming: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(incoming.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value] as const],
    ),
  )
}
