import type { Browser, BrowserContext, Page } from '@playwright/test'
import { expect, pointPath, rows, signIn, STAFF, type Stack, test } from './stack'

/** The others show times only once they have polled. */
const WHOLE_WITHOUT_SCRIPTS = /report$|audit$/

type Choice = { browser: string; chosen: string | null; clock: 'h23' | 'h12' }

const CHOICES: Choice[] = [
  { browser: 'UTC', chosen: null, clock: 'h23' },
  { browser: 'Asia/Kolkata', chosen: null, clock: 'h12' },
  { browser: 'Pacific/Chatham', chosen: null, clock: 'h23' },
  { browser: 'Asia/Kolkata', chosen: 'Asia/Kolkata', clock: 'h12' },
  { browser: 'Pacific/Chatham', chosen: 'Pacific/Chatham', clock: 'h23' },
]

/** A browser of its own in a zone, signed in, with what its person has chosen. */
async function open(
  browser: Browser,
  url: string,
  { browser: timezoneId, chosen, clock }: Choice,
  more: { javaScriptEnabled?: boolean } = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({ timezoneId, locale: 'en-GB', ...more })
  await signIn(context, url, STAFF.admin)
  await context.addCookies([
    { name: 'clock', value: clock, url },
    ...(chosen === null ? [] : [{ name: 'time_zone', value: encodeURIComponent(chosen), url }]),
  ])
  return context
}

/** What a page complains of; React tells of a text that differs by an error of its own (#418). */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  return complaints
}

type Shown = { at: string; text: string; onPaper: boolean }

const timesOf = (page: Page): Promise<Shown[]> =>
  page.locator('main time').evaluateAll((times) =>
    times.map((time) => ({
      at: time.getAttribute('datetime') ?? '',
      text: time.textContent ?? '',
      onPaper: time.closest('.paper') !== null,
    })),
  )

/** The clock of a zone by Node's own Intl: neither our code nor this browser's ICU. */
function clockOf(at: string, timeZone: string, clock: 'h23' | 'h12'): RegExp {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: clock,
    hour: 'numeric',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(new Date(at))
  const of = (type: string): string => parts.find((part) => part.type === type)?.value ?? ''
  const hour = clock === 'h23' ? of('hour').padStart(2, '0') : of('hour')
  const time = `${hour}:${of('minute')}:${of('second')}`
  return new RegExp(clock === 'h23' ? `(^|\\s)${time}(\\s|$)` : `(^|\\s)${time} ${of('dayPeriod')}`)
}

async function pagesOf(browser: Browser, { url, simulator }: Stack): Promise<string[]> {
  const context = await open(browser, url, { browser: 'UTC', chosen: null, clock: 'h23' })
  const page = await context.newPage()
  const session = `/sessions/${simulator.sessionIds.failures}`
  await page.goto(`${url}${session}`)
  await expect(rows(page)).toHaveCount(14, { timeout: 40_000 })
  await expect(page.getByText('Final').first()).toBeVisible({ timeout: 40_000 })
  const point = await pointPath(page, rows(page).first())
  await context.close()
  return [
    '/',
    session,
    point,
    `${session}/report`,
    '/audit',
    '/share-links',
    '/screens',
    '/people',
    '/health',
  ]
}

test('server and browser print the same times, whatever zone either is in, and React has no complaint', async ({
  browser,
  startStack,
}) => {
  test.setTimeout(900_000)
  const stack = await startStack({ simulator: { scenarios: ['failures'], speed: 60 } })
  const paths = await pagesOf(browser, stack)
  for (const choice of CHOICES) {
    const zone = choice.chosen ?? 'UTC'
    const scriptless = await open(browser, stack.url, choice, { javaScriptEnabled: false })
    const context = await open(browser, stack.url, choice)
    let compared = 0
    for (const path of paths) {
      const page = await context.newPage()
      const complaints = complaintsOf(page)
      const where = `${path} with ${JSON.stringify(choice)}`
      await page.goto(`${stack.url}${path}`)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
      // React is at work once the keys of the page are: they register after hydration.
      await expect(async () => {
        await page.keyboard.press('?')
        await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible({ timeout: 1000 })
      }).toPass()
      await page.keyboard.press('Escape')

      const shown = await timesOf(page)
      // One moment may stand on a page in two forms: with its date, and without.
      const printed = (at: string): string[] => shown.filter((it) => it.at === at).map(({ text }) => text)
      if (WHOLE_WITHOUT_SCRIPTS.test(path)) {
        const served = await scriptless.newPage()
        await served.goto(`${stack.url}${path}`)
        for (const { at, text } of await timesOf(served)) {
          const texts = printed(at)
          if (texts.length === 0) continue
          expect(texts, where).toContain(text)
          compared += 1
        }
        await served.close()
      }
      for (const { at, text, onPaper } of shown)
        expect(text, `${at}: ${where}`).toMatch(
          onPaper ? clockOf(at, 'UTC', 'h23') : clockOf(at, zone, choice.clock),
        )
      expect(complaints, where).toEqual([])
      await page.close()
    }
    expect(compared).toBeGreaterThan(10)
    await Promise.all([scriptless.close(), context.close()])
  }
})

test('a text that differs would be noticed', async ({ browser, startStack }) => {
  const { url } = await startStack({ simulator: { scenarios: ['clean'] } })
  const context = await open(browser, url, { browser: 'UTC', chosen: null, clock: 'h23' })
  const page = await context.newPage()
  const complaints = complaintsOf(page)
  await page.route(`${url}/audit`, async (route) => {
    const response = await route.fetch()
    const body = (await response.text()).replaceAll(/(<time[^>]*>)\d\d/g, '$199')
    await route.fulfill({ response, body })
  })
  await page.goto(`${url}/audit`)
  await expect.poll(() => complaints.join(' ')).toMatch(/#418/)
  await context.close()
})

test('a damaged choice is none, and the times are UTC', async ({ page, context, startStack }) => {
  const { url } = await startStack({ simulator: { scenarios: ['clean'] } })
  await context.addCookies([
    { name: 'time_zone', value: 'Middle%2FEarth%00%E0%A4%A', url },
    { name: 'clock', value: 'sundial', url },
  ])
  await page.goto(`${url}/audit`)
  await expect(page.locator('main time').first()).toHaveText(/^\d\d:\d\d:\d\d UTC$/)
})
