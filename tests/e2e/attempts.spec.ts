import type { Page } from '@playwright/test'
import { faultsOf } from './axe'
import { expect, signIn, STAFF, test } from './stack'

const offer = (page: Page) => page.getByTestId('attempts-offer')
const whole = (page: Page) => page.getByTestId('attempts')

test('an operator joins a retry with the failed run by keyboard, its link too, and separates them again', async ({
  page,
  context,
  browser,
  startStack,
}) => {
  test.setTimeout(180_000)
  const { url, simulator } = await startStack({
    // Slow until the two are joined.
    simulator: { scenarios: ['retried'], historySessions: 0, speed: 1 },
    signedIn: STAFF.operator,
  })
  const second = `${url}/sessions/${simulator.sessionIds.retried}`
  await page.goto(second)
  await expect(offer(page)).toContainText('in which 2 VMs failed', { timeout: 40_000 })
  await expect(offer(page)).toContainText('inferred')
  const first = await offer(page).getByRole('link', { name: 'See attempt 1' }).getAttribute('href')
  const firstId = first?.split('/').at(-1) ?? ''
  const made = await context.request.post(`${url}/api/share-links`, {
    headers: { Origin: url },
    data: { sessionId: firstId, label: 'Your servers' },
  })
  // safe: the only reply with an address
  const link = (await made.json()) as { url: string }
  expect(await faultsOf(page)).toEqual([])

  await offer(page).getByRole('button', { name: 'Join them' }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Join as attempts of one failover' })
  await expect(dialog.getByRole('checkbox', { name: /Your servers/ })).toBeChecked()
  await expect(dialog.getByRole('checkbox', { name: /^Attempt 1/ })).toBeChecked()
  await expect(dialog.getByRole('checkbox', { name: /^Attempt 2.*this run/ })).toBeDisabled()
  expect(await faultsOf(page)).toEqual([])
  await expect(dialog.getByRole('button', { name: 'Join them' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(whole(page)).toContainText('Attempt 2 of 2')
  await expect(whole(page)).toContainText(/\d+ of 14 VMs across the attempts/)
  await expect(page.getByText('The runs are joined as attempts of one failover.')).toBeAttached()
  expect(await faultsOf(page)).toEqual([])

  simulator.setSpeed(20)
  // What ends on its own page shows without a click: the time from the first start, and each VM's latest outcome.
  await expect(whole(page)).toContainText('14 of 14 VMs across the attempts', { timeout: 90_000 })
  await expect(whole(page)).toContainText('from the first start to the last end')
  await whole(page)
    .getByRole('button', { name: /Latest outcome of each VM/ })
    .click()
  await expect(whole(page).getByRole('row')).toHaveCount(15)
  await expect(whole(page).getByRole('cell', { name: 'Attempt 2, this run' })).toHaveCount(2)
  expect(await faultsOf(page)).toEqual([])

  await page.goto(`${second}/report`)
  await expect(page.getByText('2 of 2 of one failover.')).toBeVisible()
  await page.goto(url)
  await expect(page.getByTestId('attempt-mark')).toHaveText(['Attempt 2 of 2', 'Attempt 1 of 2'])
  const tenant = await browser.newPage()
  await tenant.goto(link.url)
  await expect(tenant.locator('section[aria-labelledby=runs] li')).toHaveCount(2)
  await expect(tenant.locator('section[aria-labelledby=runs] [aria-current=page]')).toContainText('2')
  await tenant.close()

  await page.goto(`${url}${first ?? ''}`)
  await expect(whole(page)).toContainText('Attempt 1 of 2')
  await whole(page).getByRole('button', { name: 'Separate this run' }).click()
  await whole(page).getByRole('button', { name: 'Separate', exact: true }).click()
  await expect(offer(page)).toContainText('was started again')
  await offer(page).getByRole('button', { name: 'Not the same' }).click()
  await expect(offer(page)).toBeHidden()

  await context.clearCookies()
  await signIn(context, url, STAFF.admin)
  await page.goto(`${url}/audit`)
  const joined = page.locator('[data-event=attempts_joined]')
  await expect(joined).toContainText(`With the runs: ${firstId}`)
  await expect(page.locator('[data-event=attempts_separated]')).toHaveCount(1)
  await expect(page.locator('[data-event=attempts_declined]')).toHaveCount(1)
})

test('a viewer sees the offer and can say nothing, on a small screen too', async ({ page, startStack }) => {
  await page.setViewportSize({ width: 360, height: 740 })
  const { url, simulator } = await startStack({
    simulator: { scenarios: ['retried'], historySessions: 0 },
    signedIn: STAFF.viewer,
  })
  await page.goto(`${url}/sessions/${simulator.sessionIds.retried}`)
  await expect(offer(page)).toContainText('An operator can join them.', { timeout: 40_000 })
  await expect(offer(page).getByRole('button')).toHaveCount(0)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  expect(await faultsOf(page)).toEqual([])
})
