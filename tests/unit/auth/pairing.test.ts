import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DEFAULT_SCREEN_SETTINGS } from '@/lib/api/screen-settings'
import { CODE_LIFE_MS, createPairing, PAIRING_LIMITS, type Pairing } from '@/lib/auth/pairing'
import { CODE_ALPHABET, CODE_LENGTH, makeCode, parseCode } from '@/lib/auth/pairing-code'
import { createScreens, readScope, type Screens } from '@/lib/auth/screens'
import { createKeyedHash, mintToken } from '@/lib/auth/token'
import { createStore, type Store } from '@/lib/store/create-store'
import { storeError } from '@/lib/store/store-fault'

const START_MS = Date.parse('2026-11-23T12:00:00Z')
const ALL = { kind: 'all' } as const
const TV = { name: 'NOC left', scope: ALL, by: 'Zoë' }

let folder: string
let store: Store
let nowMs: number
let isAway: boolean
let pairing: Pairing
let screens: Screens

const now = (): number => nowMs
const door = {
  use: <Result>(query: (open: Store) => Promise<Result>): Promise<Result> =>
    isAway ? Promise.reject(storeError('unreachable', 'the record', new Error('away'))) : query(store),
}
const from = (address = '192.0.2.1') => ({ address, client: 'Chrome on Linux' })
const keyedHash = createKeyedHash('a secret of more than thirty-two characters')

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'failover-pairing-'))
  nowMs = START_MS
  isAway = false
  store = await createStore(
    { engine: 'sqlite', path: join(folder, 'record.db') },
    'https://em.example',
    START_MS,
  )
  pairing = createPairing(door, keyedHash, now)
  screens = createScreens(door, now)
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

async function begin(held: string | null = null, address?: string) {
  const begun = await pairing.begin(held, from(address))
  if (begun.kind !== 'begun') throw new Error(`no code: ${begun.kind}`)
  return begun
}
const find = (token: string) => screens.find(token, 'Chrome on Linux')

async function approved() {
  const { code, token } = await begin()
  const screen = await pairing.approve(`${code.slice(0, 3)}-${code.slice(3).toLowerCase()}`, TV)
  if (screen === null) throw new Error('the code was not known')
  return { token, screen }
}

describe('codes', () => {
  it('have six characters that cannot be taken for one another, and spell no word', () => {
    expect(new Set(CODE_ALPHABET).size).toBe(CODE_ALPHABET.length)
    for (const group of ['0O', '1IL', '2Z', '5S', '6G', '8B', 'UV', 'QO']) {
      expect(Array.from(group).filter((letter) => CODE_ALPHABET.includes(letter)).length).toBeLessThanOrEqual(
        1,
      )
    }
    expect(CODE_ALPHABET).not.toMatch(/[AEIOU01a-z]/)
    expect(CODE_ALPHABET.length ** CODE_LENGTH).toBeGreaterThan(100_000_000)
    const drawn = Array.from({ length: 2_000 }, makeCode)
    for (const code of drawn) expect(parseCode(code)).toBe(code)
    // Every letter comes at every place: nothing of the alphabet is left out by the draw.
    for (let place = 0; place < CODE_LENGTH; place += 1) {
      expect(new Set(drawn.map((code) => code[place])).size).toBe(CODE_ALPHABET.length)
    }
    expect(new Set(drawn).size).toBeGreaterThan(1_990)
  })

  it.each([
    ['K7M4XR', 'K7M4XR'],
    [' k7m 4xr ', 'K7M4XR'],
    ['k7m-4xr', 'K7M4XR'],
    ['K7M–4XR', 'K7M4XR'],
    ['Ｋ７Ｍ４ＸＲ', 'K7M4XR'],
    ['K7M4X', null],
    ['K7M4XRR', null],
    ['K7M4XO', null],
    ['K7M4X0', null],
    ['', null],
    ['K7M4X\u0000', null],
    ['💥💥💥', null],
  ])('typed as %j mean %j', (typed, code) => {
    expect(parseCode(typed)).toBe(code)
  })
})

describe('a device that asks for a code', () => {
  it('shows it for ten minutes', async () => {
    const { code, token, expiresAtMs } = await begin()
    expect(expiresAtMs).toBe(START_MS + 10 * 60_000)
    expect(await find(token)).toEqual({ kind: 'pending', expiresAtMs })
    nowMs += CODE_LIFE_MS - 1
    expect(await find(token)).toMatchObject({ kind: 'pending' })
    nowMs += 1
    expect(await find(token)).toEqual({ kind: 'expired', sinceMs: expiresAtMs })
    expect(await pairing.approve(code, TV)).toBeNull()
  })

  it('gets another code and token each time, and the earlier ones end', async () => {
    const first = await begin()
    const second = await begin(first.token)
    expect(second.code).not.toBe(first.code)
    expect(second.token).not.toBe(first.token)
    expect(await find(first.token)).toEqual({ kind: 'unknown' })
    expect(await pairing.approve(first.code, TV)).toBeNull()
    expect(await pairing.approve(second.code, TV)).not.toBeNull()
  })

  it('is never given the token that somebody has put into its browser', async () => {
    const planted = mintToken().token
    const { code, token } = await begin(planted)
    expect(token).not.toBe(planted)
    await pairing.approve(code, TV)
    expect(await find(planted)).toEqual({ kind: 'unknown' })
  })

  it('never shares a code with another, also when the draw repeats itself', async () => {
    const draws = ['K7M4XR', 'K7M4XR', 'K7M4XR', 'CDFGHJ']
    pairing = createPairing(door, keyedHash, now, () => draws.shift() ?? makeCode())
    expect((await begin()).code).toBe('K7M4XR')
    expect((await begin()).code).toBe('CDFGHJ')
    expect(draws).toEqual([])
  })

  it('is told to wait after ten open codes of one address, also when all ask at once', async () => {
    const asked = await Promise.all(Array.from({ length: 14 }, () => pairing.begin(null, from())))
    expect(asked.filter(({ kind }) => kind === 'begun')).toHaveLength(PAIRING_LIMITS.perAddress)
    nowMs += 60_000
    expect(await pairing.begin(null, from())).toEqual({ kind: 'too_many', retryAfterMs: 9 * 60_000 })
    expect(await pairing.begin(null, from('192.0.2.2'))).toMatchObject({ kind: 'begun' })
    nowMs += 9 * 60_000
    expect(await pairing.begin(null, from())).toMatchObject({ kind: 'begun' })
  })

  it('is told to wait after a thousand open codes in all', { timeout: 60_000 }, async () => {
    for (let n = 0; n < PAIRING_LIMITS.inAll; n += 1) await begin(null, `198.51.100.${n}`)
    expect(await pairing.begin(null, from('203.0.113.1'))).toMatchObject({ kind: 'too_many' })
    nowMs += CODE_LIFE_MS
    expect(await pairing.begin(null, from('203.0.113.1'))).toMatchObject({ kind: 'begun' })
  })

  it('leaves neither code, token nor address in the record', async () => {
    const { code, token } = await begin(null, '203.0.113.77')
    await pairing.approve((await begin()).code, TV)
    await store.close()
    const text = ['record.db', 'record.db-wal']
      .map((name) => {
        try {
          return readFileSync(join(folder, name), 'latin1')
        } catch {
          return ''
        }
      })
      .join('')
    expect(text).toContain('NOC left')
    for (const secret of [code, token, '203.0.113.77']) expect(text).not.toContain(secret)
    store = await createStore({ engine: 'sqlite', path: join(folder, 'record.db') }, 'https://em.example', 1)
  })
})

describe('a device that was approved', () => {
  it('is a screen with the token that it has', async () => {
    const { token, screen } = await approved()
    expect(await find(token)).toEqual({
      kind: 'screen',
      principal: { kind: 'screen', screenId: screen.id, name: 'NOC left', scope: ALL },
      settings: DEFAULT_SCREEN_SETTINGS,
      renew: true,
    })
    expect(await pairing.begin(token, from())).toEqual({ kind: 'paired' })
  })

  it('has its cookie renewed once a day, and its contact noted every 15 s', async () => {
    const { token } = await approved()
    const contact = async () => (await store.listScreens())[0]?.contactAtMs
    await find(token)
    await expect.poll(contact, { timeout: 10_000 }).toBe(START_MS)
    nowMs += 14_999
    expect(await find(token)).toMatchObject({ renew: false })
    nowMs += 1
    await find(token)
    await expect.poll(contact, { timeout: 10_000 }).toBe(START_MS + 15_000)
    nowMs += 24 * 60 * 60_000
    expect(await find(token)).toMatchObject({ renew: true })
  })

  it('is refused by the very next request after it was withdrawn, and gets a new token for a new code', async () => {
    const { token, screen } = await approved()
    await find(token)
    nowMs += 5_000
    await store.revokeScreen(screen.id, { by: 'Zoë', atMs: nowMs })
    expect(await find(token)).toEqual({ kind: 'revoked', sinceMs: nowMs })
    const anew = await begin(token)
    expect(anew.token).not.toBe(token)
    expect(await find(token)).toEqual({ kind: 'revoked', sinceMs: nowMs })
    expect(await find(anew.token)).toMatchObject({ kind: 'pending' })
  })

  it('goes on while the record is away, but nobody else comes in', async () => {
    const { token, screen } = await approved()
    const waiting = await begin()
    await find(token)
    isAway = true
    expect(await find(token)).toMatchObject({ kind: 'screen', principal: { screenId: screen.id } })
    await expect(find(waiting.token)).rejects.toMatchObject({ code: 'unreachable' })
    await expect(find(mintToken().token)).rejects.toMatchObject({ code: 'unreachable' })
    screens.forget(screen.id)
    await expect(find(token)).rejects.toMatchObject({ code: 'unreachable' })
  })

  it('is unknown by anything that is no token', async () => {
    await approved()
    isAway = true // it is not even looked up
    for (const wrong of ['', 'x', 'a'.repeat(44), '../../etc/passwd', 'ä'.repeat(43)])
      expect(await find(wrong)).toEqual({ kind: 'unknown' })
  })

  it('shows nothing where its scope cannot be understood', () => {
    for (const json of ['', 'null', '{"kind":"everything"}', '{"kind":"tenant"}', '[]'])
      expect(readScope(json)).toEqual({ kind: 'sessions', sessionIds: [] })
  })
})
