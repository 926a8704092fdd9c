import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { signInWithEnterpriseManager, type AskEnterpriseManager } from '@/lib/auth/sign-in'
import { createSignInGuard, type SignInGuard } from '@/lib/auth/sign-in-guard'
import { createKeyedHash } from '@/lib/auth/token'
import { ReadError } from '@/lib/failover/read-error'
import { createStore, type Store } from '@/lib/store/create-store'

// A hundred rows on a slow disk take their time.
vi.setConfig({ testTimeout: 60_000 })

const MINUTE = 60_000
const START_MS = Date.parse('2026-11-25T12:00:00Z')

let folder: string
let store: Store
let nowMs: number
let guard: SignInGuard
const now = (): number => nowMs
const door = { use: <Result>(query: (open: Store) => Promise<Result>) => query(store) }

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'failover-guard-'))
  store = await createStore(
    { engine: 'sqlite', path: join(folder, 'record.db') },
    'https://em.example',
    START_MS,
  )
  nowMs = START_MS
  guard = createSignInGuard(door, createKeyedHash('secret'), now)
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

/** How many of so many names are let through, at once. */
async function letThrough(names: readonly string[], address: (n: number) => string): Promise<number> {
  const begun = await Promise.all(names.map((name, n) => guard.begin(name, address(n))))
  return begun.filter(({ kind }) => kind === 'go').length
}
const many = (name: string, count: number): string[] => Array.from({ length: count }, () => name)
const apart = (n: number): string => `192.0.2.${n}`

describe('the guard of sign-ins', () => {
  it('lets five of a hundred at once through to Enterprise Manager, from however many addresses', async () => {
    let asked = 0
    const ask: AskEnterpriseManager = () => {
      asked += 1
      return Promise.resolve({ kind: 'refused' })
    }
    const results = await Promise.all(
      Array.from({ length: 100 }, (_, n) =>
        signInWithEnterpriseManager(
          { door, guard, ask, now },
          { username: 'vera', password: `guess ${n}`, address: apart(n) },
        ),
      ),
    )
    expect(asked).toBe(5)
    expect(results.filter(({ kind }) => kind === 'throttled')).toHaveLength(95)
  })

  it('knows one account in each way to write it', async () => {
    const forms = [
      'vera',
      'VERA',
      'HOST\\vera',
      'vera@provider.example',
      'host\\Vera@x',
      ' vera ',
      'ｖｅｒａ',
      'a\\b\\vera',
    ]
    expect(await letThrough(forms, apart)).toBe(5)
    expect(await letThrough(['vera2', 'veraa', '@vera', 'local:vera'], apart)).toBe(4)
  })

  it('opens again a quarter of an hour after the oldest, and says how long that is', async () => {
    for (let n = 0; n < 5; n += 1) {
      expect((await guard.begin('vera', apart(n))).kind).toBe('go')
      nowMs += MINUTE
    }
    expect(await guard.begin('vera', 'home')).toEqual({ kind: 'wait', retryAfterMs: 10 * MINUTE })
    nowMs = START_MS + 15 * MINUTE - 1
    // Never less than a second: a page must not ask at once.
    expect(await guard.begin('vera', 'home')).toEqual({ kind: 'wait', retryAfterMs: 1_000 })
    nowMs += 1
    expect((await guard.begin('vera', 'home')).kind).toBe('go')
    expect(await guard.begin('vera', 'home')).toEqual({ kind: 'wait', retryAfterMs: MINUTE })
  })

  it('twenty from one address, for all names together; another address goes on', async () => {
    const names = Array.from({ length: 50 }, (_, n) => `name-${n}`)
    expect(await letThrough(names, () => 'one')).toBe(20)
    expect(await letThrough(names.slice(0, 5), () => 'other')).toBe(5)
  })

  it('forgets mistakes once the password was right, but not those of others', async () => {
    expect(await letThrough(many('vera', 4), apart)).toBe(4)
    expect(await letThrough(many('adam', 5), apart)).toBe(5)
    const begun = await guard.begin('vera', 'home')
    if (begun.kind !== 'go') throw new Error('not let through')
    await begun.attempt.succeeded()
    expect(await letThrough(many('vera', 6), apart)).toBe(5)
    expect(await letThrough(['adam'], apart)).toBe(0)
  })

  it.each([
    ['unreachable', 8],
    ['tls_untrusted', 8],
    ['upstream_error', 8],
    // Whether that logon counted at Enterprise Manager nobody knows: it counts here.
    ['timed_out', 5],
  ] as const)('%s: of eight, %i are asked', async (code, times) => {
    let asked = 0
    const ask: AskEnterpriseManager = () => {
      asked += 1
      return Promise.reject(new ReadError(code, 'no'))
    }
    for (let n = 0; n < 8; n += 1) {
      await signInWithEnterpriseManager(
        { door, guard, ask, now },
        { username: 'vera', password: 'x', address: apart(n) },
      ).catch(() => undefined)
    }
    expect(asked).toBe(times)
  })

  it('outlives a restart, and the record learns neither name nor address', async () => {
    await letThrough(many('vera', 5), apart)
    const again = createSignInGuard(door, createKeyedHash('secret'), now)
    expect((await again.begin('vera', 'home')).kind).toBe('wait')
    await store.close()
    const bytes = readFileSync(join(folder, 'record.db'), 'latin1')
    expect(bytes).not.toContain('vera')
    expect(bytes).not.toContain('192.0.2.')
    store = await createStore(
      { engine: 'sqlite', path: join(folder, 'record.db') },
      'https://em.example',
      START_MS,
    )
  })
})
