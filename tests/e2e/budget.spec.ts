import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { expect, rows, test } from './stack'

const BUDGET_BYTES = 300_000

/** Of what is loaded on demand: a word of each that its code cannot do without. */
const ON_DEMAND = {
  chart: 'recharts-surface',
  palette: 'cmdk-input',
  checker: 'invalid_union',
}

/** All scripts that a page loads until it is quiet, as text. */
async function scriptsOf(page: Page, url: string): Promise<string[]> {
  const bodies: Promise<string>[] = []
  const onResponse = (response: Awaited<ReturnType<Page['waitForResponse']>>): void => {
    if (new URL(response.url()).pathname.endsWith('.js')) bodies.push(response.text())
  }
  page.on('response', onResponse)
  await page.goto('about:blank')
  await page.goto(url)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
  // What the router fetches beforehand counts too: it comes once the page stands.
  await page.waitForLoadState('networkidle')
  page.off('response', onResponse)
  return Promise.all(bodies)
}

test('no page of the console loads more than 300 kB of JavaScript at first', async ({
  browser,
  context,
  startStack,
}) => {
  test.setTimeout(300_000)
  const { url, simulator } = await startStack({ simulator: { scenarios: ['failures'], speed: 20 } })
  const session = `/sessions/${simulator.sessionIds.failures}`
  const signedIn = await context.storageState()
  for (const path of [
    '/',
    session,
    `${session}/report`,
    '/share-links',
    '/share-links/provider',
    '/screens',
    '/health',
    '/people',
    '/audit',
    '/sign-in',
  ]) {
    // A new browser each time: what another page has loaded must not hide what this one needs.
    const fresh = await browser.newContext(path === '/sign-in' ? {} : { storageState: signedIn })
    const page = await fresh.newPage()
    const scripts = await scriptsOf(page, `${url}${path}`)
    const bytes = scripts.reduce((sum, script) => sum + gzipSync(script).length, 0)
    process.stdout.write(
      `${path.replace(/[0-9a-f-]{36}/, '{id}')}: ${(bytes / 1000).toFixed(1)} kB of JavaScript, gzipped, in ${scripts.length} files\n`,
    )
    expect(scripts.length, path).toBeGreaterThan(3)
    expect(bytes, path).toBeLessThanOrEqual(BUDGET_BYTES)
    for (const [what, word] of Object.entries(ON_DEMAND)) {
      expect(
        scripts.some((script) => script.includes(word)),
        `${path} loads the ${what}`,
      ).toBe(false)
    }
    await fresh.close()
  }
})

test('the chart is loaded once somebody comes to it', async ({ page, startStack }) => {
  const { url, simulator } = await startStack({ simulator: { scenarios: ['failures'], speed: 20 } })
  await page.goto(`${url}/sessions/${simulator.sessionIds.failures}`)
  await expect(rows(page)).toHaveCount(14)
  const chart = page.locator('svg.recharts-surface').first()
  await expect(chart).toHaveCount(0)
  await page.getByTestId('history').scrollIntoViewIfNeeded()
  await expect(chart).toBeVisible()
})
