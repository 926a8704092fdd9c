import 'server-only'
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

const SALT_BYTES = 16
const HASH_BYTES = 32
const FORM = /^scrypt\$([0-9a-f]{32})\$([0-9a-f]{64})$/

/** Whose logon it is; a change of any part lifts a pause. */
export type Credentials = { url: string; username: string; password: string }

/** A slow hash with a salt of its own: the file that keeps it must not help anybody to guess the password. */
export async function toFingerprint(credentials: Credentials): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  return `scrypt$${salt.toString('hex')}$${(await hash(credentials, salt)).toString('hex')}`
}

export async function matchesFingerprint(credentials: Credentials, fingerprint: string): Promise<boolean> {
  const [, salt, expected] = FORM.exec(fingerprint) ?? []
  if (salt === undefined || expected === undefined) return false
  return timingSafeEqual(await hash(credentials, Buffer.from(salt, 'hex')), Buffer.from(expected, 'hex'))
}

function hash({ url, username, password }: Credentials, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // As JSON, so that no two different sets of three make one text.
    scrypt(JSON.stringify([url, username, password]), salt, HASH_BYTES, (error, key) => {
      if (error) reject(error)
      else resolve(key)
    })
  })
}
