import 'server-only'
import pLimit from 'p-limit'
import { makeCode, parseCode } from './pairing-code'
import type { ScreenScope } from './screen-scope'
import { mintToken, parseToken, type KeyedHash } from './token'
import type { PairingLimits } from '@/lib/store/screen-pairings'
import type { Screen } from '@/lib/store/screens'
import type { StoreDoor } from '@/lib/store/store-door'

export const CODE_LIFE_MS = 10 * 60_000

/** Open codes; whoever walks in from the street must not fill the record, nor make guessing one of them likely. */
export const PAIRING_LIMITS: PairingLimits = { perAddress: 10, inAll: 1_000, keepEndedMs: 60 * 60_000 }

/** Of 148 million codes at most a thousand are in use. */
const MOST_TRIES = 20

export type Begun =
  | { kind: 'begun'; code: string; expiresAtMs: number; token: string }
  /** The device is a screen already. */
  | { kind: 'paired' }
  | { kind: 'too_many'; retryAfterMs: number }

export type Pairing = {
  /**
   * A code for the device to show. It is told once: only its hash is kept, so asking again gives another and ends this.
   * @param held what the device holds from before, if anything. It always gets something new: what somebody else may
   * have put into its browser must never become a screen's.
   * @throws {StoreError}
   */
  begin: (held: string | null, from: { address: string; client: string }) => Promise<Begun>
  /** @returns null if no device shows this code, or no longer @throws {StoreError} */
  approve: (code: string, screen: { name: string; scope: ScreenScope; by: string }) => Promise<Screen | null>
}

export function createPairing(
  door: Pick<StoreDoor, 'use'>,
  keyedHash: KeyedHash,
  now: () => number,
  nextCode: () => string = makeCode,
): Pairing {
  const oneByOne = pLimit(1)
  // A code can be guessed, so its hash needs our secret: whoever reads the record must not find it by trying all.
  const hashCode = (code: string): string => keyedHash('pairing-code', code)

  async function open(
    oldTokenHash: string | null,
    from: { address: string; client: string },
  ): Promise<Begun> {
    const { token, hash: tokenHash } = mintToken()
    const atMs = now()
    const expiresAtMs = atMs + CODE_LIFE_MS
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const code = nextCode()
      const opened = await door.use((store) =>
        store.openPairing(
          {
            codeHash: hashCode(code),
            tokenHash,
            oldTokenHash,
            addressHash: keyedHash('address', from.address),
            client: from.client,
            atMs,
            expiresAtMs,
          },
          PAIRING_LIMITS,
        ),
      )
      if (opened.kind === 'opened') return { kind: 'begun', code, expiresAtMs, token }
      if (opened.kind === 'too_many')
        return { kind: 'too_many', retryAfterMs: Math.max(1_000, opened.retryAtMs - atMs) }
    }
    throw new Error('no free pairing code was found')
  }

  return {
    async begin(held, from) {
      const hash = held === null ? null : parseToken(held)
      const screen = hash === null ? null : await door.use((store) => store.findScreen(hash))
      if (screen?.revokedAtMs === null) return { kind: 'paired' }
      return oneByOne(() => open(hash, from))
    },
    async approve(raw, { name, scope, by }) {
      const code = parseCode(raw)
      if (code === null) return null
      const approval = {
        codeHash: hashCode(code),
        name,
        scope: JSON.stringify(scope),
        by,
        atMs: now(),
      }
      return door.use((store) => store.approveScreen(approval))
    },
  }
}
