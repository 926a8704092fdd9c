import 'server-only'
import { ReadError } from '@/lib/failover/read-error'
import { parseJson } from './parse-json'
import { parseXml } from './parse-xml'
import type { WireNode } from './wire-node'

/**
 * Reads the body of a reply. We ask for XML, but a proxy or a setting may make it JSON: the first character tells.
 * @param what is read, for the message
 * @throws {ReadError} `bad_reply` without a cause: parsers quote the reply in their messages
 */
export function parseReply(body: Uint8Array, what: string): WireNode {
  const text = toText(body)
  if (text === null) throw badReply(what, 'is not UTF-8 text')
  const start = text.trimStart()
  if (start === '') throw badReply(what, 'is empty')
  if (start.startsWith('{') || start.startsWith('[')) {
    return parseJson(start) ?? fail(badReply(what, 'is broken off, nested too deep or otherwise no JSON'))
  }
  if (/^<(?:!doctype\s+html|html[\s>])/i.test(start)) {
    throw badReply(what, 'is an HTML page; a proxy may have answered in place of Enterprise Manager')
  }
  if (!start.startsWith('<')) throw badReply(what, 'is neither XML nor JSON')
  return parseXml(start) ?? fail(badReply(what, 'is broken off, nested too deep or otherwise no plain XML'))
}

/** As {@link parseReply}, for bodies that need not parse, such as those of errors. */
export function parseReplyOrNull(body: Uint8Array): WireNode | null {
  const start = toText(body)?.trimStart() ?? ''
  return start.startsWith('{') ? parseJson(start) : start.startsWith('<') ? parseXml(start) : null
}

export function badReply(what: string, fault: string): ReadError {
  return new ReadError('bad_reply', `Enterprise Manager's reply (${what}) ${fault}`)
}

function toText(body: Uint8Array): string | null {
  try {
    // The decoder skips a byte order mark, which EM may put before the body (§5.2).
    return new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch {
    return null
  }
}

function fail(error: ReadError): never {
  throw error
}
