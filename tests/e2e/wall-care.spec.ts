import type { BrowserContext, Page } from '@playwright/test'
import { paths } from '@/lib/api/paths'
import { wallReplySchema } from '@/lib/api/screen-replies'
import { DEFAULT_SCREEN_SETTINGS, type ScreenSettings } from '@/lib/api/screen-settings'
import { expect, type Stack, STAFF, test } from './stack'

/** A display whose clocks the test moves, and how often it has loaded its page. */
async function openDisplay(context: BrowserContext) {
  const browser = context.browser()
  if (browser === null) throw new Error('no browser')
  const display = await browser.newContext({ viewport: { width: 1920, height: 1080 }, timezoneId: 'UTC' })
  const page = await display.newPage()
  await page.clock.install()
  let loads = 0
  page.on('request', (request) => {
    if (request.isNavigationRequest()) loads += 1
  })
  /** Time goes by for the screen, in steps that leave the network its turn. */
  const pass = async (ms: number): Promise<void> => {
    for (let passed = 0; passed < ms; passed += 1_000) {
      await page.clock.runFor(1_000)
      await page.evaluate(() => 0).catch(() => undefined)
    }
  }
  return {
    display,
    page,
    loads: () => loads,
    loadsAre: (count: number) => (): void => expect(loads).toBe(count),
    pass,
    until: async (check: () => Promise<void> | void, stepMs = 1_000): Promise<void> => {
      await expect(async () => {
        await page.clock.runFor(stepMs)
        await check()
      }).toPass({ intervals: [20] })
    },
  }
}

const seen = (page: Page, testId: string) => async (): Promise<void> => {
  await expect(page.getByTestId(testId).first()).toBeVisible({ timeout: 300 })
}

/** Pairs the display without anybody's hand on it. @returns the screen's id */
async function pair(
  context: BrowserContext,
  { url }: Stack,
  page: Page,
  settings: Partial<ScreenSettings> = {},
): Promise<string> {
  const letters = page.getByTestId('wall-code-letters').locator('[aria-hidden]')
  await expect(letters).toHaveCount(2)
  const code = (await letters.allTextContents()).join('')
  const headers = { Origin: url }
  const approved = await context.request.post(url + paths.approveScreen(code), {
    data: { name: 'Control room', scope: { kind: 'all' } },
    headers,
  })
  expect(approved.status(), await approved.text()).toBe(201)
  const { id } = (await approved.json()) as { id: string } // safe: asserted by its use below
  const changed = await context.request.patch(url + paths.screen(id), {
    data: { settings: { ...DEFAULT_SCREEN_SETTINGS, ...settings } },
    headers,
  })
  expect(changed.status(), await changed.text()).toBe(200)
  return id
}

test('a page whose file is missing loads itself anew, twice in five minutes at most, and comes to life by itself', async ({
  context,
  startStack,
}) => {
  test.setTimeout(180_000)
  const { url } = await startStack({ simulator: { scenarios: [] }, signedIn: STAFF.operator })
  const { page, display, loads, loadsAre, pass, until } = await openDisplay(context)
  let isMissing = true
  await page.route('**/_next/static/chunks/*.js', (route) =>
    isMissing ? route.fulfill({ status: 404, body: 'no such file' }) : route.continue(),
  )
  await page.goto(`${url}/wall`)
  await until(loadsAre(2))
  await until(loadsAre(3))
  await until(seen(page, 'wall-rescue'))
  const cover = page.getByTestId('wall-rescue')
  await expect(cover).toContainText('This screen has stopped')
  await expect(cover).toContainText(/nothing new since \d\d:\d\d:\d\d UTC/)
  await expect(cover).toContainText('tries again within five minutes')
  await pass(120_000)
  expect(loads()).toBe(3)
  isMissing = false
  await until(loadsAre(4), 5_000)
  await until(seen(page, 'wall-code-letters'))
  await pass(60_000)
  await expect(cover).toHaveCount(0)
  expect(loads()).toBe(4)
  await display.close()
})

test('a page that has stopped waits for its server before it loads itself anew', async ({
  context,
  startStack,
}) => {
  test.setTimeout(180_000)
  const stack = await startStack({ simulator: { scenarios: [] }, signedIn: STAFF.operator })
  const { page, display, loads, loadsAre, pass, until } = await openDisplay(context)
  await page.goto(`${stack.url}/wall`)
  await until(seen(page, 'wall-code-letters'))
  await pass(60_000)
  await expect(page.getByTestId('wall-rescue')).toHaveCount(0)
  await stack.stopServer()
  // As a fault in the page would leave it: nothing renders any more, and what stood there stays.
  await page.evaluate(() => {
    Object.defineProperty(document.documentElement, 'dataset', { get: () => ({ beat: 'stopped' }) })
  })
  await until(seen(page, 'wall-rescue'), 5_000)
  await expect(page.getByTestId('wall-rescue')).toContainText('as soon as the monitor answers')
  await pass(60_000)
  expect(loads()).toBe(1)
  await stack.startServer()
  await until(loadsAre(2))
  await until(seen(page, 'wall-code-letters'))
  await expect(page.getByTestId('wall-rescue')).toHaveCount(0)
  await display.close()
})

test('at its hour a wall is loaded anew only once its server answers', async ({ context, startStack }) => {
  test.setTimeout(180_000)
  const stack = await startStack({ simulator: { scenarios: [] }, signedIn: STAFF.operator })
  const { page, display, loads, loadsAre, pass, until } = await openDisplay(context)
  await page.goto(`${stack.url}/wall`)
  await until(seen(page, 'wall-code-letters'))
  const now = await page.evaluate(() => Date.now())
  const inThreeHours = new Date(now + 3 * 3_600_000).toISOString().slice(11, 16)
  await pair(context, stack, page, { reloadAt: inThreeHours, timeZone: 'UTC' })
  await until(seen(page, 'wall-board'))
  await stack.stopServer()
  await page.clock.fastForward(3 * 3_600_000 + 60_000)
  await pass(120_000)
  expect(loads()).toBe(1)
  await expect(page.getByTestId('wall-level')).toHaveAttribute('data-level', 'lost')
  await stack.startServer()
  await until(loadsAre(2))
  await until(seen(page, 'wall-board'))
  await expect(page.getByTestId('wall-level')).toHaveAttribute('data-level', 'live')
  await pass(180_000)
  expect(loads()).toBe(2)
  await display.close()
})

test('a new build of the server is there within five minutes, and is taken up once', async ({
  context,
  startStack,
}) => {
  test.setTimeout(180_000)
  const stack = await startStack({ simulator: { scenarios: [] }, signedIn: STAFF.operator })
  const { page, display, loads, loadsAre, pass, until } = await openDisplay(context)
  await page.goto(`${stack.url}/wall`)
  await until(seen(page, 'wall-code-letters'))
  await pair(context, stack, page)
  await until(seen(page, 'wall-board'))
  const before = await page.evaluate(() => Date.now())
  // Its answers name another build, until its page is loaded: then that is the build.
  await page.route('**/api/wall', async (route) => {
    // That an answer is the same as before is said by the build that gave it.
    const { 'if-none-match': _, ...headers } = route.request().headers()
    const response = await route.fetch({ headers })
    if (response.status() !== 200 || loads() > 1) return route.fulfill({ response })
    const body = wallReplySchema.parse(await response.json())
    return route.fulfill({ response, json: { ...body, build: 'feedf00d' } })
  })
  await until(loadsAre(2))
  expect((await page.evaluate(() => Date.now())) - before).toBeLessThan(5 * 60_000)
  await until(seen(page, 'wall-board'))
  await pass(180_000)
  expect(loads()).toBe(2)
  await display.close()
})

test('staff ask a screen for its name, for a message and to load anew, and see that it was done', async ({
  page,
  context,
  startStack,
}) => {
  test.setTimeout(180_000)
  const stack = await startStack({ simulator: { scenarios: ['clean'] }, signedIn: STAFF.operator })
  const browser = context.browser()
  const display = await browser?.newContext({ viewport: { width: 1920, height: 1080 } })
  const wall = await display?.newPage()
  if (display === undefined || wall === undefined) throw new Error('no browser')
  await wall.goto(`${stack.url}/wall`)
  await pair(context, stack, wall)
  await expect(wall.getByTestId('wall-tile').first()).toBeVisible()
  await wall.evaluate(() => Object.assign(window, { sameDocument: true }))

  await page.goto(`${stack.url}/screens`)
  const card = page.getByRole('listitem', { name: 'Control room' })
  await card.getByRole('button', { name: 'Let Control room show its name' }).click()
  await expect(wall.getByTestId('wall-identify')).toHaveText('Control room')

  await card.getByRole('button', { name: 'Show a message on Control room' }).click()
  await card.getByRole('textbox', { name: 'Message' }).fill('Lift 2 is out of order <b>today</b>')
  await card.getByRole('button', { name: 'Show it', exact: true }).click()
  await expect(wall.getByTestId('wall-message')).toHaveText('Lift 2 is out of order <b>today</b>')
  // It covers neither the rows nor the age of what stands there.
  await expect(wall.getByTestId('wall-level')).toBeInViewport({ ratio: 1 })

  await card.getByRole('button', { name: 'Let Control room load its page anew' }).click()
  await expect.poll(() => wall.evaluate(() => 'sameDocument' in window).catch(() => true)).toBe(false)
  await expect(wall.getByTestId('wall-tile').first()).toBeVisible()
  await expect(wall.getByTestId('wall-message')).toBeVisible()
  for (const what of [/^Message.*done .*asked by/, /^Load anew.*done .*asked by/])
    await expect(card.getByRole('listitem').filter({ hasText: what })).toHaveCount(1, { timeout: 30_000 })
  await card.getByRole('button', { name: 'Message on Control room: take back' }).click()
  await expect(wall.getByTestId('wall-message')).toHaveCount(0, { timeout: 30_000 })
  await display.close()
})
