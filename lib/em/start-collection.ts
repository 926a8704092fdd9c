import 'server-only'
import { parseGuid } from '@/lib/failover/ids'
import { ReadError } from '@/lib/failover/read-error'
import { isSuccess, type AuthorisedRequest } from './authorised-request'
import { toReplyError, type ReplyContext } from './error-reply'

const WHAT = 'start of a data collection'

/**
 * Orders a data collection. EM answers 202 with a task that ends when the collection has started, not when it is done;
 * the job covers all backup servers, whichever is named (§3.5).
 * @throws {ReadError} `forbidden` where the role may not; `not_found` for an id that EM does not know
 */
export async function startCollection(
  send: AuthorisedRequest,
  context: ReplyContext,
  backupServerId: string,
  signal?: AbortSignal,
): Promise<void> {
  const id = parseGuid(backupServerId)
  if (id === null) throw new ReadError('not_found', 'There is no backup server with such an id')
  const path = `/api/backupServers/${id}?action=collect`
  const reply = await send({ method: 'POST', path, what: WHAT, priority: 'optional', signal })
  if (!isSuccess(reply)) throw toReplyError(reply, WHAT, context)
}
