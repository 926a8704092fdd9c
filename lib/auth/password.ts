import 'server-only'
import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto'
import pLimit from 'p-limit'

/** OWASP's figures for scrypt: 32 MiB and three passes. Kept with each hash, so that they can be raised later. */
const COST = { N: 2 ** 15, r: 8, p: 3 } as const
const KEY_BYTES = 32
const MAX_MEMORY = 128 * 1024 * 1024

// Each takes memory and a thread: many at once would stop everything else.
const few = pLimit(2)

/** For passcodes of links and passwords of local accounts. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt, COST)
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64url'), key.toString('base64url')].join('$')
}

/** False for a wrong password and for a hash that is none. */
export async function verifyPassword(password: string, hash: string): Promise<boolean> {
  const [kind, N, r, p, salt, key] = hash.split('$')
  if (kind !== 'scrypt' || salt === undefined || key === undefined) return false
  const wanted = Buffer.from(key, 'base64url')
  const cost = { N: Number(N), r: Number(r), p: Number(p) }
  const found = await derive(password, Buffer.from(salt, 'base64url'), cost)
  return found.length === wanted.length && timingSafeEqual(found, wanted)
}

/** Takes as long as a real comparison, for names that nobody has. */
export async function verifyNobody(password: string): Promise<false> {
  await derive(password, Buffer.alloc(16), COST)
  return false
}

/** Compatibility forms of one letter are one password, however a keyboard writes them. */
const derive = (password: string, salt: Buffer, cost: ScryptOptions): Promise<Buffer> =>
  few(
    () =>
      new Promise((resolve, reject) => {
        const options = { ...cost, maxmem: MAX_MEMORY }
        scrypt(password.normalize('NFKC'), salt, KEY_BYTES, options, (error, key) =>
          error ? reject(error) : resolve(key),
        )
      }),
  )
