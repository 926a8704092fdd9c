import { ask, bodyOf, toReplyError } from './get-json'

/**
 * Sends a command. @returns the reply's JSON, undefined for 204
 * @throws {ReplyError} for every other status and when no reply comes
 */
export async function sendJson<Reply = undefined>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<Reply> {
  const response = await ask(path, {
    method,
    signal: new AbortController().signal,
    ...(body === undefined
      ? {}
      : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
  })
  if (!response.ok) throw await toReplyError(response)
  // safe: the caller names the reply of its own command; 204 has none
  return (response.status === 204 ? undefined : await bodyOf<Reply>(response)) as Reply
}
