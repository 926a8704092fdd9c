import { afterEach, describe, expect, it, vi } from 'vitest'
import { stopMonitors } from './monitor'
import {
  ALL,
  createBrowser,
  paired,
  problemOf,
  RUNTIME,
  serve,
  signedIn,
  start,
  VIEWER,
  wallOf,
  type Browser,
} from './screen-browser'
import { DELETE as withdrawRoute } from '@/app/api/screens/[screen]/commands/[commandId]/route'
import { POST as askRoute } from '@/app/api/screens/[screen]/commands/route'
import { DELETE as revokeRoute, PATCH as changeRoute } from '@/app/api/screens/[screen]/route'
import { GET as listRoute } from '@/app/api/screens/route'
import { screenListReplySchema, screenSchema } from '@/lib/api/screen-replies'
import { DEFAULT_SCREEN_SETTINGS, SCREEN_REPORT, type ScreenReport } from '@/lib/api/screen-settings'
import { storeError } from '@/lib/store/store-fault'

afterEach(async () => {
  Reflect.deleteProperty(globalThis, RUNTIME)
  await stopMonitors()
})

const REPORT: ScreenReport = {
  build: 'abc12345',
  page: { number: 2, of: 3 },
  size: { width: 1920, height: 1080, pixelRatio: 2 },
  sound: 'blocked',
  done: [],
}
const say = (over: Partial<ScreenReport> = {}) => ({
  [SCREEN_REPORT]: JSON.stringify({ ...REPORT, ...over }),
})

const listOf = async (staff: Browser) =>
  screenListReplySchema.parse(await (await staff.ask(listRoute)).json())

async function ask(staff: Browser, screen: string, body: unknown): Promise<string> {
  const reply = await staff.ask(askRoute, { method: 'POST', screen, body })
  expect(reply.status).toBe(201)
  return ((await reply.json()) as { id: string }).id // safe: as the route writes it
}

describe('a fleet of screens', () => {
  it('says of each what it runs, shows and is, also after a restart', async () => {
    const monitor = await start({ scenarios: [] })
    const staff = await signedIn()
    const { tv, screen } = await paired(staff)
    expect((await listOf(staff)).screens[0]).toMatchObject({ report: null, commands: [] })
    const { build } = await wallOf(tv, say())
    const { done: _done, ...told } = REPORT
    const list = await listOf(staff)
    expect(list.screens[0]?.report).toEqual(told)
    expect(list.build).toBe(build)
    // Nonsense changes nothing, and the wall goes on.
    for (const nonsense of ['', '{', '[]', '{"build":1}', `{"build":"${'x'.repeat(3_000)}"}`])
      await wallOf(tv, { [SCREEN_REPORT]: nonsense })
    expect((await listOf(staff)).screens[0]?.report).toEqual(told)
    await wallOf(tv, say({ page: null, sound: 'armed' }))
    expect((await listOf(staff)).screens[0]?.report).toEqual({ ...told, page: null, sound: 'armed' })

    await vi.waitFor(async () => {
      const [row] = await monitor.runtime.door.use((store) => store.listScreens())
      expect(row?.report).not.toBeNull()
    }, 15_000)
    await monitor.restart()
    serve(monitor)
    expect((await listOf(await signedIn())).screens[0]).toMatchObject({ id: screen.id, report: told })
  })

  it('is asked to identify itself, to say something and to load anew, and says when it has', async () => {
    let aheadMs = 0
    const monitor = await start({ scenarios: [] }, {}, { now: () => Date.now() + aheadMs })
    const staff = await signedIn()
    const { tv, screen } = await paired(staff)
    const other = await paired(staff, ALL, 'NOC right')
    const message = await ask(staff, screen.id, { kind: 'message', text: ' Stand-up at 9 ', minutes: 30 })
    const reload = await ask(staff, screen.id, { kind: 'reload' })
    const identify = await ask(staff, screen.id, { kind: 'identify' })
    // Asked at the same time, none gets lost.
    const [first, second] = await Promise.all([
      ask(staff, other.screen.id, { kind: 'sound' }),
      ask(staff, other.screen.id, { kind: 'reload' }),
    ])
    expect((await wallOf(other.tv)).commands.map(({ id }) => id).toSorted()).toEqual(
      [first, second].toSorted(),
    )
    await wallOf(other.tv, say({ done: [first, second] }))
    expect((await wallOf(tv)).commands).toEqual([
      { id: message, kind: 'message', text: 'Stand-up at 9', untilUtc: expect.any(String) },
      { id: reload, kind: 'reload', text: null, untilUtc: expect.any(String) },
      { id: identify, kind: 'identify', text: null, untilUtc: expect.any(String) },
    ])
    expect((await wallOf(other.tv)).commands).toEqual([])

    // Another screen cannot say so in its place.
    await wallOf(other.tv, say({ done: [message, reload, identify] }))
    expect((await wallOf(tv)).commands).toHaveLength(3)
    // Loading anew is done once; what is shown goes on being shown.
    await wallOf(tv, say({ done: [message, reload] }))
    expect((await wallOf(tv)).commands.map(({ id }) => id)).toEqual([message, identify])
    const done = async () =>
      (await listOf(staff)).screens
        .find(({ id }) => id === screen.id)
        ?.commands.map(({ id, doneAtUtc }) => [id, doneAtUtc !== null])
    expect(await done()).toEqual([
      [message, true],
      [reload, true],
      [identify, false],
    ])
    await vi.waitFor(async () => {
      const kept = await monitor.runtime.door.use((store) => store.listScreenCommands(Date.now()))
      expect(kept.filter(({ doneAtMs }) => doneAtMs !== null)).toHaveLength(4)
    }, 15_000)
    await monitor.restart()
    serve(monitor)
    expect((await wallOf(tv)).commands.map(({ id }) => id)).toEqual([message, identify])

    aheadMs = 61_000
    expect((await wallOf(tv)).commands.map(({ id }) => id)).toEqual([message])
    const back = await signedIn()
    const withdraw = (commandId: string) =>
      back.ask(withdrawRoute, { method: 'DELETE', screen: screen.id, commandId })
    expect((await withdraw(message)).status).toBe(204)
    expect((await wallOf(tv)).commands).toEqual([])
    expect((await withdraw(message)).status).toBe(404)
    const events = await monitor.runtime.door.use((store) => store.listAudit({ limit: 100 }))
    const asked = events.filter(({ action }) => action === 'screen_asked')
    expect(asked.map(({ detail }) => detail)).toEqual([
      { command: 'message', withdrawn: true },
      // The two of the other screen.
      expect.anything(),
      expect.anything(),
      { command: 'identify' },
      { command: 'reload' },
      { command: 'message', text: 'Stand-up at 9' },
    ])
  })

  it('keeps how each behaves, and tells it at the next poll', async () => {
    await start({ scenarios: [] })
    const staff = await signedIn()
    const { tv, screen } = await paired(staff)
    expect((await wallOf(tv)).screen.settings).toEqual(DEFAULT_SCREEN_SETTINGS)
    const settings = {
      sound: { on: true, volumePercent: 40, quiet: { from: '22:00', to: '06:30' } },
      dim: { from: '20:00', to: '07:00', brightnessPercent: 40 },
      reloadAt: null,
      timeZone: 'Pacific/Chatham',
    }
    const change = (body: unknown) => staff.ask(changeRoute, { method: 'PATCH', screen: screen.id, body })
    const changed = await change({ settings })
    expect(screenSchema.parse(await changed.json())).toMatchObject({ name: 'NOC left', settings })
    expect((await wallOf(tv)).screen.settings).toEqual({ ...settings, names: 'shown' })
    // Who says nothing of the names does not bring them back.
    expect((await change({ settings: { ...settings, names: 'codes' } })).status).toBe(200)
    expect((await change({ settings })).status).toBe(200)
    expect((await wallOf(tv)).screen.settings).toEqual({ ...settings, names: 'codes' })
    for (const wrong of [
      { ...settings, reloadAt: '24:00' },
      { ...settings, timeZone: 'Mars/Olympus' },
      { ...settings, sound: { ...settings.sound, volumePercent: 0 } },
      { ...settings, dim: { from: '20:00', to: '07:00', brightnessPercent: 0 } },
      {},
    ]) {
      expect([wrong, (await change({ settings: wrong })).status]).toEqual([wrong, 400])
    }
  })

  it('is the business of operators; a withdrawn screen is asked nothing', async () => {
    const monitor = await start({ scenarios: [] })
    const staff = await signedIn()
    const { tv, screen } = await paired(staff)
    const asking = (browser: Browser, body: unknown, id = screen.id) =>
      browser.ask(askRoute, { method: 'POST', screen: id, body })
    expect((await asking(createBrowser(), { kind: 'reload' })).status).toBe(401)
    expect((await asking(await signedIn(VIEWER), { kind: 'reload' })).status).toBe(403)
    for (const wrong of [
      {},
      { kind: 'explode' },
      { kind: 'message', text: '  ', minutes: 5 },
      { kind: 'message', text: 'x'.repeat(201), minutes: 5 },
      { kind: 'message', text: 'x', minutes: 0 },
      { kind: 'message', text: 'x', minutes: 721 },
      { kind: 'reload', text: 'x' },
    ]) {
      expect([wrong, (await asking(staff, wrong)).status]).toEqual([wrong, 400])
    }
    expect((await asking(staff, { kind: 'reload' }, 'nobody')).status).toBe(404)

    // Without the record nothing can be asked, and the wall goes on with what it was told.
    await ask(staff, screen.id, { kind: 'identify' })
    await wallOf(tv)
    const { door } = monitor.runtime
    const use = vi
      .spyOn(door, 'use')
      .mockRejectedValue(storeError('unreachable', 'the record', new Error('away')))
    expect((await wallOf(tv)).commands).toHaveLength(1)
    use.mockRestore()

    await staff.ask(revokeRoute, { method: 'DELETE', screen: screen.id })
    const refused = await asking(staff, { kind: 'reload' })
    expect([refused.status, (await problemOf(refused))['code']]).toEqual([404, 'not_there'])
  })
})
