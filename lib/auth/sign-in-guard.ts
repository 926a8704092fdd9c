import 'server-only'
import pLimit from 'p-limit'
import type { KeyedHash } from './token'
import type { AttemptLimits } from '@/lib/store/sign-in-attempts'
import type { StoreDoor } from '@/lib/store/store-door'
import { StoreError } from '@/lib/store/store-error'

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
  const inMemory = createMemoryAttempts()
  return {
    async begin(account, address) {
      const accountHash = keyedHash('account', toAccountKey(account))
      const addressHash = keyedHash('address', address)
      const atMs = now()
      const tried = { accountHash, addressHash, atMs }
      const begun = await oneByOne(() =>
        door
          .use((store) => store.beginAttempt(tried, LIMITS))
          .catch((error: unknown) => {
            if (error instanceof StoreError) return inMemory.begin(tried)
            throw error
          }),
      )
      if ('retryAtMs' in begun) return { kind: 'wait', retryAfterMs: Math.max(1_000, begun.retryAtMs - atMs) }
      return {
        kind: 'go',
        attempt: {
          async succeeded() {
            inMemory.forgetOf(accountHash)
            await door.use((store) => store.forgetAttemptsOf(accountHash)).catch(ignoreStore)
          },
          async undecided() {
            if (begun.no === null) inMemory.forget(tried)
            else await door.use((store) => store.forgetAttempt(begun.no ?? 0)).catch(ignoreStore)
          },
        },
      }
    },
  }
}

/** The right password must not be refused because a mistake could not be taken back. */
function ignoreStore(error: unknown): void {
  if (!(error instanceof StoreError)) throw error
}

type Tried = { accountHash: string; addressHash: string; atMs: number }

/** The same count for as long as the record takes nothing; a restart forgives. */
function createMemoryAttempts() {
  let all: Tried[] = []
  const oldestOf = (of: 'accountHash' | 'addressHash', tried: Tried, most: number): Tried | undefined =>
    all.filter((one) => one[of] === tried[of]).at(-most)
  return {
    begin(tried: Tried): { no: null } | { retryAtMs: number } {
      const fromMs = tried.atMs - LIMITS.windowMs
      all = all.filter(({ atMs }) => atMs > fromMs && atMs <= tried.atMs + LIMITS.windowMs).slice(-MOST_TRIED)
      const oldest =
        oldestOf('accountHash', tried, LIMITS.perAccount) ?? oldestOf('addressHash', tried, LIMITS.perAddress)
      if (oldest) return { retryAtMs: oldest.atMs + LIMITS.windowMs }
      all.push(tried)
      return { no: null }
    },
    forget(tried: Tried): void {
      all = all.filter((one) => one !== tried)
    },
    forgetOf(accountHash: string): void {
      all = all.filter((one) => one.accountHash !== accountHash)
    },
  }
}

const MOST_TRIED = 10_000

/** `HOST\user`, `user` and `user@domain` can be one account of Enterprise Manager: they share their mistakes. */
function toAccountKey(account: string): string {
  const bare = account.slice(account.lastIndexOf('\\') + 1)
  const at = bare.indexOf('@')
  return (at > 0 ? bare.slice(0, at) : bare).trim().normalize('NFKC').toLowerCase()
}
