import type { ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import type { Fault } from '../faults'
import { type HttpReply, toReason } from './http-reply'

const DRIP_MS = 50

/**
 * Writes a reply as http.sys does: announced length, never chunked, never compressed (api.md §1).
 * @param emNowMs EM's clock for the Date header
 * @param signal ends a dripping body
 */
export async function sendReply(input: {
  response: ServerResponse
  reply: HttpReply
  emNowMs: number
  faults: readonly Fault[]
  signal: AbortSignal
}): Promise<void> {
  const { response, reply } = input
  const body = Buffer.from(reply.body, 'utf8')
  const hasNoBody = reply.status === 204
  response.writeHead(reply.status, toReason(reply.status), {
    ...(hasNoBody ? {} : { 'Content-Length': String(body.length) }),
    ...reply.headers,
    Server: 'Microsoft-HTTPAPI/2.0',
    Date: new Date(input.emNowMs).toUTCString(),
  })
  if (hasNoBody) {
    response.end()
    return
  }
  for (const fault of input.faults) {
    if (fault.kind === 'truncate') {
      response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy())
      return
    }
    if (fault.kind === 'drip') {
      await drip(response, body, fault.bytesPerSecond, input.signal)
      return
    }
  }
  response.end(body)
}

async function drip(
  response: ServerResponse,
  body: Buffer,
  bytesPerSecond: number,
  signal: AbortSignal,
): Promise<void> {
  const perTick = Math.max(1, Math.round((bytesPerSecond * DRIP_MS) / 1000))
  const tickMs = Math.max(DRIP_MS, (perTick / bytesPerSecond) * 1000)
  for (let at = 0; at < body.length; at += perTick) {
    response.write(body.subarray(at, at + perTick))
    if (at + perTick < body.length) await delay(tickMs, undefined, { signal, ref: false })
  }
  response.end()
}
