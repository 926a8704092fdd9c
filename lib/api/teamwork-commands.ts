import { paths } from './paths'
import { sendJson } from './send-json'
import type { FinalOutcome } from '@/lib/failover/finalisation'

/** What staff say of a run. Each throws {ReplyError}. */

export const acknowledge = (sessionId: string, said: { keys: (string | null)[]; reason: string }) =>
  sendJson<unknown>('POST', paths.acknowledge(sessionId), said)

export const withdrawAcknowledgement = (sessionId: string, keys: (string | null)[]) =>
  sendJson<unknown>('DELETE', paths.acknowledge(sessionId), { keys })

/**
 * `id`: made by the writer, so that a note whose answer was lost can be sent again without being written twice; 409
 * `note_kept` where it was written and is another one now.
 * `publishTo`: ids of links; if one of them cannot take it, nothing is written at all.
 */
export const writeNote = (sessionId: string, note: { id: string; text: string; publishTo: string[] }) =>
  sendJson<unknown>('POST', paths.notes(sessionId), note)

export const withdrawNote = (sessionId: string, noteId: string) =>
  sendJson<unknown>('DELETE', paths.note(sessionId, noteId))

/** `replaces`: when that was recorded which the person has seen; 409 if somebody else has said something since. */
export const recordOutcome = (
  sessionId: string,
  said: { outcome: FinalOutcome | null; note: string; replaces: string | null },
) => sendJson<unknown>('POST', paths.finalisation(sessionId), said)
