import { createHash } from 'node:crypto'
import type { Page } from '@playwright/test'
import { faultsOf } from './axe'
import { expect, level, rows, signIn, STAFF, test } from './stack'

const checksum = (page: Page) => page.getByTestId('report-sha256')
const vms = (page: Page) => page.locator('[data-vm]')

async function isSheetLight(page: Page): Promise<boolean> {
  return page
    .locator('.paper')
    .evaluate((sheet) => getComputedStyle(sheet).backgroundColor === 'rgb(255, 255, 255)')
}

test('the report of a run that has ended is one with its JSON and CSV, light in the dark, and printable', async ({
  page,
  startStack,
}) => {
  const { url, simulator } = await startStack({ simulator: { scenarios: ['failures'], speed: 120 } })
  const session = `${url}/sessions/${simulator.sessionIds.failures}`
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto(session)
  await expect(level(page)).toHaveAttribute('data-level', 'final', { timeout: 30_000 })
  await expect(rows(page)).toHaveCount(14)

  await page.goto(`${session}/report`)
  await expect(page.getByTestId('report-state')).toContainText('Failed')
  await expect(page.getByTestId('report-state')).toContainText('Final')
  await expect(page.getByRole('link', { name: 'Build anew' })).toHaveCount(0)
  await expect(vms(page)).toHaveCount(14)
  expect(await isSheetLight(page)).toBe(true)

  const sha256 = await checksum(page).textContent()
  const load = async (name: string): Promise<Buffer> => {
    const downloading = page.waitForEvent('download')
    await page.getByRole('link', { name, exact: true }).click()
    const download = await downloading
    expect(download.suggestedFilename()).toMatch(
      new RegExp(`^failover-report-.*-\\d{4}-\\d\\d-\\d\\d-[0-9a-f]{8}\\.${name.toLowerCase()}$`),
    )
    const chunks: Buffer[] = []
    // safe: a stream of a file gives buffers
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer)
    return Buffer.concat(chunks)
  }
  expect(
    createHash('sha256')
      .update(await load('JSON'))
      .digest('hex'),
  ).toBe(sha256)
  expect((await load('CSV')).toString('utf8')).toContain(sha256)

  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await expect(page.getByRole('link', { name: 'JSON' })).toBeHidden()
  await expect(page.getByRole('search')).toBeHidden()
  await expect(page.getByTestId('running-head')).toHaveCSS('display', 'table-header-group')
  expect(await isSheetLight(page)).toBe(true)
  const width = (): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth)
  // A4 and Letter without their margins, in CSS pixels.
  for (const sheet of [703, 725]) {
    await page.setViewportSize({ width: sheet, height: 900 })
    expect(await width()).toBe(sheet)
  }
})

test('a report of a running run stays what it was, and another one is built on demand', async ({
  page,
  startStack,
}) => {
  const { url, simulator } = await startStack({ simulator: { scenarios: ['clean'], speed: 5 } })
  await page.goto(`${url}/sessions/${simulator.sessionIds.clean}/report`)
  await expect(page.getByTestId('report-state')).toContainText('still running')
  const first = await checksum(page).textContent()
  const lasting = await page.getByRole('link', { name: 'Lasting link' }).getAttribute('href')
  await expect
    .poll(async () => {
      await page.getByRole('link', { name: 'Build anew' }).click()
      return checksum(page).textContent()
    })
    .not.toBe(first)
  await page.goto(`${url}${lasting}`)
  await expect(checksum(page)).toHaveText(first ?? '')
  await expect(page.getByRole('link', { name: 'Build anew' })).toBeVisible()
})

test('the report reads without scripts, on a phone, and by everybody', async ({ browser, startStack }) => {
  const { url, simulator } = await startStack({ simulator: { scenarios: ['odd-names'], speed: 20 } })
  const path = `${url}/sessions/${simulator.sessionIds['odd-names']}/report`
  const plain = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } })
  await signIn(plain, url, STAFF.viewer)
  const page = await plain.newPage()
  await page.goto(path)
  await expect(checksum(page)).toBeVisible()
  expect(await vms(page).count()).toBeGreaterThan(3)
  await expect(page.getByRole('button', { name: 'Print' })).toHaveCount(0)
  await plain.close()

  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({ colorScheme })
    await signIn(context, url, STAFF.viewer)
    const scripted = await context.newPage()
    for (const width of [1440, 360]) {
      await scripted.setViewportSize({ width, height: 900 })
      await scripted.goto(path)
      await expect(scripted.getByRole('button', { name: 'Print' })).toBeVisible()
      expect(await scripted.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
      expect(await faultsOf(scripted)).toEqual([])
    }
    await context.close()
  }
})

test('where there is no report, the page says why', async ({ page, startStack }) => {
  const { url, simulator } = await startStack({ simulator: { scenarios: ['clean'], speed: 5 } })
  await page.goto(`${url}/sessions/3f2504e0-4f89-11d3-9a0c-0305e82c3301/report`)
  await expect(page.getByTestId('failure-not_found')).toBeVisible()
  await page.goto(`${url}/sessions/hello/report`)
  await expect(page.getByTestId('invalid-id')).toBeVisible()
  await page.goto(`${url}/sessions/${simulator.sessionIds.clean}/report?sha256=${'ab'.repeat(32)}`)
  await expect(page.getByTestId('failure-report_unknown')).toBeVisible()
})
