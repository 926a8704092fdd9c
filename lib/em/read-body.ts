import 'server-only'
import type { Dispatcher } from 'undici'
import { badReply } from './parse-reply'

/**
 * Reads a body to its end, or stops reading and drops the connection as soon as it is too long.
 * @throws {ReadError} `bad_reply` if it is longer than `maxBytes`; what the connection throws if it breaks off
 */
export async function readBody(
  response: Dispatcher.ResponseData,
  maxBytes: number,
  what: string,
): Promise<Uint8Array> {
  const announced = Number(response.headers['content-length'] ?? 0)
  const chunks: Uint8Array[] = []
  let bytes = announced > maxBytes ? announced : 0
  if (bytes === 0) {
    for await (const chunk of response.body) {
      if (!(chunk instanceof Uint8Array)) continue
      bytes += chunk.byteLength
      if (bytes > maxBytes) break // leaving the loop destroys the stream, and with it the connection
      chunks.push(chunk)
    }
  }
  if (bytes > maxBytes) {
    // Destroying reports an abort on the stream, which nobody else listens to.
    response.body.on('error', () => undefined).destroy()
    throw badReply(what, `is larger than ${maxBytes} bytes`)
  }
  return Buffer.concat(chunks)
}
