import 'server-only'
import type { Kysely } from 'kysely'
import type { Tables } from './tables'

export type AttemptLimits = { windowMs: number; perAccount: number; perAddress: number }

/**
 * Counts a sign-in before anything is asked, so that many at once cannot slip by.
 * @returns the attempt's number, or when the next one is allowed
 */
export async function beginAttempt(
  db: Kysely<Tables>,
  emId: number,
  attempt: { accountHash: string; addressHash: string; atMs: number },
  limits: AttemptLimits,
): Promise<{ no: number } | { retryAtMs: number; of: 'account' | 'address' }> {
  const { accountHash, addressHash, atMs } = attempt
  const fromMs = atMs - limits.windowMs
  return db.transaction().execute(async (transaction) => {
    await transaction
      .deleteFrom('sign_in_attempts')
      .where('em_id', '=', emId)
      // A clock that was set back must not stretch anybody's pause.
      .where((eb) => eb.or([eb('at_ms', '<=', fromMs), eb('at_ms', '>', atMs + limits.windowMs)]))
      .execute()
    for (const scope of ['account', 'address'] as const) {
      const most = scope === 'account' ? limits.perAccount : limits.perAddress
      const rows = await transaction
        .selectFrom('sign_in_attempts')
        .select('at_ms')
        .where('em_id', '=', emId)
        .where(`${scope}_hash`, '=', scope === 'account' ? accountHash : addressHash)
        .orderBy('at_ms', 'desc')
        .limit(most)
        .execute()
      const oldest = rows.at(most - 1)
      if (oldest) return { retryAtMs: oldest.at_ms + limits.windowMs, of: scope }
    }
    const { no } = await transaction
      .insertInto('sign_in_attempts')
      .values({ em_id: emId, account_hash: accountHash, address_hash: addressHash, at_ms: atMs })
      .returning('no')
      .executeTakeFirstOrThrow()
    return { no }
  })
}

/** The attempt was none: the password was right, or nobody could say. */
export async function forgetAttempt(db: Kysely<Tables>, emId: number, no: number): Promise<void> {
  await db.deleteFrom('sign_in_attempts').where('em_id', '=', emId).where('no', '=', no).execute()
}

/** Somebody has proved to be who they are: their own mistakes before count no longer. */
export async function forgetAttemptsOf(db: Kysely<Tables>, emId: number, accountHash: string): Promise<void> {
  await db
    .deleteFrom('sign_in_attempts')
    .where('em_id', '=', emId)
    .where('account_hash', '=', accountHash)
    .execute()
}
