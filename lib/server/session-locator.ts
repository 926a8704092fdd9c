import 'server-only'
import { RequestError } from './reply'
import type { SessionId } from '@/lib/failover/ids'
import { findSession, type LocatorFault } from '@/lib/failover/session-locator'
import { shell } from '@/lib/i18n/messages/en/shell'

const { error: FAULTS, thing: THINGS } = shell.find

/**
 * The failover session that a request's `sessionId` means. The text itself is not repeated: what was pasted may be a secret.
 * @throws {RequestError} `bad_request`, in the words of the find box
 */
export function readLocator(text: string): SessionId {
  const found = findSession(text)
  if ('id' in found) return found.id
  throw new RequestError(
    'bad_request',
    `The request is not valid: sessionId: ${toText(found)}`,
    'Send the GUID, the urn:veeam:CloudFailoverSession:… or a link of the failover session.',
  )
}

const toText = (fault: LocatorFault): string =>
  'thing' in fault
    ? FAULTS[fault.error].replace('{thing}', THINGS[fault.thing ?? 'unknown'])
    : FAULTS[fault.error]
