import 'server-only'
import type { Features } from './features'
import { RequestError } from './reply'
import type { EmClient } from '@/lib/em/em-client'
import type { CollectFailure } from '@/lib/failover/collection'
import { ReadError } from '@/lib/failover/read-error'

/**
 * Gives EM the order, by any of its backup servers: the job covers all of them.
 * @param onSend called before the order leaves, as what becomes of it may stay unknown
 * @throws {RequestError} `not_there` where EM has no backup server
 * @throws {ReadError}
 */
export async function orderCollection(
  em: Pick<EmClient, 'readBackupServers' | 'startCollection'>,
  features: Pick<Features, 'track'>,
  onSend: () => void,
): Promise<void> {
  const { items } = await features.track('backup_servers', em.readBackupServers())
  const [server] = items
  if (server === undefined)
    throw new RequestError('not_there', 'Enterprise Manager has no backup server to collect from.')
  onSend()
  await em.startCollection(server.id)
}

/** EM cannot be asked for anything at present; other faults lie in the one thing that was asked. */
export const isOutage = (error: unknown): boolean =>
  !(error instanceof ReadError) ||
  ['unreachable', 'timed_out', 'tls_untrusted', 'logon_refused'].includes(error.code)

/** What a failed order means: for the page that shows it, for whoever asked, and whether EM may have taken it. */
export function toOrderError(error: unknown): { failure: CollectFailure; thrown: unknown; isTaken: boolean } {
  if (error instanceof RequestError) return { failure: 'no_backup_server', thrown: error, isTaken: false }
  if (!(error instanceof ReadError)) return { failure: 'refused', thrown: error, isTaken: true }
  switch (error.code) {
    case 'forbidden':
      return {
        failure: 'forbidden',
        thrown: new RequestError(
          'forbidden',
          'Enterprise Manager does not let the account of this monitor ask for a collection.',
          'Give the account an Enterprise Manager role that may (Portal Administrator, or Portal User), or leave it to Enterprise Manager’s own schedule.',
        ),
        isTaken: false,
      }
    case 'unreachable':
    case 'timed_out':
      return { failure: 'unreachable', thrown: error, isTaken: true }
    default:
      return { failure: 'refused', thrown: error, isTaken: true }
  }
}
