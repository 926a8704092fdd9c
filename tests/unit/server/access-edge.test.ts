import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { readAuthSecret } from '@/lib/server/auth-secret'
import { readClient } from '@/lib/server/client'
import { CLIENT_ADDRESS } from '@/lib/server/client-address'
import { createCookies } from '@/lib/server/cookies'
import { createFailureLimits } from '@/lib/server/limits'
import { checkOrigin } from '@/lib/server/same-origin'

const folders: string[] = []
const createFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'failover-secret-'))
  folders.push(folder)
  return folder
}
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

describe('the secret', () => {
  it('is the given one, and nothing is written', () => {
    const folder = createFolder()
    expect(readAuthSecret('given', join(folder, 'none'))).toBe('given')
    expect(() => statSync(join(folder, 'none'))).toThrow('ENOENT')
  })

  it('is made once, for its owner alone, and stays the same', () => {
    const folder = join(createFolder(), 'data')
    const first = readAuthSecret(null, folder)
    expect(first).toMatch(/^[\w-]{64}$/)
    expect(readAuthSecret(null, folder)).toBe(first)
    expect(statSync(join(folder, 'auth-secret')).mode & 0o777).toBe(0o600)
    expect(readAuthSecret(null, createFolder())).not.toBe(first)
  })

  it('is made anew where a full disk once left an empty file', () => {
    const folder = createFolder()
    writeFileSync(join(folder, 'auth-secret'), '')
    const made = readAuthSecret(null, folder)
    expect(made).toHaveLength(64)
    expect(readFileSync(join(folder, 'auth-secret'), 'utf8')).toBe(made)
  })

  it('that cannot be kept stops the start with what to do', () => {
    const folder = createFolder()
    mkdirSync(join(folder, 'auth-secret'))
    expect(() => readAuthSecret(null, folder)).toThrow(/AUTH_SECRET is not set and cannot be kept in/)
  })
})

describe('cookies', () => {
  const jar = (cookie: string) => new Headers({ cookie })

  it('cannot be read by scripts and, behind https, are bound to this host', () => {
    expect(createCookies(null).write('staff', 'abc', 60)).toBe(
      'failover-staff=abc; Max-Age=60; Path=/; HttpOnly; SameSite=Lax',
    )
    expect(createCookies('https://f.example').write('staff', 'abc', null)).toBe(
      '__Host-failover-staff=abc; Path=/; HttpOnly; Secure; SameSite=Lax',
    )
    expect(createCookies(null).clear('screen')).toMatch(/^failover-screen=; Max-Age=0; /)
  })

  it('are read by their own name only', () => {
    const secure = createCookies('https://f.example')
    expect(secure.read(jar('__Host-failover-staff=good; failover-staff=planted'), 'staff')).toBe('good')
    expect(secure.read(jar('failover-staff=planted'), 'staff')).toBeNull()
    expect(createCookies(null).read(new Headers(), 'staff')).toBeNull()
  })
})

describe('a client', () => {
  const CHROME =
    'Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36'
  const from = (address: string, agent = CHROME) =>
    new Headers({ [CLIENT_ADDRESS]: address, 'user-agent': agent })

  it('is named coarsely', () => {
    expect(readClient(from('192.0.2.77'), 'network').name).toBe('Chrome on Android')
    expect(readClient(from('192.0.2.77', '\u00FF'.repeat(400)), 'network').name).toBe('unknown')
    expect(readClient(new Headers(), 'full')).toEqual({ address: 'unknown', kept: null, name: 'unknown' })
  })

  it.each([
    ['192.0.2.77', '192.0.2.77', '192.0.2.0/24'],
    ['2001:db8:1:2::7', '2001:db8:1:2::7', '2001:db8:1::/48'],
    ['::1', '::1', '0:0:0::/48'],
    ['fe80::1:2:3:4', 'fe80::1:2:3:4', 'fe80:0:0::/48'],
  ])('%s is kept as the settings say', (address, full, network) => {
    const keep = (how: 'full' | 'network' | 'none') => readClient(from(address), how).kept
    expect([keep('full'), keep('network'), keep('none')]).toEqual([full, network, null])
    expect(readClient(from(address), 'none').address).toBe(address)
  })
})

describe('a request that changes something', () => {
  const ask = (headers: Record<string, string>, publicUrl: string | null = null) => {
    try {
      checkOrigin(new Headers(headers), publicUrl)
      return 'in'
    } catch (error) {
      return error instanceof Error && 'code' in error ? error.code : error
    }
  }
  const host = 'localhost:3000'

  it.each([
    [{ host, origin: 'http://localhost:3000' }],
    [{ host: 'LOCALHOST:3000', origin: 'http://localhost:3000' }],
    [{ host, origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' }],
  ])('%j comes in', (headers) => {
    expect(ask(headers)).toBe('in')
  })

  it.each([
    [{ host }],
    [{ host, origin: 'null' }],
    [{ host, origin: 'http://localhost:4000' }],
    [{ host, origin: 'https://evil.example' }],
    [{ host, origin: 'http://localhost:3000', 'sec-fetch-site': 'cross-site' }],
    [{ host, origin: 'http://localhost:3000', 'sec-fetch-site': 'same-site' }],
  ])('%j does not', (headers) => {
    expect(ask(headers)).toBe('foreign_origin')
  })

  it('must have the public address’s scheme', () => {
    const at = { host: 'f.example' }
    expect(ask({ ...at, origin: 'https://f.example' }, 'https://f.example')).toBe('in')
    expect(ask({ ...at, origin: 'http://f.example' }, 'https://f.example')).toBe('foreign_origin')
  })
})

describe('failures', () => {
  it('are counted per kind and source, and never stop who has failed less', async () => {
    const limits = createFailureLimits()
    for (let n = 0; n < 5; n += 1) {
      await limits.check('passcode', 'a')
      await limits.failed('passcode', 'a')
    }
    await limits.failed('passcode', 'a')
    await expect(limits.check('passcode', 'a')).rejects.toMatchObject({ code: 'too_many_requests' })
    const error = await limits.check('passcode', 'a').catch((cause: unknown) => cause)
    expect(error).toHaveProperty('retryAfterMs')
    await limits.check('passcode', 'b')
    await limits.check('code', 'a')
  })
})
