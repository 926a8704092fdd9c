import type { Page } from '@playwright/test'
import { faultsOf } from './axe'
import { expect, rows, STAFF, test } from './stack'
import type { SessionReply } from '@/lib/api/replies'

declare global {
  interface Window {
    spoken: { atMs: number; region: string; text: string }[]
  }
}

const KEPT = 'failover-alerts.settings.1'
const SETTINGS = JSON.stringify({ notify: true, sound: true, repeat: false, volume: 0.5 })

/** A browser that shows every notification and plays nothing before it is touched. What was shown outlives a reload. */
async function stubAlerts(page: Page): Promise<void> {
  await page.addInitScript(
    ([key, settings]) => {
      if (localStorage.getItem('told') === null) {
        localStorage.setItem('told', '[]')
        localStorage.setItem(key ?? '', settings ?? '')
      }
      class Shown extends EventTarget {
        static permission = 'granted'
        constructor(title: string, { body }: { body: string }) {
          super()
          const told: unknown = JSON.parse(localStorage.getItem('told') ?? '[]')
          localStorage.setItem('told', JSON.stringify([...(told as string[]), `${title}: ${body}`])) // safe: written here only
        }
        close() {
          return undefined
        }
      }
      let touched = false
      addEventListener('pointerdown', () => (touched = true), { capture: true })
      class Blocked extends EventTarget {
        state = 'suspended'
        resume() {
          if (!touched) return new Promise(() => undefined)
          this.state = 'running'
          this.dispatchEvent(new Event('statechange'))
          return Promise.resolve()
        }
      }
      Object.assign(window, { Notification: Shown, AudioContext: Blocked })
    },
    [KEPT, SETTINGS],
  )
}

const told = (page: Page): Promise<string[]> =>
  page.evaluate(() => JSON.parse(localStorage.getItem('told') ?? '[]') as string[]) // safe: as above
const icon = (page: Page): Promise<string> =>
  page
    .locator('link[rel~="icon"]')
    .first()
    .getAttribute('href')
    .then((href) => decodeURIComponent(href ?? ''))

test('a failure is told once, over tabs and reloads; title and icon of the tab say how things stand', async ({
  page,
  context,
  startStack,
}) => {
  test.setTimeout(400_000)
  const { url, simulator } = await startStack({ simulator: { scenarios: ['failures'], speed: 1 } })
  await stubAlerts(page)
  await page.goto(url)
  await expect(page).toHaveTitle(/^1 running · Failovers/)
  expect(await icon(page)).toContain('data-standing="working"')
  const other = await context.newPage()
  await stubAlerts(other)
  await other.goto(`${url}/health`)
  await expect(other).toHaveTitle(/^1 running · Health/)

  simulator.setSpeed(10)
  await expect(page).toHaveTitle(/^1 needs attention · 1 running · Failovers/, { timeout: 120_000 })
  simulator.setSpeed(1)
  await expect.poll(() => icon(page)).toMatch(/data-standing="failed" data-count="1"/)
  await page.reload()
  await expect(page).toHaveTitle(/^1 needs attention/)
  // A page of the console that is about something else, reached without a new load.
  await page.getByRole('link', { name: 'Health' }).first().click()
  await expect(page).toHaveTitle(/^1 needs attention · 1 running · Health/)
  await page.goto(`${url}/sessions/${simulator.sessionIds.failures}`)
  await expect(page).toHaveTitle(/^1 failed · \d+ of \d+ · /)
  await expect.poll(() => icon(page)).toContain('data-standing="failed"')

  await page.goto(url)
  simulator.setSpeed(20)
  await expect
    .poll(async () => (await told(page)).at(-1), { timeout: 120_000 })
    .toMatch(/The failover has failed/)
  const bodies = (await told(page)).map((line) => line.split(': ').at(-1))
  expect(bodies).toHaveLength(3)
  expect(new Set(bodies)).toEqual(
    new Set(['A VM has failed.', 'A VM has warnings.', 'The failover has failed.']),
  )
  // One VM has failed: the run’s own message sums that up and is no second failure.
  await expect(page).toHaveTitle(/^1 needs attention · Failovers/)
  const path = `${url}/api/sessions/${simulator.sessionIds.failures}`
  const { session } = (await (await context.request.get(path)).json()) as SessionReply // safe: the monitor's own reply
  const failed = session.tasks.filter(({ result }) => result === 'Failed').map(({ key }) => key)
  const said = await context.request.post(`${path}/acknowledge`, {
    headers: { Origin: url },
    data: { keys: failed, reason: 'on it' },
  })
  expect(said.status()).toBe(200)
  await expect(page).toHaveTitle(/^Failovers/)
  await expect.poll(() => icon(page)).not.toContain('data-standing')
})

test('sound that the browser blocks is said to be, until somebody allows it', async ({
  page,
  startStack,
}) => {
  const { url } = await startStack({ simulator: { scenarios: ['clean'] }, signedIn: STAFF.viewer })
  await stubAlerts(page)
  await page.goto(url)
  const blocked = page.getByTestId('sound-blocked')
  await expect(blocked).toBeVisible()
  await page.getByRole('button', { name: 'Alerts: notifications, sound' }).focus()
  await page.keyboard.press('Enter')
  const panel = page.getByRole('dialog', { name: 'Alerts' })
  await expect(panel).toContainText('blocks the sound until somebody has clicked')
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await expect(page.getByRole('button', { name: 'Alerts: notifications, sound' })).toBeFocused()
  await blocked.click()
  await expect(blocked).toBeHidden()
})

test('nothing is told and nothing asked for before somebody switches it on', async ({ page, startStack }) => {
  // It is looked through by axe four times.
  test.setTimeout(400_000)
  const { url } = await startStack({ simulator: { scenarios: ['clean'] } })
  await page.addInitScript(() => {
    Object.assign(window, { asked: 0 })
    const count = () => Object.assign(window, { asked: Number(Reflect.get(window, 'asked')) + 1 })
    const Shown = {
      permission: 'default',
      requestPermission() {
        count()
        Shown.permission = 'denied'
        return Promise.resolve('denied')
      },
    }
    Object.assign(window, { Notification: Shown })
  })
  await page.goto(url)
  await page.getByRole('button', { name: 'Alerts: off' }).click()
  expect(await page.evaluate(() => Reflect.get(window, 'asked') as number)).toBe(0)
  const panel = page.getByRole('dialog', { name: 'Alerts' })
  await panel.getByRole('checkbox', { name: 'Notifications on the desktop' }).check()
  await expect(panel).toContainText('This browser blocks them')
  expect(await page.evaluate(() => Reflect.get(window, 'asked') as number)).toBe(1)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    for (const width of [1440, 360]) {
      await page.setViewportSize({ width, height: 800 })
      expect(await faultsOf(page)).toEqual([])
      const box = await panel.boundingBox()
      expect((box?.x ?? -1) >= 0 && (box?.x ?? 0) + (box?.width ?? 0) <= width).toBe(true)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    }
  }
})

const OBSERVED_MS = 60_000
const LEAST_GAP_MS = 10_000

test('each page of the console has one voice at most, and it speaks at most once in 10 s', async ({
  context,
  page,
  startStack,
}) => {
  test.setTimeout(400_000)
  const { url, simulator } = await startStack({
    simulator: { scenarios: ['failures', 'clean', 'long'], speed: 20 },
  })
  await page.goto(`${url}/sessions/${simulator.sessionIds.failures}`)
  await expect(rows(page).first()).toBeVisible({ timeout: 40_000 })
  await context.addInitScript(() => {
    window.spoken = []
    const live = '[aria-live]:not([aria-live=off]), [role=status], [role=alert], [role=log], output'
    const heard = new WeakMap<Element, string>()
    const names = new WeakMap<Element, string>()
    let regions = 0
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        const element = target instanceof Element ? target : target.parentElement
        const region = element?.closest(live)
        const text = region?.textContent.trim() ?? ''
        // What a page says of itself while it is being read is gone once it stands.
        if (!region || region.closest('[aria-busy=true]') || heard.get(region) === text) continue
        heard.set(region, text)
        if (!names.has(region)) names.set(region, `${region.tagName} ${(regions += 1)}`)
        if (text !== '')
          window.spoken.push({ atMs: performance.now(), region: names.get(region) ?? '', text })
      }
    }).observe(document, { childList: true, characterData: true, subtree: true })
  })
  const paths = [
    '/',
    `/sessions/${simulator.sessionIds.failures}`,
    `/sessions/${simulator.sessionIds.long}`,
    '/share-links',
    '/screens',
    '/people',
    '/audit',
    '/health',
  ]
  const opened = await Promise.all(
    paths.map(async (path) => {
      const tab = await context.newPage()
      await tab.goto(url + path)
      await tab.waitForFunction((ms) => performance.now() > ms, OBSERVED_MS, {
        timeout: 120_000,
        polling: 500,
      })
      const spoken = await tab.evaluate(() => window.spoken)
      // Not Next's own, in a shadow of the page: it names a page that somebody goes to.
      const voices = await tab.evaluate(
        () => document.querySelectorAll('[aria-live]:not([aria-live=off])').length,
      )
      await tab.close()
      return { path, spoken, voices }
    }),
  )
  for (const { path, spoken, voices } of opened) {
    expect(voices, `live regions of ${path}`).toBeLessThanOrEqual(1)
    expect(new Set(spoken.map(({ region }) => region)).size, `voices of ${path}`).toBeLessThanOrEqual(1)
    const gaps = spoken.slice(1).map(({ atMs }, n) => atMs - (spoken[n]?.atMs ?? 0))
    // Timers of the browser are early by less than this.
    expect(
      gaps.filter((ms) => ms < LEAST_GAP_MS - 50),
      path,
    ).toEqual([])
  }
  // It was busy indeed: the pages of the runs had something to say.
  expect(opened.flatMap(({ spoken }) => spoken).length).toBeGreaterThan(1)
})
