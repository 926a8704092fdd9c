import 'server-only'
import { ReadError, type ReadProblem } from '@/lib/failover/read-error'
import { parseReplyOrNull } from './parse-reply'
import type { Redactor } from './redact'
import type { WireReply } from './transport'
import { hasName, wordOf } from './wire-node'

const MAX_MESSAGE_CHARS = 300

/** What is needed to speak of a reply: what must not be said, and where it should have come from. */
export type ReplyContext = { redactor: Redactor; origin: string }

/**
 * What a status other than 2xx means. The body may be empty, HTML, JSON or XML, so it need not parse; only EM's
 * Message is taken from it, never its StackTrace.
 * @param what was read, for the message
 * @see EM wire reference §5.6
 */
export function toReplyError(reply: WireReply, what: string, { redactor, origin }: ReplyContext): ReadError {
  const { status } = reply
  if (status >= 300 && status < 400) {
    const where = toRedirectKind(reply.header('Location'), origin)
    return new ReadError(
      'bad_reply',
      `EM_URL redirects ${where} (${status}, ${what}); it must name the place itself`,
    )
  }
  const said = toEmMessage(reply.body, redactor)
  const colon = said === null ? '' : `: ${said}`
  const code = toCode(status, said)
  return new ReadError(
    code,
    `${SENTENCES[code] ?? `Enterprise Manager answered ${status}`} (${what})${colon}`,
  )
}

/** The address itself is not repeated: it may hold anything. */
function toRedirectKind(location: string | null, origin: string): string {
  if (location === null || !URL.canParse(location, origin)) return 'nowhere'
  const target = new URL(location, origin)
  if (target.origin === origin) return 'to another path'
  return target.hostname === new URL(origin).hostname ? 'to another port or protocol' : 'to another host'
}

const SENTENCES: Partial<Record<ReadProblem, string>> = {
  forbidden: 'The account may not read this',
  not_found: 'Enterprise Manager does not know this',
  logon_refused: 'Enterprise Manager does not accept the logon',
}

function toCode(status: number, said: string | null): ReadProblem {
  if (status === 401) return 'logon_refused'
  if (status === 403) return 'forbidden'
  if (status === 404) return 'not_found'
  // What is no id of its kind answers 400: " ID 99999 is invalid. Type: Job".
  return status === 400 && said !== null && /\bID\b.*\bis invalid\b/i.test(said)
    ? 'not_found'
    : 'upstream_error'
}

/** EM's own words: one line, bounded, without secrets; null if there are none. */
export function toEmMessage(body: Uint8Array, redactor: Redactor): string | null {
  const document = parseReplyOrNull(body)
  if (document === null || (document.form === 'element' && !hasName(document, 'Error'))) return null
  const message = wordOf(document, 'Message')
  if (message === null) return null
  // Cleaned before it is cut, or half a secret would be left at the end.
  const line = redactor
    .clean(message)
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
  return line.length > MAX_MESSAGE_CHARS ? `${line.slice(0, MAX_MESSAGE_CHARS - 1)}…` : line
}
