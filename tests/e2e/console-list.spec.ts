import type { Page } from '@playwright/test'
import { faultsOf } from './axe'
import { expect, signIn, STAFF, test } from './stack'

const history = (page: Page) => page.getByRole('table', { name: 'Failovers that are over' })
const runs = (page: Page) => history(page).locator('tbody [data-run]')
const cards = (page: Page) => page.locator('li[data-run]')
const count = (page: Page) => page.getByTestId('history-count')
const filters = (page: Page) => page.getByRole('group', { name: 'Narrow down the list' })
const search = (page: Page) => page.getByRole('searchbox', { name: 'Search plan, tenant, server or VM' })
const idsOf = (page: Page): Promise<(string | null)[]> =>
  runs(page).evaluateAll((rows) => rows.map((row) => row.getAttribute('data-run')))

// A busy machine takes longer than the stack's short limit for a sign-in; nothing here is about that.
const CALM = { EM_TIMEOUT_MS: '10000' }

test('filters, order and page stand in the address: reload, back and a wrong word in it', async ({
  page,
  startStack,
}) => {
  test.setTimeout(180_000)
  const { url } = await startStack({
    simulator: { scenarios: ['clean'], speed: 1, historySessions: 140 },
    env: CALM,
  })
  await page.goto(url)
  await expect(runs(page)).toHaveCount(50)
  await expect(cards(page)).toHaveCount(1)
  const all = Number((await count(page).textContent())?.match(/\d+/)?.[0])
  expect(all).toBeGreaterThan(100)

  // By keyboard: the chip, its choices, and back to the chip.
  const result = filters(page).getByRole('button', { name: /^Result: / })
  await result.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'All results', exact: true })).toBeFocused()
  for (let n = 0; n < 3; n += 1) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`${url}/?result=failed`)
  await expect(filters(page).getByRole('button', { name: 'Result: Failed' })).toBeFocused()
  await expect(count(page)).toContainText(`of ${all} failovers`)
  const failed = await runs(page).count()
  expect(failed).toBeGreaterThan(0)
  await expect(runs(page).filter({ hasText: 'Failed' })).toHaveCount(failed)
  // What runs has no result yet: that does not take it away.
  await expect(cards(page)).toHaveCount(1)

  await history(page).getByRole('button', { name: 'Took' }).click()
  await expect(page).toHaveURL(`${url}/?result=failed&sort=took-desc`)
  await expect(history(page).getByRole('columnheader', { name: 'Took' })).toHaveAttribute(
    'aria-sort',
    'descending',
  )
  await expect(history(page)).toHaveAttribute('aria-busy', 'false')
  const ordered = await idsOf(page)
  await page.reload()
  await expect(runs(page)).toHaveCount(failed)
  expect(await idsOf(page)).toEqual(ordered)

  await page.goBack()
  await expect(page).toHaveURL(`${url}/?result=failed`)
  await page.goBack()
  await expect(page).toHaveURL(`${url}/`)
  await expect(runs(page)).toHaveCount(50)

  // Pages follow each other without a run twice.
  const first = await idsOf(page)
  await page.getByRole('button', { name: 'Next' }).click()
  await expect(page).toHaveURL(`${url}/?page=2`)
  await expect(page.getByText('Page 2 of')).toBeVisible()
  const second = await idsOf(page)
  expect(second.filter((id) => first.includes(id))).toEqual([])
  await page.goBack()
  await expect(page.getByText('Page 1 of')).toBeVisible()
  expect(await idsOf(page)).toEqual(first)

  // The text in the box is the person's, whatever comes back meanwhile; the back button takes it back as one step.
  const name = (await runs(page).first().getByRole('link').textContent()) ?? ''
  await search(page).pressSequentially(name.toUpperCase(), { delay: 20 })
  await expect(page).toHaveURL(/[?&]q=/)
  await expect(search(page)).toHaveValue(name.toUpperCase())
  await expect(runs(page).first()).toContainText(name)
  await page.goBack()
  await expect(page).toHaveURL(`${url}/`)
  await expect(search(page)).toHaveValue('')

  // A GUID opens the run that it names.
  const id = (await idsOf(page))[3] ?? ''
  await search(page).fill(`urn:veeam:CloudFailoverSession:${id}`)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`${url}/sessions/${id}`)

  await page.goto(`${url}/?result=great&when=30d&page=0`)
  await expect(page.getByTestId('address-fault')).toContainText('result=great')
  await expect(page.getByTestId('address-fault')).toContainText('page=0')
  await expect(page).toHaveURL(`${url}/?when=30d`)
  await expect(runs(page).first()).toBeVisible()

  // The filter narrows down what runs too, with a word and a way back; and its state can be asked for.
  await page.goto(`${url}/?tenant=Nobody`)
  await expect(page.getByTestId('running-narrowed')).toContainText('0 of 1 running shown')
  await expect(cards(page)).toHaveCount(0)
  await page.getByRole('button', { name: 'Show all 1' }).click()
  await expect(cards(page)).toHaveCount(1)
  await page.goto(`${url}/?state=active`)
  await expect(page.getByTestId('history-left-out')).toBeVisible()
  await expect(cards(page)).toHaveCount(1)
  await expect(runs(page)).toHaveCount(0)
})

test('new rows wait and nothing moves; j, k and n', async ({ page, startStack }) => {
  test.setTimeout(400_000)
  const { url, simulator } = await startStack({
    // Slow until the list has been looked at as it is before the end.
    simulator: { scenarios: ['clean'], speed: 1, historySessions: 20 },
    env: CALM,
  })
  await page.goto(url)
  await expect(cards(page)).toHaveCount(1)
  await expect(runs(page).first()).toBeVisible()
  const before = await idsOf(page)
  expect(before).not.toContain(simulator.sessionIds.clean)
  await runs(page).nth(2).getByRole('link').focus()
  const place = await runs(page).nth(2).boundingBox()
  simulator.setSpeed(12)

  await expect(page.getByTestId('show-new')).toHaveText('1 new · show', { timeout: 120_000 })
  // The card shows the end where it stands, and no row has moved.
  await expect(cards(page)).toContainText('Succeeded')
  expect(await idsOf(page)).toEqual(before)
  expect((await runs(page).nth(2).boundingBox())?.y).toBeCloseTo(place?.y ?? 0, 0)
  await expect(runs(page).nth(2).getByRole('link')).toBeFocused()

  await page.keyboard.press('n')
  await expect(page.getByTestId('show-new')).toHaveCount(0)
  await expect(cards(page)).toHaveCount(0)
  await expect(runs(page).first()).toHaveAttribute('data-run', simulator.sessionIds.clean)
  await expect(page.getByText('No failover is running. One')).toBeVisible()

  await page.locator('h1').click()
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('k')
  await expect(page.locator('[data-run-link]:focus')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/sessions\//)
})

test('a filter is saved and pinned, and is there after another sign-in; another person has it not', async ({
  page,
  context,
  startStack,
}) => {
  test.setTimeout(180_000)
  const { url } = await startStack({
    simulator: { scenarios: ['clean'], speed: 20, historySessions: 40 },
    signedIn: STAFF.viewer,
    env: CALM,
  })
  await page.goto(`${url}/?result=warning&when=30d`)
  await expect(count(page)).toBeVisible()
  const saved = page.getByRole('group', { name: 'Saved filters' })
  await saved.getByRole('button', { name: 'Saved' }).click()
  await page.getByLabel('Save this filter as').fill('Warnings lately')
  await page.keyboard.press('Enter')
  const pinned = saved.getByRole('button', { name: 'Warnings lately', exact: true })
  await expect(pinned).toHaveAttribute('aria-pressed', 'true')

  await context.clearCookies()
  await signIn(context, url, STAFF.admin)
  await page.goto(url)
  await expect(count(page)).toBeVisible()
  await saved.getByRole('button', { name: 'Saved' }).click()
  await expect(page.getByText('You have saved no filter yet.')).toBeVisible()
  await expect(pinned).toHaveCount(0)

  await context.clearCookies()
  await signIn(context, url, STAFF.viewer)
  await page.goto(url)
  await pinned.click()
  await expect(page).toHaveURL(`${url}/?result=warning&when=30d`)
  // Changed after it was opened, it can be brought up to date; and it can be taken away.
  await filters(page).getByRole('button', { name: 'Result: Warnings' }).click()
  await page.getByRole('button', { name: 'Failed', exact: true }).click()
  await saved.getByRole('button', { name: 'Update “Warnings lately”' }).click()
  await expect(pinned).toHaveAttribute('aria-pressed', 'true')
  await saved.getByRole('button', { name: 'Saved' }).click()
  await page.getByRole('button', { name: 'Remove “Warnings lately”' }).click()
  await expect(page.getByText('You have saved no filter yet.')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(pinned).toHaveCount(0)

  // Nothing fits: what to take away is said, and taking it away helps.
  await page.goto(`${url}/?tenant=Nobody&when=30d`)
  const empty = page.getByTestId('filtered-empty')
  await expect(empty).toContainText('No failover fits all of this')
  await empty.getByRole('button', { name: 'Without Nobody' }).click()
  await expect(page).toHaveURL(`${url}/?when=30d`)
  await expect(runs(page).first()).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the list is clean in ${colorScheme} at 360, 768 and 1440 px`, async ({
    page,
    context,
    startStack,
  }) => {
    test.setTimeout(400_000)
    const { url } = await startStack({
      simulator: { scenarios: ['failures', 'odd-names'], speed: 5, historySessions: 60 },
      env: CALM,
    })
    const kept = { name: 'Failed', query: 'result=failed', pinned: true }
    const made = await context.request.post(`${url}/api/filters`, { headers: { Origin: url }, data: kept })
    expect(made.status()).toBe(201)
    await page.emulateMedia({ colorScheme })
    for (const width of [1440, 768, 360]) {
      const check = async (what: string): Promise<void> => {
        expect(await faultsOf(page), `${what} at ${width} px`).toEqual([])
        const scrollWidth = await page.evaluate(() => document.documentElement.scrollWidth)
        expect(scrollWidth, `${what} at ${width} px`).toBeLessThanOrEqual(width)
      }
      await page.setViewportSize({ width, height: 900 })
      await page.goto(url)
      await expect(runs(page).first()).toBeVisible()
      await expect(page.getByRole('button', { name: 'Failed', exact: true })).toBeVisible()
      await check('the list')
      await filters(page)
        .getByRole('button', { name: /^Tenant: / })
        .click()
      await expect(page.getByRole('dialog', { name: 'Tenant' }).getByRole('button').first()).toBeVisible()
      await check('names to choose from')
      await page.keyboard.press('Escape')
      await filters(page)
        .getByRole('button', { name: /^Began/ })
        .click()
      await expect(page.getByLabel('First day')).toBeVisible()
      await check('days')
      await page.keyboard.press('Escape')
      await page.goto(`${url}/?result=failed&plan=x&page=0`)
      await expect(page.getByTestId('filtered-empty')).toBeVisible()
      await page.getByRole('group', { name: 'Saved filters' }).getByRole('button', { name: 'Saved' }).click()
      await expect(page.getByLabel('Save this filter as')).toBeVisible()
      await check('nothing that fits')
    }
  })
}
