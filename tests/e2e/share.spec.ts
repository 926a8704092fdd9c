import type { Browser, BrowserContext, BrowserContextOptions, Page } from '@playwright/test'
import { asOperator } from './share-links'
import { faultsOf } from './axe'
import { expect, test } from './stack'

const NORDWIND = {
  name: 'Nordwind Cloud',
  tagline: null,
  contact: 'Bereitschaft +49 40 555 0199 · bereitschaft@nordwind.example',
  accent: '#0f766e',
}
// Each starts a stack of its own and some wait for a run to end.
test.describe.configure({ timeout: 180_000 })

const BUDGET_BYTES = 150 * 1000

const levelOf = (page: Page) => page.getByTestId('share-level')

/** A tenant's browser: it knows nothing of whoever made the link. */
async function tenant(browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  return browser.newContext({ locale: 'en-GB', timezoneId: 'America/New_York', ...options })
}

/** What a page must not do, whatever it shows: errors (of hydration, of its policy), or requests to anybody else. */
function watch(page: Page): string[] {
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text()))
      faults.push(message.text())
  })
  page.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url())
    if (protocol.startsWith('http') && hostname !== '127.0.0.1') faults.push(request.url())
  })
  return faults
}

test('a German link in an English browser, with scripts, within its budget', async ({
  browser,
  request,
  startStack,
}) => {
  const { url, simulator } = await startStack({ simulator: { scenarios: ['failures'], speed: 12 } })
  const operator = asOperator(request, url)
  await operator.setProvider(NORDWIND)
  const link = await operator.share({
    sessionId: simulator.sessionIds.failures,
    label: 'ABC Company',
    language: 'de',
    timeZone: 'Europe/Berlin',
  })
  await operator.write(link.id, 'Wir haben begonnen.', 'M. Krüger')

  const context = await tenant(browser)
  const page = await context.newPage()
  const faults = watch(page)
  const scripts: Promise<number>[] = []
  page.on('requestfinished', (it) => {
    if (it.resourceType() === 'script')
      scripts.push(it.sizes().then(({ responseBodySize }) => responseBodySize))
  })
  const response = await page.goto(link.url)
  expect(response?.status()).toBe(200)
  expect(response?.headers()).toMatchObject({
    'x-robots-tag': 'noindex, nofollow',
    'referrer-policy': 'no-referrer',
    'x-frame-options': 'DENY',
  })
  expect(response?.headers()['cache-control']).toContain('no-store')
  expect(response?.headers()['content-security-policy']).toContain("frame-ancestors 'none'")
  await expect(page.locator('html')).toHaveAttribute('lang', 'de')
  await expect(page.locator('meta[name="robots"]').first()).toHaveAttribute('content', /noindex/)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(
    /Ihr Failover läuft\. .*14\sServern? .*gestartet\./,
  )
  await expect(page.getByText(/\d\d:\d\d:\d\d Uhr \(Europe\/Berlin\) · \d\d:\d\d:\d\d UTC/)).toBeVisible()
  await expect(page.getByText(/hat zuletzt um .* Daten eingesammelt/)).toBeVisible()
  await expect(page.getByText('M. Krüger, Nordwind Cloud')).toBeVisible()
  await expect(page.getByText('Dieser Link endet 72 Stunden nach dem Ende des Failovers.')).toBeVisible()
  await expect(page.getByRole('link', { name: '+49 40 555 0199' })).toHaveAttribute(
    'href',
    'tel:+49405550199',
  )

  // It renews itself, to the end of the run and beyond.
  await expect(page.getByRole('heading', { level: 1 })).toContainText('nicht ohne Fehler', {
    timeout: 90_000,
  })
  await expect(levelOf(page)).toHaveAttribute('data-level', 'final')
  await expect(page.locator('[data-standing="failed"]').first()).toContainText('Braucht Aufmerksamkeit')
  await expect(
    page.getByText(/Dieser Link endet am \d+\. \S+ \d{4}, \d\d:\d\d Uhr \(Europe\/Berlin\)/),
  ).toBeVisible()

  const bytes = (await Promise.all(scripts)).reduce((sum, size) => sum + size, 0)
  process.stdout.write(
    `share page: ${(bytes / 1000).toFixed(1)} kB of JavaScript, gzipped, in ${scripts.length} files\n`,
  )
  expect(scripts.length).toBeGreaterThan(0)
  expect(bytes).toBeLessThanOrEqual(BUDGET_BYTES)
  expect(faults).toEqual([])
  await context.close()
})

test('with scripts off: state, counts, time, and no sideways scroll at 360 px', async ({
  browser,
  request,
  startStack,
}) => {
  const { url, simulator } = await startStack({
    simulator: { scenarios: ['finished', 'odd-names'], speed: 20 },
  })
  const operator = asOperator(request, url)
  const context = await tenant(browser, { javaScriptEnabled: false, viewport: { width: 360, height: 740 } })
  const page = await context.newPage()
  for (const [scenario, language, sentence] of [
    ['finished', 'fr', /Votre basculement est terminé\. Les 8\sserveurs ont tous démarré/],
    ['odd-names', 'ja', /フェイルオーバー/],
  ] as const) {
    const sessionId = simulator.sessionIds[scenario]
    const link = await operator.share({ sessionId, label: 'x'.repeat(120), language, timeZone: 'Asia/Tokyo' })
    await page.goto(link.url)
    await expect(page.getByRole('heading', { level: 1 })).toContainText(sentence)
    await expect(page.locator('[data-count="succeeded"]')).toBeVisible()
    await expect(
      page.getByText(/\d\d:\d\d:\d\d .*\(Asia\/Tokyo\) · \d\d:\d\d:\d\d UTC/).first(),
    ).toBeVisible()
    expect(await page.locator('[data-standing]').count()).toBeGreaterThan(5)
    for (const part of ['html', 'header', 'main', 'h1', 'footer', '[data-standing]:nth-child(5)']) {
      const box = await page.locator(part).first().boundingBox()
      expect((box?.x ?? 999) + (box?.width ?? 999), part).toBeLessThanOrEqual(360)
    }
  }
  await context.close()
})

test('a page that is open learns of its end within one poll; each dead end has its status and its words', async ({
  browser,
  request,
  startStack,
}) => {
  const { url, simulator } = await startStack({ simulator: { scenarios: ['clean'], speed: 20 } })
  const operator = asOperator(request, url)
  await operator.setProvider(NORDWIND)
  const sessionId = simulator.sessionIds.clean
  const share = (more: object = {}) => operator.share({ sessionId, label: 'ABC', language: 'es', ...more })
  const context = await tenant(browser)
  const page = await context.newPage()
  const faults = watch(page)

  const revoked = await share()
  await page.goto(revoked.url)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Su conmutación por error')
  await operator.revoke(revoked.id)
  let polls = 0
  page.on('request', (it) => {
    if (new URL(it.url()).pathname.startsWith('/api/share/')) polls += 1
  })
  await expect(page.getByTestId('share-revoked')).toContainText('Nordwind Cloud lo ha retirado')
  // None where the answer to the one before was still under way.
  expect(polls).toBeLessThanOrEqual(1)
  await expect(page.getByText('+49 40 555 0199')).toBeVisible()
  await expect(page.locator('[data-standing]')).toHaveCount(0)

  const paused = await share()
  await operator.change(paused.id, { state: 'paused' })
  const replaced = await share()
  await operator.rotate(replaced.id)
  const expired = await share({ expiresAtUtc: new Date(Date.now() + 5_000).toISOString() })
  await expect.poll(async () => (await request.get(expired.url)).status(), { timeout: 30_000 }).toBe(410)
  for (const [kind, link, status, words] of [
    ['revoked', revoked, 410, 'Consulte a Nordwind Cloud'],
    ['paused', paused, 410, 'le enviará una dirección nueva'],
    ['replaced', replaced, 410, 'Use el enlace más reciente'],
    ['expired', expired, 410, 'Pida a Nordwind Cloud que lo prorrogue'],
  ] as const) {
    const response = await page.goto(link.url)
    expect(response?.status(), kind).toBe(status)
    await expect(page.getByTestId(`share-${kind}`)).toContainText(words)
    await expect(page.getByText('bereitschaft@nordwind.example')).toBeVisible()
    await expect(page.locator('html')).toHaveAttribute('lang', 'es')
    expect(await faultsOf(page), kind).toEqual([])
  }
  expect(faults).toEqual([])
  await context.close()
})

test('an address that nobody made tells nothing, in the language of the browser', async ({
  browser,
  request,
  startStack,
}) => {
  const { url } = await startStack({ simulator: { scenarios: ['clean'] } })
  await asOperator(request, url).setProvider(NORDWIND)
  const context = await tenant(browser, { locale: 'fr-CH' })
  const page = await context.newPage()
  for (const path of [`/share/${'A'.repeat(43)}`, '/share/hello', '/share', '/share/a/b', '/share/%00']) {
    const response = await page.goto(url + path)
    expect(response?.status(), path).toBe(404)
    expect(response?.headers()['x-robots-tag'], path).toBe('noindex, nofollow')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Il n’y a rien à cette adresse')
    await expect(page.locator('html')).toHaveAttribute('lang', 'fr')
    expect(await page.content(), path).not.toContain('Nordwind')
  }
  await context.close()
})

test('Enterprise Manager goes down: the sentence changes its tense and the age is told', async ({
  browser,
  request,
  startStack,
}) => {
  const stack = await startStack({ simulator: { scenarios: ['long'], speed: 5 } })
  const { url, simulator } = stack
  const operator = asOperator(request, url)
  await operator.setProvider(NORDWIND)
  const link = await operator.share({ sessionId: simulator.sessionIds.long, label: 'ABC', timeZone: 'UTC' })
  const context = await tenant(browser)
  const page = await context.newPage()
  await page.goto(link.url)
  await expect(levelOf(page)).toHaveAttribute('data-level', 'live')
  simulator.setFault({ kind: 'reset' })
  await expect(levelOf(page)).toHaveAttribute('data-level', 'stale', { timeout: 20_000 })
  const heading = page.getByRole('heading', { level: 1 })
  await expect(heading).toContainText(/^At \d\d:\d\d \(UTC\), your failover was running\./)
  const notice = page.getByTestId('share-notice')
  await expect(notice).toContainText(
    /No new data has come from the recovery site since \d\d:\d\d:\d\d \(UTC\)\./,
  )
  // A fresh load tells the same, without scripts too.
  expect(await (await request.get(link.url)).text()).toMatch(
    /At \d\d:\d\d \(UTC\), your failover was running/,
  )
  simulator.setFault(null)
  await expect(levelOf(page)).toHaveAttribute('data-level', 'live', { timeout: 20_000 })
  await expect(heading).toContainText('Your failover is running.')
  await expect(notice).toHaveCount(0)

  await stack.stopServer()
  await expect(notice).toContainText(/This page has had no answer since \d\d:\d\d:\d\d \(UTC\)\./, {
    timeout: 20_000,
  })
  await expect(heading).toContainText('your failover was running')
  await stack.startServer()
  await expect(levelOf(page)).toHaveAttribute('data-level', 'live', { timeout: 90_000 })
  await context.close()
})

test('a passcode: asked for, refused, accepted, kept; and it never gets into the address', async ({
  browser,
  request,
  startStack,
}) => {
  const { url, simulator } = await startStack({ simulator: { scenarios: ['finished'] } })
  const operator = asOperator(request, url)
  await operator.setProvider(NORDWIND)
  const link = await operator.share({
    sessionId: simulator.sessionIds.finished,
    label: 'ABC',
    language: 'de',
    passcode: 'sesam-öffne',
  })
  const context = await tenant(browser)
  const page = await context.newPage()
  expect((await page.goto(link.url))?.status()).toBe(401)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Diese Seite braucht ein Kennwort')
  expect(await faultsOf(page)).toEqual([])
  expect(await page.content()).not.toContain('ABC')
  await page.getByLabel('Kennwort').fill('falsch')
  await page.getByRole('button', { name: 'Öffnen' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'Das ist nicht das Kennwort.' })).toBeVisible()
  await page.getByLabel('Kennwort').fill('sesam-öffne')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Ihr Failover ist abgeschlossen.')
  expect(page.url()).toBe(link.url)
  expect((await page.reload())?.status()).toBe(200)

  const scriptless = await tenant(browser, { javaScriptEnabled: false })
  const plain = await scriptless.newPage()
  await plain.goto(link.url)
  await expect(plain.locator('noscript p')).toBeVisible()
  await expect(plain.locator('noscript p')).toContainText('erlauben Sie für diese Seite Skripte')
  await expect(plain.getByRole('button', { name: 'Öffnen' })).toBeDisabled()
  await scriptless.close()
  await context.close()
})

test('several runs are links of their own, and an earlier one says that it is one', async ({
  browser,
  request,
  startStack,
}) => {
  const { url, simulator } = await startStack({ simulator: { scenarios: ['finished', 'failed-silent'] } })
  const operator = asOperator(request, url)
  const link = await operator.share({ sessionId: simulator.sessionIds['failed-silent'], label: 'ABC' })
  const context = await tenant(browser)
  const page = await context.newPage()
  const faults = watch(page)
  await page.goto(link.url)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('not without errors')
  await expect(page.getByRole('heading', { name: 'All runs' })).toHaveCount(0)
  await operator.addRun(link.id, simulator.sessionIds.finished)
  // The page learns of it with its next poll and loads itself anew.
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Your failover is complete.', {
    timeout: 60_000,
  })
  await page.getByRole('link', { name: /^Run 1/ }).click()
  await expect(page).toHaveURL(`${link.url}?run=1`)
  await expect(page.getByText('You see an earlier run.')).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('not without errors')
  await page.getByRole('link', { name: 'Go to the newest run' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Your failover is complete.')
  expect(faults).toEqual([])
  await context.close()
})

test('axe at 360 and 1440 px in both themes; nothing scrolls sideways; totals only names no server', async ({
  browser,
  request,
  startStack,
}) => {
  const { url, simulator } = await startStack({ simulator: { speed: 20 } })
  const operator = asOperator(request, url)
  await operator.setProvider(NORDWIND)
  const links = await Promise.all([
    operator.share({ sessionId: simulator.sessionIds.failures, label: 'ABC', language: 'de' }),
    operator.share({ sessionId: simulator.sessionIds.long, label: 'ABC', language: 'ja' }),
    operator.share({
      sessionId: simulator.sessionIds['odd-names'],
      label: 'ABC',
      language: 'fr',
      show: { vms: 'none', failures: 'withheld' },
    }),
  ])
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await tenant(browser, { colorScheme })
    const page = await context.newPage()
    const faults = watch(page)
    for (const width of [360, 768, 1440, 2560]) {
      await page.setViewportSize({ width, height: 900 })
      for (const link of links) {
        await page.goto(link.url)
        await expect(levelOf(page)).toBeVisible()
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
        if (width === 360 || width === 1440)
          expect(await faultsOf(page), `${width} ${colorScheme}`).toEqual([])
      }
      // The last of the links shows totals only.
      await expect(page.getByText('affiche sur cette page les totaux')).toBeVisible()
      await expect(page.locator('[data-standing]')).toHaveCount(0)
    }
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
      colorScheme === 'dark' ? 'rgb(11, 18, 32)' : 'rgb(246, 247, 249)',
    )
    // Paper is light, whatever the device is.
    await page.emulateMedia({ media: 'print', colorScheme })
    expect(await page.evaluate(() => getComputedStyle(document.body).color)).toBe('rgb(15, 23, 42)')
    expect((await page.pdf({ format: 'A4' })).subarray(0, 5).toString()).toBe('%PDF-')
    expect(faults).toEqual([])
    await context.close()
  }
})

test('may be framed by those whom the setting names, and by nobody else', async ({ request, startStack }) => {
  const { url } = await startStack({
    simulator: { scenarios: ['clean'] },
    env: { SHARE_FRAME_ANCESTORS: 'https://portal.example.com' },
  })
  const share = (await request.get(`${url}/share/${'A'.repeat(43)}`)).headers()
  expect(share['content-security-policy']).toContain('frame-ancestors https://portal.example.com')
  expect(share['x-frame-options']).toBeUndefined()
  const console_ = (await request.get(`${url}/`)).headers()
  expect(console_['content-security-policy']).toContain("frame-ancestors 'none'")
  expect(console_['x-frame-options']).toBe('DENY')
})
