import 'server-only'
import { hkdfSync } from 'node:crypto'
import { EncryptJWT, jwtDecrypt } from 'jose'
import type { z } from 'zod'

export type Sealer<Content> = {
  /** A text that only this monitor can read or make, good for so long. */
  seal: (content: Content) => Promise<string>
  /** Null for what was not sealed here, was changed, or has run out. */
  open: (sealed: string) => Promise<Content | null>
}

const KEY_BYTES = 32
const PLAN = { alg: 'dir', enc: 'A256GCM' } as const

/**
 * @param secret AUTH_SECRET; each purpose has a key of its own
 * @param purpose what one text is for must not open the door to another
 */
export function createSealer<Content extends Record<string, unknown>>(
  secret: string,
  purpose: string,
  schema: z.ZodType<Content>,
  { lifeMs, now }: { lifeMs: number; now: () => number },
): Sealer<Content> {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', `failover-monitor ${purpose}`, KEY_BYTES))
  return {
    seal: (content) =>
      new EncryptJWT({ content })
        .setProtectedHeader(PLAN)
        .setAudience(purpose)
        .setExpirationTime(new Date(now() + lifeMs))
        .encrypt(key),
    async open(sealed) {
      try {
        const { payload } = await jwtDecrypt(sealed, key, {
          audience: purpose,
          currentDate: new Date(now()),
          requiredClaims: ['exp'],
          keyManagementAlgorithms: [PLAN.alg],
          contentEncryptionAlgorithms: [PLAN.enc],
        })
        return schema.safeParse(payload['content']).data ?? null
      } catch {
        return null
      }
    },
  }
}
