import type { Page } from '@playwright/test'
import type { SessionReply } from '@/lib/api/replies'
import { faultsOf } from './axe'
import { expect, rows, test, type Stack } from './stack'

const sheet = (page: Page) => page.getByTestId('sheet')
const heading = (page: Page) => sheet(page).getByRole('heading', { level: 2 }).first()
const attention = (page: Page) => page.getByRole('region', { name: 'Needs attention' })

/** Reads of the session that the simulator has answered. */
const polls = ({ simulator }: Stack): number =>
  simulator.requests().filter(({ path }) => /failoverSessions\/[0-9a-f-]{36}|\/query/i.test(path)).length

async function readSession(page: Page, url: string, id: string): Promise<SessionReply> {
  const reply = await page.request.get(`${url}/api/sessions/${id}`)
  return (await reply.json()) as SessionReply // safe: the contract's own reply
}

/** A run in which one VM has failed, open, with the link to that VM's sheet there. */
async function openFailed(page: Page, stack: Stack): Promise<string> {
  const address = `${stack.url}/sessions/${stack.simulator.sessionIds.failures}`
  await page.goto(address)
  await expect(attention(page).getByText(/failed after/)).toBeVisible({ timeout: 120_000 })
  return address
}

test('a VM opens beside the table, stays through 20 polls, and gives the focus back', async ({
  page,
  startStack,
}) => {
  test.setTimeout(240_000)
  const stack = await startStack({ simulator: { scenarios: ['failures'], speed: 6 } })
  await page.setViewportSize({ width: 1440, height: 900 })
  const address = await openFailed(page, stack)
  // Its end would change what the sheet lies beside.
  stack.simulator.setSpeed(1)
  const link = attention(page)
    .getByRole('listitem')
    .filter({ hasText: 'failed after' })
    .first()
    .getByRole('link')
  const name = (await link.textContent()) ?? ''
  await link.focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\?vm=/)
  await expect(heading(page)).toHaveText(name)
  await expect(sheet(page)).toBeFocused()
  const mark = await sheet(page).evaluate((element) => (element.dataset['marked'] = 'yes'))
  const before = polls(stack)
  await expect.poll(() => polls(stack), { timeout: 120_000 }).toBeGreaterThanOrEqual(before + 20)
  await expect(sheet(page)).toHaveAttribute('data-marked', mark)
  await expect(sheet(page)).toBeFocused()
  // The page beside it stays in use.
  await page.getByRole('link', { name: 'Evidence report' }).first().focus()
  await page.keyboard.press('Escape')
  await expect(sheet(page)).toHaveCount(0)
  await expect(page).toHaveURL(address)

  await link.click()
  await expect(sheet(page)).toBeFocused()
  await page.keyboard.press(']')
  await expect(heading(page)).not.toHaveText(name)
  await page.keyboard.press('[')
  await expect(heading(page)).toHaveText(name)
  await page.goBack()
  await expect(sheet(page)).toHaveCount(0)
  await expect(link).toBeFocused()
  await page.goForward()
  await expect(heading(page)).toHaveText(name)
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(address)
})

test('the address of a sheet opens it, leads on to the replica point, and says what it does not know', async ({
  page,
  startStack,
}) => {
  test.setTimeout(240_000)
  // Slow enough to be seen running: only then is it recorded when a VM was first seen.
  const stack = await startStack({ simulator: { scenarios: ['clean'], speed: 5 } })
  const id = stack.simulator.sessionIds.clean
  const address = `${stack.url}/sessions/${id}`
  await page.goto(address)
  await expect(rows(page)).toHaveCount(14)
  const [task] = (await readSession(page, stack.url, id)).session.tasks
  await page.goto(`${address}?vm=${encodeURIComponent(task?.key ?? '')}#log`)
  await expect(heading(page)).toHaveText(task?.vmName ?? '')
  await expect(sheet(page).getByText('1 of 14')).toBeVisible()
  await expect(sheet(page).getByRole('list', { name: /What changed/ })).toContainText('first seen', {
    timeout: 30_000,
  })
  await sheet(page).getByRole('link', { name: 'All about this point' }).click()
  await expect(page).toHaveURL(/\?point=[0-9a-f-]{36}#log$/)
  await expect(sheet(page).getByText('State now')).toBeVisible()
  await expect(sheet(page).getByText('VMware').first()).toBeVisible({ timeout: 30_000 })
  const others = sheet(page).getByTestId('other-points')
  await expect(others.getByRole('link').first()).toBeVisible({ timeout: 30_000 })
  const point = page.url()
  await others.getByRole('link').first().click()
  await expect(page).not.toHaveURL(point)
  await expect(sheet(page).getByText('State now')).toBeVisible()
  await page.reload()
  await expect(sheet(page).getByText('State now')).toBeVisible()
  await sheet(page).getByRole('button', { name: 'Close the side sheet' }).click()
  await expect(page).toHaveURL(`${address}#log`)
  await expect(page.getByRole('tab', { name: 'Log' })).toHaveAttribute('aria-selected', 'true')

  await page.goto(`${address}?vm=nobody`)
  await expect(sheet(page)).toContainText('No such VM in this run')
  await page.goto(`${address}?point=nothing`)
  await expect(sheet(page)).toContainText('no id of a replica point')
})

test('on a phone the sheet is a dialog over the page', async ({ page, startStack }) => {
  test.setTimeout(240_000)
  const stack = await startStack({ simulator: { scenarios: ['failures'], speed: 60 } })
  await page.setViewportSize({ width: 360, height: 740 })
  const address = await openFailed(page, stack)
  const link = attention(page).getByRole('link').first()
  await link.click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toBeFocused()
  expect(await dialog.boundingBox()).toEqual({ x: 0, y: 0, width: 360, height: 740 })
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(page).toHaveURL(address)
  await expect(link).toBeFocused()
})

test('a failure is put on the clipboard as plain text, or handed out where that is blocked', async ({
  page,
  context,
  startStack,
}) => {
  test.setTimeout(240_000)
  const stack = await startStack({ simulator: { scenarios: ['failures'], speed: 60 } })
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: stack.url })
  await openFailed(page, stack)
  const item = attention(page).getByRole('listitem').filter({ hasText: 'failed after' }).first()
  const name = (await item.getByRole('link').textContent()) ?? ''
  const reason = (await item.locator('p').first().textContent()) ?? ''
  await item.getByRole('button', { name: /Copy for ticket/ }).click()
  await expect(item.getByText('Copied as plain text.')).toBeVisible()
  const text = await page.evaluate(() => navigator.clipboard.readText())
  expect(text).toContain(`VM ${name} failed: `)
  expect(text).toContain(`Failure text:\n${reason}`)
  expect(text).toContain(`Page: ${stack.url}/sessions/${stack.simulator.sessionIds.failures}?vm=`)
  expect(text).toMatch(/Data read: \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/)

  // As on plain http, where a page has no clipboard.
  await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }))
  await item.getByRole('button', { name: /Copy for ticket/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Copy by hand' })
  const box = dialog.getByRole('textbox')
  await expect(box).toHaveValue(new RegExp(`^VM ${name} failed`))
  const selected = await box.evaluate((element) =>
    element instanceof HTMLTextAreaElement ? element.selectionEnd - element.selectionStart : 0,
  )
  expect(selected).toBe((await box.inputValue()).length)
})

test('one line stays when the page is scrolled, and nothing moves for it', async ({ page, startStack }) => {
  test.setTimeout(240_000)
  const stack = await startStack({ simulator: { scenarios: ['long'], speed: 30 } })
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto(`${stack.url}/sessions/${stack.simulator.sessionIds.long}`)
  await expect(rows(page).first()).toBeVisible()
  const bar = page.getByTestId('session-bar')
  await expect(bar).toHaveCount(0)
  const topOfRows = (): Promise<number> =>
    page.evaluate(() => (document.querySelector('table')?.getBoundingClientRect().top ?? 0) + window.scrollY)
  // A VM that fails just then makes the page longer by itself; the bar would every time.
  await expect(async () => {
    await page.evaluate(() => window.scrollTo(0, 0))
    await expect(bar).toHaveCount(0)
    const before = await topOfRows()
    await page.evaluate(() => window.scrollTo(0, 1200))
    await expect(bar).toBeVisible()
    expect(await topOfRows()).toBe(before)
  }).toPass()
  expect((await bar.boundingBox())?.height).toBe(52)
  await expect(bar).toContainText(/of 300 VMs/)
  // A phone's form of the bar stands in the document too, unseen.
  await expect(bar.locator('[data-level]').filter({ visible: true })).toHaveCount(1)
  await expect(bar.getByRole('button', { name: 'Share with tenant' })).toBeVisible()
  await page.evaluate(() => window.scrollTo(0, 0))
  await expect(bar).toHaveCount(0)
  await page.setViewportSize({ width: 1440, height: 500 })
  await page.evaluate(() => window.scrollTo(0, 1200))
  await expect(bar).toBeHidden()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`sheets and bar are clean in ${colorScheme} at 360 and 1440 px`, async ({ page, startStack }) => {
    test.setTimeout(300_000)
    const stack = await startStack({ simulator: { scenarios: ['failures'], speed: 60 } })
    const { url, simulator } = stack
    const id = simulator.sessionIds.failures
    await page.emulateMedia({ colorScheme })
    await openFailed(page, stack)
    const { session } = await readSession(page, url, id)
    const failed = session.tasks.find((task) => task.result === 'Failed')
    for (const width of [1440, 360]) {
      await page.setViewportSize({ width, height: 800 })
      const check = async (what: string): Promise<void> => {
        expect(await faultsOf(page), `${what} at ${width} px`).toEqual([])
        const scrollWidth = await page.evaluate(() => document.documentElement.scrollWidth)
        expect(scrollWidth, `${what} at ${width} px`).toBeLessThanOrEqual(width)
      }
      await page.goto(`${url}/sessions/${id}?vm=${encodeURIComponent(failed?.key ?? '')}`)
      await expect(sheet(page).getByText('Earlier runs of this plan')).toBeVisible()
      await expect(sheet(page).locator('[aria-busy="true"]')).toHaveCount(0)
      await check('the VM')
      await page.goto(`${url}/sessions/${id}?point=${failed?.vmReplicaPoint?.id}`)
      await expect(sheet(page).getByTestId('other-points').getByRole('link').first()).toBeVisible({
        timeout: 30_000,
      })
      await check('the point')
      await page.goto(`${url}/sessions/${id}`)
      await expect(attention(page)).toBeVisible()
      await page.evaluate(() => window.scrollTo(0, 600))
      await expect(page.getByTestId('session-bar')).toBeVisible()
      await check('the bar')
      await expect(async () => {
        // What is still being read may change how long the page is.
        await page.evaluate(() => window.scrollTo(0, 600))
        await page.getByRole('button', { name: 'More facts and actions' }).click({ timeout: 2_000 })
        await expect(page.getByRole('list', { name: 'More about this failover' })).toBeVisible()
      }).toPass({ timeout: 30_000 })
      await check('the bar, opened')
    }
  })
}
