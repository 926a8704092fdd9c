import 'server-only'
import { createHash, createHmac, randomBytes } from 'node:crypto'

/** Of links, screens and sign-ins alike: 256 random bits, of which only the SHA-256 is kept. */
const TOKEN_BYTES = 32
const TOKEN = /^[A-Za-z0-9_-]{43}$/

export type Minted = { token: string; hash: string }

export function mintToken(): Minted {
  const token = randomBytes(TOKEN_BYTES).toString('base64url')
  return { token, hash: hashToken(token) }
}

/** Random tokens need no salt: there is nothing to guess. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex')

/** The hash to look a token up by; null for what cannot be one. */
export const parseToken = (raw: string): string | null => (TOKEN.test(raw) ? hashToken(raw) : null)

/** Hashes what is guessable (names, addresses) so that whoever reads the record learns neither. */
export type KeyedHash = (what: string, text: string) => string

/** @param what separates uses of one secret */
export const createKeyedHash =
  (secret: string): KeyedHash =>
  (what, text) =>
    createHmac('sha256', secret).update(`${what}\0${text}`).digest('base64url')
