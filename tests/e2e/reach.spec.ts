import type { Locator, Page } from '@playwright/test'
import { faultsOf } from './axe'
import { expect, pointPath, rows, STAFF, test } from './stack'

/** Goes there as somebody without a mouse does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible()
  const there = () => target.evaluate((element) => element === document.activeElement)
  for (let presses = 0; presses < 40 && !(await there()); presses += 1) await page.keyboard.press('Tab')
  await expect(target).toBeFocused()
}

test('sign in, find a failover, get help, change the clock and sign out by keyboard alone', async ({
  page,
  context,
  startStack,
}) => {
  const { url, simulator } = await startStack({
    simulator: { scenarios: ['clean'], speed: 4 },
    signedIn: null,
  })
  await page.goto(url)
  await tabTo(page, page.getByRole('textbox', { name: 'Account name' }))
  await page.keyboard.type(STAFF.admin.username)
  await page.keyboard.press('Tab')
  await page.keyboard.type(STAFF.admin.password)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Failovers', level: 1 })).toBeVisible()
  const plan = await page.getByRole('heading', { level: 3 }).first().textContent()

  await page.keyboard.press('Control+k')
  const palette = page.getByRole('dialog', { name: 'Command palette' })
  await expect(palette.getByRole('combobox')).toBeFocused()
  await expect(palette.getByRole('option').first()).toBeVisible()
  expect(await faultsOf(page)).toEqual([])
  await page.keyboard.type((plan ?? '').slice(0, 6).toLowerCase())
  await expect(palette.getByRole('option', { selected: true })).toContainText(plan ?? '')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`${url}/sessions/${simulator.sessionIds.clean}`)
  await expect(palette).toBeHidden()
  await expect(rows(page)).toHaveCount(14)

  await page.keyboard.press('?')
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(help).toContainText('Open the command palette')
  expect(await faultsOf(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(help).toBeHidden()

  const preferences = page.getByRole('button', { name: /Preferences/ })
  await tabTo(page, preferences)
  await page.keyboard.press('Enter')
  const panel = page.getByRole('dialog', { name: 'Preferences' })
  await tabTo(page, panel.getByRole('radio', { name: '24 h' }))
  await page.keyboard.press('ArrowRight')
  await expect(page.getByTestId('freshness').locator('time').first()).toHaveText(/[AP]M UTC$/)
  await tabTo(page, panel.getByRole('combobox'))
  await page.keyboard.type('kolk')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('freshness').locator('time').first()).toHaveText(/[AP]M UTC\+05:30$/)
  expect(await faultsOf(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(preferences).toBeFocused()

  await page.keyboard.press('z')
  const card = page.getByRole('dialog', { name: 'One moment in several zones' })
  await expect(card).toContainText(/\d [AP]M UTC(?!\+)/)
  await expect(card.getByRole('button', { name: 'Copy as ISO 8601' })).toBeFocused()
  expect(await faultsOf(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(preferences).toBeFocused()

  await page.keyboard.press('Control+k')
  await page.keyboard.type('sign out')
  await expect(palette.getByRole('option', { selected: true })).toContainText('Sign out')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/sign-in/)
  // Whoever signs in next at this desk reads the same clock.
  const kept = Object.fromEntries((await context.cookies()).map(({ name, value }) => [name, value]))
  expect(kept).toMatchObject({ time_zone: 'Asia%2FKolkata', clock: 'h12' })
})

test('the pointer has all zones of a time, a press keeps them, and the page goes on', async ({
  page,
  context,
  startStack,
}) => {
  const { url } = await startStack({ simulator: { scenarios: ['clean'], speed: 4 } })
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(`${url}/health`)
  const time = page.locator('main time').last()
  const card = page.getByRole('dialog', { name: 'One moment in several zones' })
  await time.hover()
  await expect(card).toContainText('Europe/Berlin')
  await card.hover()
  await expect(card).toBeVisible()
  await page.getByRole('heading', { level: 1 }).hover()
  await expect(card).toBeHidden()
  await time.click()
  const at = await card.locator('code').textContent()
  await card.getByRole('button', { name: 'Copy as ISO 8601' }).click()
  await expect(card.getByRole('button', { name: 'Copied' })).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(at)
  await page.keyboard.press('Escape')
  await expect(card).toBeHidden()
})

test('at 400 % zoom nothing is lost and no page scrolls sideways', async ({ page, startStack }) => {
  test.setTimeout(240_000)
  const { url, simulator } = await startStack({ simulator: { scenarios: ['failures'], speed: 60 } })
  const session = `/sessions/${simulator.sessionIds.failures}`
  // 1280 × 1024 at 400 %.
  await page.setViewportSize({ width: 320, height: 256 })
  await page.goto(`${url}${session}`)
  await expect(rows(page)).toHaveCount(14, { timeout: 40_000 })
  const point = await pointPath(page, rows(page).first())
  const paths = ['/', session, `${session}#log`, point, `${session}/report`]
  for (const path of [
    ...paths,
    '/share-links',
    '/share-links/provider',
    '/screens',
    '/people',
    '/audit',
    '/health',
  ]) {
    await page.goto('about:blank')
    await page.goto(`${url}${path}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(`${path} ${width}`).toBe(`${path} 320`)
    for (const action of ['Commands', /Preferences/, 'Sign out']) {
      const button = page.getByRole('banner').getByRole('button', { name: action })
      // What is still being read may make the page longer in the very moment.
      await expect(
        async () => {
          await button.scrollIntoViewIfNeeded()
          await expect(button).toBeInViewport({ ratio: 1, timeout: 500 })
        },
        `${String(action)} on ${path}`,
      ).toPass({ timeout: 15_000 })
    }
  }
  await page.getByRole('button', { name: /Preferences/ }).click()
  const field = page.getByRole('dialog', { name: 'Preferences' }).getByRole('combobox')
  await field.scrollIntoViewIfNeeded()
  await expect(field).toBeInViewport()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await expect(
    page.getByRole('dialog', { name: 'Command palette' }).getByRole('option').first(),
  ).toBeInViewport()
})

test('who wants less motion gets none', async ({ page, startStack }) => {
  const { url, simulator } = await startStack({ simulator: { scenarios: ['clean'], speed: 4 } })
  const session = `${url}/sessions/${simulator.sessionIds.clean}`
  const moving = () => page.evaluate(() => document.getAnimations().length)
  await page.goto(session)
  await expect(rows(page)).toHaveCount(14)
  await expect.poll(moving).toBeGreaterThan(0)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  for (const path of [session, url, `${session}#progress`]) {
    await page.goto('about:blank')
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
    expect(await moving()).toBe(0)
  }
  await page.keyboard.press('Control+k')
  await expect(
    page.getByRole('dialog', { name: 'Command palette' }).getByRole('option').first(),
  ).toBeVisible()
  expect(await moving()).toBe(0)
})

test('on paper a failover is light, whole and without what cannot be pressed there', async ({
  page,
  startStack,
}) => {
  const { url, simulator } = await startStack({ simulator: { scenarios: ['failures'], speed: 60 } })
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto(`${url}/sessions/${simulator.sessionIds.failures}`)
  await expect(rows(page)).toHaveCount(14, { timeout: 40_000 })
  const light = (selector: string): Promise<boolean> =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => {
        const [red = 0] = getComputedStyle(element).backgroundColor.match(/\d+/g)?.map(Number) ?? []
        return red > 200
      })
  expect(await light('body')).toBe(false)
  await page.emulateMedia({ colorScheme: 'dark', media: 'print' })
  expect(await light('body')).toBe(true)
  expect(await light('.card')).toBe(true)
  await expect(page.getByRole('banner')).toBeHidden()
  await expect(rows(page)).toHaveCount(14)
  await expect(rows(page).last()).toBeVisible()
  const stuck = await page.evaluate(() =>
    [...document.querySelectorAll('main *')].flatMap((element) =>
      element.getClientRects().length > 0 && /sticky|fixed/.test(getComputedStyle(element).position)
        ? [element.tagName]
        : [],
    ),
  )
  expect(stuck).toEqual([])
})
