import { afterEach, describe, expect, it } from 'vitest'
import { idOf, stopMonitors } from './monitor'
import {
  createBrowser,
  paired,
  RUNTIME,
  signedIn,
  start,
  VIEWER,
  wallOf,
  type Browser,
} from './screen-browser'
import { DELETE as revokeRoute, PATCH as changeRoute } from '@/app/api/screens/[screen]/route'
import { GET as getSession } from '@/app/api/sessions/[sessionId]/route'
import { GET as getSessions } from '@/app/api/sessions/route'
import { sessionListReplySchema, sessionReplySchema } from '@/lib/api/replies'
import { DEFAULT_SCREEN_SETTINGS } from '@/lib/api/screen-settings'

afterEach(async () => {
  Reflect.deleteProperty(globalThis, RUNTIME)
  await stopMonitors()
})

const ask = (browser: Browser, q: string) =>
  browser.ask(getSessions, { path: `/api/sessions?q=${encodeURIComponent(q)}` })

async function find(browser: Browser, q: string) {
  const reply = await ask(browser, q)
  expect(reply.status).toBe(200)
  const { sessions, code } = sessionListReplySchema.parse(await reply.json())
  return { ids: sessions.map(({ session }) => session.id), code }
}

async function codesOf(browser: Browser, sessionId: string) {
  const reply = await browser.ask(getSession, { path: `/api/sessions/${sessionId}`, sessionId })
  expect(reply.status).toBe(200)
  return sessionReplySchema.parse(await reply.json()).screenCodes
}

describe('a code that is read off a screen', () => {
  it('leads staff to the run, and nobody else; while no screen shows codes it is nothing', async () => {
    let aheadMs = 0
    const monitor = await start(
      { scenarios: ['twin-a', 'twin-b'], speed: 1 },
      {},
      { now: () => Date.now() + aheadMs },
    )
    const id = idOf(monitor, 'twin-a')
    const staff = await signedIn()
    const viewer = await signedIn(VIEWER)
    const { tv, screen } = await paired(staff)
    expect(await codesOf(viewer, id)).toBeNull()

    const settings = { ...DEFAULT_SCREEN_SETTINGS, names: 'codes' }
    const changed = await staff.ask(changeRoute, { method: 'PATCH', screen: screen.id, body: { settings } })
    expect(changed.status).toBe(200)
    aheadMs += 3_000
    const shown = (await wallOf(tv)).sessions.find(({ session }) => session.id === id)?.session.name ?? ''
    expect(shown).toMatch(/^Plan [A-Z0-9]{4}$/)
    for (const browser of [staff, viewer]) {
      expect((await codesOf(browser, id))?.plan).toBe(shown)
      for (const typed of [shown, shown.toLowerCase(), shown.slice(-4)]) {
        const { ids, code } = await find(browser, typed)
        expect([typed, ids.includes(id), code]).toEqual([typed, true, shown.slice(-4)])
      }
    }
    // Neither the screen that shows it nor who is not signed in.
    for (const browser of [tv, createBrowser()]) {
      expect((await ask(browser, shown)).status).toBe(401)
      const page = await browser.ask(getSession, { path: `/api/sessions/${id}`, sessionId: id })
      expect(page.status).toBe(401)
    }
    // There is no such role yet: whoever signs in may see every run. One that may not finds none by its code.
    const { access } = monitor.runtime
    const staffOf = access.staffOf.bind(access)
    access.staffOf = async (headers) => Object.assign(await staffOf(headers), { role: 'guest' })
    expect((await ask(viewer, shown)).status).toBe(403)
    const refused = await viewer.ask(getSession, { path: `/api/sessions/${id}`, sessionId: id })
    expect(refused.status).toBe(403)
    expect(await refused.text()).not.toContain(shown.slice(-4))
    access.staffOf = staffOf

    expect((await staff.ask(revokeRoute, { method: 'DELETE', screen: screen.id })).status).toBe(204)
    aheadMs += 3_000
    expect(await codesOf(staff, id)).toBeNull()
    expect(await find(staff, shown)).toEqual({ ids: [], code: null })
  })
})
