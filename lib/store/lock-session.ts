import 'server-only'
import type { Transaction } from 'kysely'
import type { Tables } from './tables'
import type { SessionId } from '@/lib/failover/ids'

/**
 * The record's number of a run, whose row stays locked until the transaction has ended; null: it is not written down.
 * Two people who say something of one run at once do so one after the other.
 */
export async function lockSession(
  transaction: Transaction<Tables>,
  emId: number,
  id: SessionId,
): Promise<number | null> {
  // A change that changes nothing takes the row's lock on both engines; SQLite has no "for update".
  const row = await transaction
    .updateTable('sessions')
    .set((eb) => ({ uid: eb.ref('uid') }))
    .where('em_id', '=', emId)
    .where('id', '=', id)
    .returning('no')
    .executeTakeFirst()
  return row?.no ?? null
}
