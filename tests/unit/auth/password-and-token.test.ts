import { scryptSync } from 'node:crypto'
import { describe, expect, it, vi } from 'vitest'
import { hashPassword, verifyNobody, verifyPassword } from '@/lib/auth/password'
import { createKeyedHash, hashToken, mintToken, parseToken } from '@/lib/auth/token'

// A password takes a tenth of a second to try; on a busy machine seconds.
vi.setConfig({ testTimeout: 120_000 })

describe('a password', () => {
  it('is known by its hash, which holds its cost and a salt of its own', async () => {
    const [one, other] = await Promise.all([hashPassword('correct horse'), hashPassword('correct horse')])
    expect(one).toMatch(/^scrypt\$32768\$8\$3\$[\w-]{22}\$[\w-]{43}$/)
    expect(other).not.toBe(one)
    expect(await verifyPassword('correct horse', one)).toBe(true)
    expect(await verifyPassword('correct horsf', one)).toBe(false)
  })

  it('is the same in each form that a keyboard gives a letter, and differs by case', async () => {
    const hash = await hashPassword('pa\u0308sswo\u0308rter Ⅳ')
    expect(await verifyPassword('pässwörter IV', hash)).toBe(true)
    expect(await verifyPassword('Pässwörter IV', hash)).toBe(false)
  })

  it('fits no hash that is none, and nobody’s', async () => {
    for (const hash of ['', 'x', 'scrypt', 'scrypt$1$2$3', 'bcrypt$32768$8$3$c2FsdA$a2V5'])
      expect(await verifyPassword('x', hash)).toBe(false)
    expect(await verifyNobody('x')).toBe(false)
  })

  it('is known by a hash of another cost, as an earlier version may have made it', async () => {
    const salt = Buffer.from('salt salt salt s')
    const key = scryptSync('x', salt, 32, { N: 1024, r: 8, p: 1 })
    const hash = `scrypt$1024$8$1$${salt.toString('base64url')}$${key.toString('base64url')}`
    expect(await verifyPassword('x', hash)).toBe(true)
    expect(await verifyPassword('y', hash)).toBe(false)
  })
})

describe('a token', () => {
  it('is 256 random bits of which only the hash is kept', () => {
    const all = new Set<string>()
    for (let n = 0; n < 1_000; n += 1) {
      const { token, hash } = mintToken()
      expect(token).toMatch(/^[\w-]{43}$/)
      expect(hash).toMatch(/^[0-9a-f]{64}$/)
      expect(parseToken(token)).toBe(hash)
      expect(hashToken(token)).toBe(hash)
      all.add(token)
    }
    expect(all.size).toBe(1_000)
  })

  it.each([
    '',
    'a',
    'a'.repeat(42),
    'a'.repeat(44),
    `${'a'.repeat(42)}=`,
    `${'a'.repeat(42)}\n`,
    'ä'.repeat(43),
  ])('%j cannot be one', (raw) => {
    expect(parseToken(raw)).toBeNull()
  })

  it('what is guessable is hashed with a key, apart for each use', () => {
    const hash = createKeyedHash('secret')
    expect(hash('account', 'vera')).toBe(createKeyedHash('secret')('account', 'vera'))
    expect(hash('account', 'vera')).not.toBe(hash('address', 'vera'))
    expect(hash('account', 'vera')).not.toBe(createKeyedHash('other')('account', 'vera'))
    expect(hash('a', 'b\0c')).not.toBe(hash('a\0b', 'd'))
  })
})
