import 'server-only'
import type { Kysely, Selectable, Transaction } from 'kysely'
import { lockSession } from './lock-session'
import { toMs, toText, toUtc } from './rows'
import type { Tables } from './tables'
import {
  type Acknowledgement,
  type ClearedWhy,
  type Failure,
  isSameFailure,
} from '@/lib/failover/acknowledgement'
import type { SessionId } from '@/lib/failover/ids'

type By = { by: string; atMs: number }

/** What is in force of a run after a change, and what the change did. */
export type AcknowledgementChange = { now: Acknowledgement[]; changed: Failure[] }

/**
 * Notes that failures are known. One that is acknowledged already keeps who said it first; an older one of the same VM's
 * earlier failure ends.
 * @returns null if the run is not written down (yet)
 */
export async function acknowledge(
  db: Kysely<Tables>,
  emId: number,
  said: By & { id: SessionId; failures: readonly Failure[]; reason: string },
): Promise<AcknowledgementChange | null> {
  return db.transaction().execute(async (transaction) => {
    const sessionNo = await lockSession(transaction, emId, said.id)
    if (sessionNo === null) return null
    const before = await inForce(transaction, sessionNo)
    const changed: Failure[] = []
    for (const failure of said.failures) {
      const known = before.find((one) => one.key === failure.key)
      if (known && isSameFailure(known, failure)) continue
      if (known) await end(transaction, [known.no], { atMs: said.atMs, why: 'failed_anew', by: null })
      await transaction
        .insertInto('acknowledgements')
        .values({
          em_id: emId,
          session_no: sessionNo,
          key: toText(failure.key),
          vm_name: toText(failure.vmName),
          failed_start_ms: toMs(failure.startUtc),
          failed_message: toText(failure.message),
          at_ms: said.atMs,
          said_by: toText(said.by) ?? '',
          reason: toText(said.reason) ?? '',
        })
        .execute()
      changed.push(failure)
    }
    return { now: await inForce(transaction, sessionNo), changed }
  })
}

/** Takes acknowledgements back. @returns null if the run is not written down */
export async function withdrawAcknowledgements(
  db: Kysely<Tables>,
  emId: number,
  said: By & { id: SessionId; numbers: readonly number[] },
): Promise<AcknowledgementChange | null> {
  return db.transaction().execute(async (transaction) => {
    const sessionNo = await lockSession(transaction, emId, said.id)
    if (sessionNo === null) return null
    const before = await inForce(transaction, sessionNo)
    const changed = before.filter((one) => said.numbers.includes(one.no))
    const numbers = changed.map((one) => one.no)
    await end(transaction, numbers, { atMs: said.atMs, why: 'withdrawn', by: said.by })
    return { now: await inForce(transaction, sessionNo), changed }
  })
}

/** Ends those that came to their end by themselves. What has ended already stays as it is. */
export async function clearAcknowledgements(
  db: Kysely<Tables>,
  emId: number,
  ended: readonly { no: number; atMs: number; why: Exclude<ClearedWhy, 'withdrawn'> }[],
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    for (const { no, atMs, why } of ended) await end(transaction, [no], { atMs, why, by: null }, emId)
  })
}

/** All that are in force, by the run. */
export async function listAcknowledgements(
  db: Kysely<Tables>,
  emId: number,
): Promise<Map<SessionId, Acknowledgement[]>> {
  const rows = await db
    .selectFrom('acknowledgements')
    .innerJoin('sessions', 'sessions.no', 'acknowledgements.session_no')
    .selectAll('acknowledgements')
    .select('sessions.id as session_id')
    .where('acknowledgements.em_id', '=', emId)
    .where('cleared_ms', 'is', null)
    .orderBy('acknowledgements.no')
    .execute()
  const found = new Map<SessionId, Acknowledgement[]>()
  for (const row of rows) {
    const id = row.session_id as SessionId // safe: only a SessionId was ever written into the column
    found.set(id, [...(found.get(id) ?? []), toAcknowledgement(row)])
  }
  return found
}

async function inForce(transaction: Transaction<Tables>, sessionNo: number): Promise<Acknowledgement[]> {
  const rows = await transaction
    .selectFrom('acknowledgements')
    .selectAll()
    .where('session_no', '=', sessionNo)
    .where('cleared_ms', 'is', null)
    .orderBy('no')
    .execute()
  return rows.map(toAcknowledgement)
}

async function end(
  transaction: Transaction<Tables>,
  numbers: readonly number[],
  { atMs, why, by }: { atMs: number; why: ClearedWhy; by: string | null },
  emId?: number,
): Promise<void> {
  if (numbers.length === 0) return
  await transaction
    .updateTable('acknowledgements')
    .set({ cleared_ms: atMs, cleared_why: why, cleared_by: toText(by) })
    .where('no', 'in', numbers)
    .where('cleared_ms', 'is', null)
    .$if(emId !== undefined, (query) => query.where('em_id', '=', emId ?? 0))
    .execute()
}

const toAcknowledgement = (row: Selectable<Tables['acknowledgements']>): Acknowledgement => ({
  no: row.no,
  key: row.key,
  vmName: row.vm_name,
  startUtc: toUtc(row.failed_start_ms),
  message: row.failed_message,
  by: row.said_by,
  atMs: row.at_ms,
  reason: row.reason,
})
