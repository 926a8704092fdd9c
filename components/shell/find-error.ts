import { parseSessionId, type SessionId } from '@/lib/failover/ids'

/** What is wrong with a text that names no failover session; `not_recognised` is no id, but may be a name. */
export type FindError = 'empty' | 'incomplete_guid' | 'other_urn' | 'other_link' | 'not_recognised'

export type Found = { id: SessionId } | { error: FindError }

/** With dashes or without; nothing that would make it a part of a longer word stands beside it. */
const GUID =
  /(?<![\w-])(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32})(?![\w-])/g
/** What stands right before the id, up to a space, quote or bracket. Braces may stand around the id. */
const TOKEN = /[^\s"'“”‘’«»<>()[\],;]*$/
const SESSION_URN = /urn:veeam:cloudfailoversession:$/
const SESSION_PATH = /\/cloud\/failoversessions\/$/
/** A page of this monitor, or its own reply; `/api/…/sessions/` belongs to other products. */
const OWN_PATH = /^(?!.*\/api\/).*\/sessions\/$|^\/api\/sessions\/$/
const PART_OF_GUID = /^[{]?[0-9a-f-]{20,}[}]?$/
/** The begin of a URN or Href of a failover session, whose id is not whole. */
const SESSION_BEGIN = /urn:veeam:cloudfailoversession:|\/cloud\/failoversessions\//

/**
 * Finds the session that a person means, or says what the text is instead. Lenient, for people paste: one id is looked for
 * first, in whatever stands around it, and then what stands before it says of what kind of thing it is.
 */
export function findSession(raw: string): Found {
  const text = raw.trim().toLowerCase()
  const found = [...text.matchAll(GUID)].map((match) => ({
    id: toDashed(match[0]),
    kind: toKind(text.slice(0, match.index)),
  }))
  const named = found.find(({ kind }) => kind === 'session')
  const other = found.find(({ kind }) => kind === 'other_urn' || kind === 'other_link')
  const ids = new Set(found.map(({ id }) => id))
  if (named === undefined && other !== undefined) return { error: toOther(other.kind) }
  const id = named?.id ?? (ids.size === 1 ? found[0]?.id : undefined)
  const sessionId = id === undefined ? null : parseSessionId(id)
  return sessionId === null ? { error: toFindError(text) } : { id: sessionId }
}

type Kind = 'session' | 'bare' | 'other_urn' | 'other_link'

const toOther = (kind: Kind): FindError => (kind === 'other_urn' ? 'other_urn' : 'other_link')

function toKind(before: string): Kind {
  const token = TOKEN.exec(before)?.[0].replace(/\{$/, '') ?? ''
  if (SESSION_URN.test(token)) return 'session'
  if (/urn:/.test(token)) return 'other_urn'
  if (!token.includes('/')) return 'bare'
  const path = token.replace(/^(?:[a-z]+:)?(?:\/\/)?[^/]*/, '')
  return SESSION_PATH.test(path) || OWN_PATH.test(path) ? 'session' : 'other_link'
}

function toDashed(guid: string): string {
  const hex = guid.replaceAll('-', '')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

function toFindError(text: string): FindError {
  if (text === '') return 'empty'
  if (SESSION_BEGIN.test(text)) return 'incomplete_guid'
  if (text.startsWith('urn:')) return 'other_urn'
  if (/^https?:\/\/|^\//.test(text)) return 'other_link'
  return PART_OF_GUID.test(text) ? 'incomplete_guid' : 'not_recognised'
}
