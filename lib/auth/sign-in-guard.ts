import 'server-only'
import pLimit from 'p-limit'
import type { KeyedHash } from './token'
import type { AttemptLimits } from '@/lib/store/sign-in-attempts'
import type { StoreDoor } from '@/lib/store/store-door'

/** Five wrong passwords for one name, or twenty from one address, in a quarter of an hour. */
export const LIMITS: AttemptLimits = { windowMs: 15 * 60_000, perAccount: 5, perAddress: 20 }

export type Attempt = {
  /** The password was right: earlier mistakes of this account count no longer. */
  succeeded: () => Promise<void>
  /** Nobody could say whether it was right. */
  undecided: () => Promise<void>
}

export type SignInGuard = {
  /** Counts an attempt before it is made, so that many at once are no more than many in a row. @throws {StoreError} */
  begin: (
    account: string,
    address: string,
  ) => Promise<{ kind: 'go'; attempt: Attempt } | { kind: 'wait'; retryAfterMs: number }>
}

export function createSignInGuard(
  door: Pick<StoreDoor, 'use'>,
  keyedHash: KeyedHash,
  now: () => number,
): SignInGuard {
  // The counting reads and writes; on PostgreSQL two at once would both see the same number.
  const oneByOne = pLimit(1)
  return {
    async begin(account, address) {
      const accountHash = keyedHash('account', toAccountKey(account))
      const addressHash = keyedHash('address', address)
      const atMs = now()
      const begun = await oneByOne(() =>
        door.use((store) => store.beginAttempt({ accountHash, addressHash, atMs }, LIMITS)),
      )
      if ('retryAtMs' in begun) return { kind: 'wait', retryAfterMs: Math.max(1_000, begun.retryAtMs - atMs) }
      return {
        kind: 'go',
        attempt: {
          succeeded: () => door.use((store) => store.forgetAttemptsOf(accountHash)),
          undecided: () => door.use((store) => store.forgetAttempt(begun.no)),
        },
      }
    },
  }
}

/** `HOST\user`, `user` and `user@domain` can be one account of Enterprise Manager: they share their mistakes. */
function toAccountKey(account: string): string {
  const bare = account.slice(account.lastIndexOf('\\') + 1)
  const at = bare.indexOf('@')
  return (at > 0 ? bare.slice(0, at) : bare).trim().normalize('NFKC').toLowerCase()
}
