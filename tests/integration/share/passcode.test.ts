import { afterEach, describe, expect, it } from 'vitest'
import { startMonitor, stopMonitors, type Monitor } from '../monitor'
import { makeLink, open, OPERATOR_AT_DESK as WHO, ORIGIN, pageOf, TENANT, toCookie } from './sharing'

afterEach(stopMonitors)

const PASSCODE = 'Grüße 4711'
const at = (n: number) => ({ ...TENANT, address: `203.0.113.${n}` })

async function unlock(
  monitor: Monitor,
  token: string,
  passcode = PASSCODE,
  client = TENANT,
): Promise<string> {
  const result = await monitor.runtime.shares.unlock(token, passcode, client)
  if (result.kind !== 'unlocked' || result.cookie === null) throw new Error(`the link is ${result.kind}`)
  return toCookie(result.cookie)
}

// Hashing a passcode is slow on purpose, the more so on a busy machine.
describe('a link with a passcode', { timeout: 60_000 }, () => {
  it('shows nothing without it, and everything with it, also after a restart', async () => {
    const monitor = await startMonitor({ scenarios: ['clean'] })
    const { token } = await makeLink(monitor, 'clean', { passcode: PASSCODE })
    const { shares } = monitor.runtime
    expect(await open(monitor, token)).toEqual({
      kind: 'locked',
      language: 'en',
      contact: { providerName: 'Your provider', contact: null },
    })
    expect(await shares.statusOf(token, new Headers())).toBe(401)
    expect(await shares.logo(token, { headers: new Headers(), client: TENANT })).toMatchObject({
      kind: 'locked',
    })
    const cookie = await unlock(monitor, token)
    expect((await pageOf(monitor, token, { cookie })).run).toBe(1)
    expect(await shares.statusOf(token, new Headers({ Cookie: cookie }))).toBe(200)
    await monitor.restart()
    expect((await pageOf(monitor, token, { cookie })).run).toBe(1)
  })

  it('opens by a cookie that no script reads and that ends by itself', async () => {
    const monitor = await startMonitor({ scenarios: ['clean'] }, { PUBLIC_URL: 'https://failover.example' })
    const { id, token } = await makeLink(monitor, 'clean', { passcode: PASSCODE })
    const result = await monitor.runtime.shares.unlock(token, PASSCODE, TENANT)
    expect(result).toMatchObject({
      kind: 'unlocked',
      cookie: expect.stringMatching(/; HttpOnly; Secure; SameSite=Lax/),
    })
    const cookie = 'cookie' in result ? (result.cookie ?? '') : ''
    expect(cookie).toContain(`__Host-failover-unlock-${id}=`)
    expect(cookie).toContain('Max-Age=43200')
    expect(cookie).not.toContain(token)
    expect(decodeURIComponent(cookie)).not.toContain(PASSCODE)
  })

  it('asks again after twelve hours', async () => {
    let aheadMs = 0
    const monitor = await startMonitor({ scenarios: ['clean'] }, {}, { now: () => Date.now() + aheadMs })
    const { token } = await makeLink(monitor, 'clean', { passcode: PASSCODE })
    const cookie = await unlock(monitor, token)
    aheadMs = 12 * 3_600_000 - 5_000
    expect(await open(monitor, token, { cookie })).toMatchObject({ kind: 'open' })
    aheadMs += 6_000
    expect(await open(monitor, token, { cookie })).toMatchObject({ kind: 'locked' })
  })

  it('is locked again by another passcode, and open to all without one', async () => {
    const monitor = await startMonitor({ scenarios: ['clean'] })
    const { id, token } = await makeLink(monitor, 'clean', { passcode: PASSCODE })
    const cookie = await unlock(monitor, token)
    const { shareLinks, shares } = monitor.runtime
    expect(await shareLinks.change(id, { passcode: 'another' }, ORIGIN, WHO)).toMatchObject({
      hasPasscode: true,
    })
    expect(await open(monitor, token, { cookie })).toMatchObject({ kind: 'locked' })
    expect(await shares.unlock(token, PASSCODE, TENANT)).toEqual({ kind: 'wrong' })
    expect(await open(monitor, token, { cookie: await unlock(monitor, token, 'another') })).toMatchObject({
      kind: 'open',
    })
    await shareLinks.change(id, { passcode: null }, ORIGIN, WHO)
    expect(await open(monitor, token)).toMatchObject({ kind: 'open' })
    expect(await shares.unlock(token, 'whatever', TENANT)).toEqual({ kind: 'unlocked', cookie: null })
  })

  it('does not open by the cookie of another link', async () => {
    const monitor = await startMonitor({ scenarios: ['clean'] })
    const a = await makeLink(monitor, 'clean', { passcode: PASSCODE })
    const b = await makeLink(monitor, 'clean', { passcode: PASSCODE })
    const cookie = (await unlock(monitor, a.token)).replace(a.id, b.id)
    expect(await open(monitor, b.token, { cookie })).toMatchObject({ kind: 'locked' })
  })

  it('takes five wrong ones from an address, many at once no more than one after the other', async () => {
    const monitor = await startMonitor({ scenarios: ['clean'] })
    const { token } = await makeLink(monitor, 'clean', { passcode: PASSCODE })
    const { shares } = monitor.runtime
    const tries = Array.from({ length: 12 }, (_, n) =>
      shares.unlock(token, `wrong ${n}`, TENANT).then(
        (result) => result.kind,
        (error: { code: string }) => error.code,
      ),
    )
    const answers = await Promise.all(tries)
    expect(answers.filter((answer) => answer === 'wrong')).toHaveLength(5)
    expect(answers.filter((answer) => answer === 'too_many_requests')).toHaveLength(7)
    await expect(shares.unlock(token, PASSCODE, TENANT)).rejects.toMatchObject({
      code: 'too_many_requests',
      retryAfterMs: expect.any(Number),
    })
    // Others, and who has opened it before, are not stopped by that.
    expect(await unlock(monitor, token, PASSCODE, at(1))).toContain('failover-unlock-')
    const events = await monitor.runtime.door.use((store) =>
      store.listAudit({ limit: 50, action: 'link_unlock_refused' }),
    )
    expect(events).toHaveLength(5)
    expect(JSON.stringify(events)).not.toMatch(/wrong \d|198\.51\.100\.7/)
  })

  it('takes fifty wrong ones from everywhere', async () => {
    const monitor = await startMonitor({ scenarios: ['clean'] })
    const { id, token } = await makeLink(monitor, 'clean', { passcode: PASSCODE })
    const { limits, shares } = monitor.runtime
    // As if others had failed before: fifty real ones take ten seconds.
    for (let n = 0; n < 49; n += 1) await limits.failed('passcode_link', id)
    expect(await shares.unlock(token, 'wrong', at(1))).toEqual({ kind: 'wrong' })
    await expect(shares.unlock(token, PASSCODE, at(2))).rejects.toMatchObject({ code: 'too_many_requests' })
  })

  it('never counts the right one', async () => {
    const monitor = await startMonitor({ scenarios: ['clean'] })
    const { token } = await makeLink(monitor, 'clean', { passcode: PASSCODE })
    for (let n = 0; n < 6; n += 1) await unlock(monitor, token)
    expect(await monitor.runtime.shares.unlock(token, 'wrong', TENANT)).toEqual({ kind: 'wrong' })
  })

  it.each(['paused', 'expired', 'revoked', 'replaced'] as const)(
    'that is %s does not tell whether a passcode is right',
    async (kind) => {
      let aheadMs = 0
      const monitor = await startMonitor({ scenarios: ['clean'] }, {}, { now: () => Date.now() + aheadMs })
      const { shareLinks, shares } = monitor.runtime
      const expiresAtUtc = new Date(Date.now() + 60_000).toISOString()
      const { id, token } = await makeLink(monitor, 'clean', { passcode: PASSCODE, expiresAtUtc })
      if (kind === 'expired') aheadMs = 61_000
      if (kind === 'paused') await shareLinks.change(id, { state: 'paused' }, ORIGIN, WHO)
      if (kind === 'replaced') await shareLinks.rotate(id, ORIGIN, WHO)
      if (kind === 'revoked') await shareLinks.revoke(id, WHO)
      const right = await shares.unlock(token, PASSCODE, TENANT)
      expect(right).toMatchObject({ kind })
      expect(await shares.unlock(token, 'wrong', TENANT)).toEqual(right)
      expect(await open(monitor, token)).toEqual(right)
    },
  )
})
