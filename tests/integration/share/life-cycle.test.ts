import { afterEach, describe, expect, it, vi } from 'vitest'
import { idOf, startMonitor, stopMonitors, type Monitor } from '../monitor'
import { makeLink, open, OPERATOR_AT_DESK as WHO, ORIGIN, pageOf, TENANT, tokenOf } from './sharing'
import { shareLinkSchema, shareReplySchema, type ShareLink } from '@/lib/api/share-replies'
import { mintToken } from '@/lib/auth/token'

afterEach(stopMonitors)

const HOUR = 3_600_000
const status = (monitor: Monitor, token: string) => monitor.runtime.shares.statusOf(token, new Headers())
const actions = async (monitor: Monitor): Promise<string[]> =>
  (await monitor.runtime.door.use((store) => store.listAudit({ limit: 100 }))).map((event) => event.action)

/** A monitor with a clock that can be put forward, and a run of two hours ago that has ended. */
async function startWithClock() {
  const clock = { aheadMs: 0 }
  const now = (): number => Date.now() + clock.aheadMs
  const monitor = await startMonitor({ scenarios: ['finished', 'clean'] }, {}, { now })
  return { monitor, clock, now }
}

async function changed(monitor: Monitor, ...args: Parameters<Monitor['runtime']['shareLinks']['change']>) {
  const reply = await monitor.runtime.shareLinks.change(...args)
  if ('url' in reply) throw new Error('the link has a new address')
  return reply satisfies ShareLink
}

describe('a share link', () => {
  it('shows its run and nothing besides what the contract names', async () => {
    const monitor = await startMonitor({ scenarios: ['failures'] })
    const made = await makeLink(monitor, 'failures', { timeZone: 'Europe/Berlin', language: 'de' })
    expect(made.url).toBe(`${ORIGIN}/share/${made.token}`)
    expect(made.token).toMatch(/^[\w-]{43}$/)
    const page = await pageOf(monitor, made.token)
    expect(shareReplySchema.parse(page.reply)).toEqual(page.reply)
    expect(page.reply.expiresAtUtc).toBe(made.expiresAtUtc)
    expect(page.reply).toMatchObject({ provider: { name: 'Ihr Anbieter' }, outcome: { kind: 'running' } })
    expect(page).toMatchObject({
      language: 'de',
      timeZone: 'Europe/Berlin',
      run: 1,
      expiresAfterEndHours: 72,
    })
    const [link] = await monitor.runtime.shareLinks.list()
    expect(shareLinkSchema.parse(link)).toEqual(link)
    expect(link).toMatchObject({ state: 'active', createdBy: 'Olga Operator', hasPasscode: false })
  })

  it('is refused by the very next request once it is withdrawn, for good', async () => {
    const monitor = await startMonitor({ scenarios: ['clean'] })
    const { id, token } = await makeLink(monitor, 'clean')
    await pageOf(monitor, token)
    expect(await status(monitor, token)).toBe(200)
    await monitor.runtime.shareLinks.revoke(id, WHO)
    expect(await open(monitor, token)).toMatchObject({ kind: 'revoked' })
    expect(await status(monitor, token)).toBe(410)
    const { shareLinks } = monitor.runtime
    for (const command of [
      () => shareLinks.change(id, { state: 'active' }, ORIGIN, WHO),
      () => shareLinks.rotate(id, ORIGIN, WHO),
      () => shareLinks.addRun(id, idOf(monitor, 'clean'), WHO),
      () => shareLinks.writeUpdate(id, { text: 'x', author: null }, WHO),
    ])
      await expect(command()).rejects.toMatchObject({ code: 'conflict' })
    await shareLinks.revoke(id, WHO)
    expect(await actions(monitor)).toEqual(['link_revoked', 'link_first_opened', 'link_created'])
  })

  it('that was paused goes on under another address only', async () => {
    const monitor = await startMonitor({ scenarios: ['clean'] })
    const { id, token } = await makeLink(monitor, 'clean')
    expect(await changed(monitor, id, { state: 'paused' }, ORIGIN, WHO)).toMatchObject({ state: 'paused' })
    expect(await open(monitor, token)).toMatchObject({ kind: 'paused' })
    expect(await status(monitor, token)).toBe(410)
    const resumed = await monitor.runtime.shareLinks.change(id, { state: 'active' }, ORIGIN, WHO)
    if (!('url' in resumed)) throw new Error('there is no new address')
    expect(resumed.id).toBe(id)
    expect(await open(monitor, token)).toMatchObject({ kind: 'replaced' })
    expect((await pageOf(monitor, tokenOf(resumed.url))).run).toBe(1)
    // Active already: nothing changes, no address is told.
    expect(await changed(monitor, id, { state: 'active' }, ORIGIN, WHO)).toMatchObject({ state: 'active' })
  })

  it('gets a new address by rotation, and the old one says so', async () => {
    const monitor = await startMonitor({ scenarios: ['clean'] })
    const { id, token } = await makeLink(monitor, 'clean')
    const { url } = await monitor.runtime.shareLinks.rotate(id, ORIGIN, WHO)
    expect(await open(monitor, token)).toMatchObject({ kind: 'replaced' })
    expect(await status(monitor, token)).toBe(410)
    expect(await status(monitor, tokenOf(url))).toBe(200)
    await monitor.restart()
    expect(await open(monitor, token)).toMatchObject({ kind: 'replaced' })
    expect((await pageOf(monitor, tokenOf(url))).run).toBe(1)
  })

  it('ends 72 hours after its run, and can be extended', async () => {
    const { monitor, clock, now } = await startWithClock()
    const { id, token, expiresAtUtc } = await makeLink(monitor, 'finished')
    expect(Date.parse(expiresAtUtc) - now()).toBeGreaterThan(60 * HOUR)
    await vi.waitFor(async () => {
      const { runs } = await monitor.runtime.shareLinks.read(id)
      expect(runs[0]?.name, 'the run is recorded').not.toBeNull()
    }, 15_000)
    clock.aheadMs += Date.parse(expiresAtUtc) - now() - 500
    expect((await pageOf(monitor, token)).reply.expiresAtUtc).toBe(expiresAtUtc)
    clock.aheadMs += 1_000
    expect(await open(monitor, token)).toMatchObject({ kind: 'expired' })
    expect(await status(monitor, token)).toBe(410)
    expect(await monitor.runtime.shareLinks.read(id)).toMatchObject({
      state: 'expired',
      stateSinceUtc: expiresAtUtc,
    })
    await expect(
      monitor.runtime.shareLinks.change(id, { state: 'active' }, ORIGIN, WHO),
    ).rejects.toMatchObject({ code: 'conflict' })
    const later = new Date(now() + HOUR).toISOString()
    expect(await changed(monitor, id, { expiresAtUtc: later }, ORIGIN, WHO)).toMatchObject({
      state: 'active',
      expiresAtUtc: later,
      expiresAfterEndHours: null,
    })
    expect((await pageOf(monitor, token)).reply.expiresAtUtc).toBe(later)
    // Without a moment the rule holds again, and by it the link is over.
    expect(await changed(monitor, id, { expiresAtUtc: null }, ORIGIN, WHO)).toMatchObject({
      state: 'expired',
      expiresAtUtc,
      expiresAfterEndHours: 72,
    })
  })

  it('that was paused and whose time is over goes on only with a later end', async () => {
    const { monitor, clock, now } = await startWithClock()
    const inAnHour = new Date(now() + HOUR).toISOString()
    const { id } = await makeLink(monitor, 'clean', { expiresAtUtc: inAnHour })
    await changed(monitor, id, { state: 'paused' }, ORIGIN, WHO)
    clock.aheadMs += 2 * HOUR
    const { shareLinks } = monitor.runtime
    await expect(shareLinks.change(id, { state: 'active' }, ORIGIN, WHO)).rejects.toMatchObject({
      code: 'conflict',
    })
    const expiresAtUtc = new Date(now() + HOUR).toISOString()
    const resumed = await shareLinks.change(id, { state: 'active', expiresAtUtc }, ORIGIN, WHO)
    expect(resumed).toMatchObject({ url: expect.stringContaining('/share/'), expiresAtUtc })
  })

  it('while its run goes on tells the earliest end', async () => {
    const { monitor, now } = await startWithClock()
    const { token } = await makeLink(monitor, 'clean')
    const beforeMs = now()
    const { expiresAtUtc } = (await pageOf(monitor, token)).reply
    expect(expiresAtUtc).toMatch(/:00:00\.000Z$/)
    expect(Date.parse(expiresAtUtc)).toBeGreaterThanOrEqual(beforeMs + 72 * HOUR)
    expect(Date.parse(expiresAtUtc)).toBeLessThanOrEqual(now() + 73 * HOUR)
  })

  it.each([
    ['now', 0],
    ['in the past', -HOUR],
    ['more than a year ahead', 367 * 24 * HOUR],
  ])('does not end %s', async (_what, aheadMs) => {
    const monitor = await startMonitor({ scenarios: ['clean'] })
    const expiresAtUtc = new Date(Date.now() + aheadMs).toISOString()
    await expect(makeLink(monitor, 'clean', { expiresAtUtc })).rejects.toMatchObject({ code: 'bad_request' })
    const { id } = await makeLink(monitor, 'clean')
    await expect(changed(monitor, id, { expiresAtUtc }, ORIGIN, WHO)).rejects.toMatchObject({
      code: 'bad_request',
    })
    expect(await monitor.runtime.shareLinks.list()).toHaveLength(1)
  })

  it('is made of a GUID, a URN or a pasted Href, and of nothing that nobody knows', async () => {
    const monitor = await startMonitor({ scenarios: ['clean'] })
    const { shareLinks } = monitor.runtime
    const id = idOf(monitor, 'clean')
    const create = (sessionId: string) => shareLinks.create({ sessionId, label: 'x' }, ORIGIN, WHO)
    for (const text of [
      id,
      `urn:veeam:CloudFailoverSession:${id}`,
      `${monitor.simulator.url}/api/cloud/failoverSessions/${id}?format=Entity`,
    ]) {
      const link = await create(text)
      expect((await shareLinks.read(link.id)).runs.map((run) => run.sessionId)).toEqual([id])
    }
    await expect(create('3f2504e0-4f89-11d3-9a0c-0305e82c3301')).rejects.toMatchObject({ code: 'not_there' })
    for (const [text, why] of [
      ['hello', 'neither id, URN nor link'],
      [`${monitor.simulator.url}/api/backupSessions/${id}`, 'leads to a backup session'],
      [`https://vbr.example:9419/api/v1/sessions/${id}`, 'leads to a session of another system'],
      [`urn:veeam:CloudTenant:${id}`, 'URN of a tenant'],
      [`${id} 3f2504e0-4f89-11d3-9a0c-0305e82c3301`, 'ids of several'],
    ] as const) {
      const refused = create(text)
      await expect(refused).rejects.toMatchObject({ code: 'bad_request' })
      await expect(refused).rejects.toThrow(why)
      await expect(refused).rejects.not.toThrow(id)
    }
    expect(await shareLinks.list()).toHaveLength(3)
  })

  it('shows the runs it was given and no other, the newest first', async () => {
    const monitor = await startMonitor({ scenarios: ['twin-a', 'twin-b', 'finished'] })
    const { shareLinks } = monitor.runtime
    const { id, token } = await makeLink(monitor, 'twin-a')
    const first = await pageOf(monitor, token)
    const link = await shareLinks.addRun(id, idOf(monitor, 'finished'), WHO)
    expect(link.runs.map((run) => run.sessionId)).toEqual([
      idOf(monitor, 'twin-a'),
      idOf(monitor, 'finished'),
    ])
    const second = await pageOf(monitor, token)
    expect(second).toMatchObject({ run: 2, runs: [{}, {}] })
    expect(second.reply.startedAtUtc).not.toBe(first.reply.startedAtUtc)
    expect((await pageOf(monitor, token, { run: 1 })).reply.startedAtUtc).toBe(first.reply.startedAtUtc)
    for (const run of [0, -1, 3, 1.5, Number.NaN]) expect((await pageOf(monitor, token, { run })).run).toBe(2)
    await expect(shareLinks.addRun(id, idOf(monitor, 'finished'), WHO)).rejects.toMatchObject({
      code: 'conflict',
    })
    await shareLinks.removeRun(id, idOf(monitor, 'finished'), WHO)
    expect((await pageOf(monitor, token)).run).toBe(1)
    await expect(shareLinks.removeRun(id, idOf(monitor, 'twin-a'), WHO)).rejects.toMatchObject({
      code: 'conflict',
    })
    await expect(shareLinks.removeRun(id, idOf(monitor, 'twin-b'), WHO)).rejects.toMatchObject({
      code: 'not_there',
    })
  })

  it('of one tenant are paused and withdrawn together', async () => {
    const monitor = await startMonitor({ scenarios: ['clean', 'failures'] })
    const [a, b, other] = [
      await makeLink(monitor, 'clean'),
      await makeLink(monitor, 'clean'),
      await makeLink(monitor, 'failures'),
    ]
    const { shareLinks } = monitor.runtime
    const tenantId = await vi.waitFor(
      async () => {
        const { tenant } = await shareLinks.read(a.id)
        if (tenant === null) throw new Error('nobody knows yet whose run it is')
        return tenant.id
      },
      { timeout: 15_000 },
    )
    expect(await shareLinks.setStateOfTenant(tenantId, 'paused', WHO)).toBe(2)
    expect(await open(monitor, a.token)).toMatchObject({ kind: 'paused' })
    expect(await shareLinks.setStateOfTenant(tenantId, 'revoked', WHO)).toBe(2)
    expect(await open(monitor, b.token)).toMatchObject({ kind: 'revoked' })
    expect(await open(monitor, other.token)).toMatchObject({ kind: 'open' })
    expect(await shareLinks.setStateOfTenant(tenantId, 'revoked', WHO)).toBe(0)
    expect((await actions(monitor)).filter((action) => action === 'link_revoked')).toHaveLength(2)
  })

  it('is unknown unless somebody has made it, whatever the token looks like', async () => {
    const monitor = await startMonitor({ scenarios: ['clean'] })
    const { token } = await makeLink(monitor, 'clean')
    const flipped = token.slice(0, -2) + (token.endsWith('A') ? 'BA' : 'AA')
    for (const wrong of [
      '',
      'x',
      mintToken().token,
      `${token} `,
      flipped,
      token.toUpperCase(),
      '\0',
      'ü'.repeat(9_999),
    ]) {
      expect(await open(monitor, wrong)).toEqual({ kind: 'unknown' })
      expect(await status(monitor, wrong)).toBe(404)
    }
    expect(await open(monitor, token)).toMatchObject({ kind: 'open' })
  })

  it('is counted against an address while nobody has made it, never while it is right', async () => {
    const monitor = await startMonitor({ scenarios: ['clean'] })
    const { limits } = monitor.runtime
    const { token } = await makeLink(monitor, 'clean')
    for (let n = 0; n < 80; n += 1) await pageOf(monitor, token)
    await limits.check('token', TENANT.address)
    for (let n = 0; n < 60; n += 1) await open(monitor, mintToken().token)
    await expect(limits.check('token', TENANT.address)).rejects.toMatchObject({ code: 'too_many_requests' })
    await limits.check('token', '203.0.113.9')
    expect(await open(monitor, token)).toMatchObject({ kind: 'open' })
  })
})

describe('what staff change on a link', () => {
  it('shows by the next request, and the audit names the fields, never the passcode', async () => {
    const monitor = await startMonitor({ scenarios: ['failures'], speed: 600 })
    const { id, token } = await makeLink(monitor, 'failures')
    await changed(
      monitor,
      id,
      {
        label: 'Neu',
        language: 'ja',
        timeZone: 'Asia/Tokyo',
        message: 'Hello',
        next: '',
        contact: 'Call us',
        providerName: 'Südwind',
        accent: '#123456',
        show: { vms: 'none', failures: 'withheld' },
      },
      ORIGIN,
      WHO,
    )
    expect(await pageOf(monitor, token)).toMatchObject({
      language: 'ja',
      timeZone: 'Asia/Tokyo',
      reply: {
        label: 'Neu',
        next: null,
        contact: 'Call us',
        provider: { name: 'Südwind', accent: '#123456', logo: false },
        servers: [],
        updates: [{ text: 'Hello', about: 'message', author: null }],
      },
    })
    await changed(monitor, id, { passcode: 'very secret' }, ORIGIN, WHO)
    const events = await monitor.runtime.door.use((store) => store.listAudit({ limit: 100 }))
    expect(events.map((event) => event.detail['fields']).filter(Boolean)).toEqual([
      'passcode',
      'label, language, timeZone, message, next, contact, providerName, accent, show',
    ])
    expect(JSON.stringify(events)).not.toMatch(/very secret|scrypt/)
    expect(JSON.stringify(events)).not.toContain(token)
  })

  it('gives VMs names of their own, and no two the same', async () => {
    const monitor = await startMonitor({ scenarios: ['finished'] })
    const { id, token } = await makeLink(monitor, 'finished', {
      show: { vms: 'aliases', failures: 'classified' },
    })
    const names = async () => (await pageOf(monitor, token)).reply.servers.map((server) => server.name)
    const numbered = await names()
    expect(numbered).toEqual(numbered.map((_, index) => `Server ${index + 1}`))
    const { aliases } = await monitor.runtime.shareLinks.read(id)
    const [first = '', second = ''] = Object.keys(aliases)
    await changed(monitor, id, { aliases: { [first]: 'Accounting' } }, ORIGIN, WHO)
    await expect(
      changed(monitor, id, { aliases: { [second]: 'accounting' } }, ORIGIN, WHO),
    ).rejects.toMatchObject({ code: 'conflict' })
    await monitor.restart()
    expect([...(await names())].sort()).toEqual(
      ['Accounting', ...numbered.filter((name) => name !== aliases[first])].sort(),
    )
    await changed(monitor, id, { language: 'fr' }, ORIGIN, WHO)
    expect(await names()).toContain('Accounting')
    expect((await names()).filter((name) => /^Serveur \d+$/.test(name))).toHaveLength(numbered.length - 1)
  })

  it('writes updates in the provider’s name, or somebody’s, and takes them back', async () => {
    const monitor = await startMonitor({ scenarios: ['clean'] })
    const { shareLinks, provider } = monitor.runtime
    await provider.set({ name: 'Nordwind', tagline: null, contact: null, accent: null }, WHO)
    const { id, token } = await makeLink(monitor, 'clean')
    await shareLinks.writeUpdate(id, { text: 'First', author: null }, WHO)
    const { updates } = await shareLinks.writeUpdate(id, { text: 'Second', author: 'M. Krüger' }, WHO)
    expect(updates).toMatchObject([{ writtenBy: 'Olga Operator' }, { author: 'Nordwind' }])
    expect((await pageOf(monitor, token)).reply.updates).toMatchObject([
      { text: 'Second', author: 'M. Krüger', about: 'update' },
      { text: 'First', author: 'Nordwind', about: 'update' },
    ])
    await shareLinks.removeUpdate(id, updates[0]?.id ?? '', WHO)
    expect((await pageOf(monitor, token)).reply.updates).toHaveLength(1)
    await expect(shareLinks.removeUpdate(id, updates[0]?.id ?? '', WHO)).rejects.toMatchObject({
      code: 'not_there',
    })
  })
})
