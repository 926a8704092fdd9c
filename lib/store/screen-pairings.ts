import 'server-only'
import type { Kysely } from 'kysely'
import { toText } from './rows'
import type { Tables } from './tables'

export type PairingLimits = {
  perAddress: number
  inAll: number
  /** A code that has ended is still known as such for so long, ms. */
  keepEndedMs: number
}

/** `taken`: another device shows this code, or has just shown it. */
export type OpenedPairing =
  | { kind: 'opened' }
  | { kind: 'taken' }
  | { kind: 'too_many'; of: 'address' | 'all'; retryAtMs: number }

/**
 * Opens a pairing: the device with this token shows this code until it ends. What it showed before ends now.
 * Whoever calls sees to it that one call follows another: on PostgreSQL two at once would both see the same number.
 */
export async function openPairing(
  db: Kysely<Tables>,
  emId: number,
  pairing: {
    codeHash: string
    tokenHash: string
    /** What the device held before. */
    oldTokenHash: string | null
    addressHash: string
    client: string
    atMs: number
    expiresAtMs: number
  },
  limits: PairingLimits,
): Promise<OpenedPairing> {
  const { codeHash, tokenHash, oldTokenHash, addressHash, client, atMs, expiresAtMs } = pairing
  return db.transaction().execute(async (transaction) => {
    await transaction
      .deleteFrom('screen_pairings')
      .where('em_id', '=', emId)
      .where((eb) =>
        eb.or([
          eb('token_hash', '=', oldTokenHash ?? tokenHash),
          eb('expires_ms', '<=', atMs - limits.keepEndedMs),
          // A clock that was set back must not keep a code alive for as long as that step.
          eb('created_ms', '>', atMs + limits.keepEndedMs),
        ]),
      )
      .execute()
    for (const bound of ['address', 'all'] as const) {
      const most = bound === 'address' ? limits.perAddress : limits.inAll
      let open = transaction
        .selectFrom('screen_pairings')
        .select('expires_ms')
        .where('em_id', '=', emId)
        .where('expires_ms', '>', atMs)
      if (bound === 'address') open = open.where('address_hash', '=', addressHash)
      const rows = await open.orderBy('expires_ms', 'desc').limit(most).execute()
      const last = rows.at(most - 1)
      if (last) return { kind: 'too_many', of: bound, retryAtMs: last.expires_ms }
    }
    const inserted = await transaction
      .insertInto('screen_pairings')
      .values({
        em_id: emId,
        code_hash: codeHash,
        token_hash: tokenHash,
        created_ms: atMs,
        expires_ms: expiresAtMs,
        address_hash: addressHash,
        client: toText(client),
      })
      .onConflict((conflict) => conflict.column('code_hash').doNothing())
      .executeTakeFirst()
    return { kind: (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n ? 'opened' : 'taken' }
  })
}

/** When the device's code ends or has ended; null if it shows none. */
export async function findPairing(
  db: Kysely<Tables>,
  emId: number,
  tokenHash: string,
): Promise<{ expiresAtMs: number } | null> {
  const row = await db
    .selectFrom('screen_pairings')
    .select('expires_ms')
    .where('em_id', '=', emId)
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst()
  return row === undefined ? null : { expiresAtMs: row.expires_ms }
}
