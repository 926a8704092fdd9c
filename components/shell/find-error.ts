import { parseSessionLocator, type SessionId } from '@/lib/failover/ids'

/** What is wrong with a text that names no failover session. */
export type FindError = 'empty' | 'incomplete_guid' | 'other_urn' | 'other_link' | 'not_recognised'

export type Found = { id: SessionId } | { error: FindError }

/** Finds the session that a person means, or says what the text is instead. */
export function findSession(raw: string): Found {
  const id = parseSessionLocator(raw)
  return id === null ? { error: toFindError(raw.trim()) } : { id }
}

function toFindError(text: string): FindError {
  if (text === '') return 'empty'
  if (/^urn:/i.test(text)) return 'other_urn'
  if (/^https?:\/\/|^\//i.test(text)) return 'other_link'
  return /^[{]?[0-9a-f-]{6,40}[}]?$/i.test(text) ? 'incomplete_guid' : 'not_recognised'
}
