import type { Page } from '@playwright/test'
import { startOpenIdProvider } from '../openid-provider'
import { faultsOf } from './axe'
import { expect, level, makeLocalAccount, rows, signIn, STAFF, test, type SignIn } from './stack'

const nameField = (page: Page) => page.getByRole('textbox', { name: 'Account name', exact: true })
const passwordField = (page: Page) => page.getByLabel('Password', { exact: true })
const submit = (page: Page) => page.getByRole('button', { name: 'Sign in', exact: true })
const failure = (page: Page) => page.getByTestId('sign-in-failure')

async function fillIn(page: Page, { username, password }: SignIn): Promise<void> {
  await nameField(page).fill(username)
  await passwordField(page).fill(password)
  await submit(page).click()
}

async function expectClean(page: Page, what: string): Promise<void> {
  expect(await faultsOf(page), what).toEqual([])
  const [wide, width] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth])
  expect(wide, what).toBe(width)
}

test('a wrong password, the right one, the page that was asked for, and out again', async ({
  page,
  startStack,
}) => {
  const { url, simulator } = await startStack({
    simulator: { scenarios: ['clean'], speed: 20 },
    signedIn: null,
  })
  const asked = `/sessions/${simulator.sessionIds.clean}?from=a%26b`
  await page.goto(`${url}${asked}`)
  await expect(page).toHaveURL(`${url}/sign-in?from=${encodeURIComponent(asked)}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in')
  await expect(page.getByText('single sign-on')).toHaveCount(0)
  await expect(nameField(page)).toHaveAttribute('autocomplete', 'username')
  await expect(passwordField(page)).toHaveAttribute('autocomplete', 'current-password')

  await fillIn(page, { username: 'operator', password: 'a secret that is wrong' })
  await expect(failure(page)).toContainText('Name or password is wrong')
  await expect(failure(page)).toBeFocused()
  await expect(nameField(page)).toHaveValue('operator')
  await expect(passwordField(page)).toHaveValue('')
  expect(page.url()).not.toContain('secret')

  await passwordField(page).fill(STAFF.viewer.password)
  await passwordField(page).press('Enter')
  await expect(page).toHaveURL(`${url}${asked}`)
  // The first to look at this run waits for Enterprise Manager.
  await expect(rows(page)).toHaveCount(14, { timeout: 40_000 })
  await expect(page.getByRole('banner')).toContainText('Viewer')
  // Whoever is signed in has no business there.
  await page.goto(`${url}/sign-in?from=%2F`)
  await expect(page).toHaveURL(`${url}/`)

  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(`${url}/sign-in`)
  await page.goto(`${url}${asked}`)
  await expect(page).toHaveURL(/\/sign-in\?from=/)
  expect((await page.request.get(`${url}/api/sessions`)).status()).toBe(401)
  // The address of a sign-in page leads nowhere else.
  await page.goto(`${url}/sign-in?from=${encodeURIComponent('//evil.example/')}`)
  await fillIn(page, STAFF.viewer)
  await expect(page).toHaveURL(`${url}/`)
})

test('a sign-in that ends while a page is open: the page says so, and leads back after the next one', async ({
  page,
  browser,
  startStack,
}) => {
  test.setTimeout(180_000)
  const { url, simulator } = await startStack({
    simulator: { scenarios: ['long'] },
    signedIn: STAFF.viewer,
  })
  const failover = `${url}/sessions/${simulator.sessionIds.long}`
  await page.goto(failover)
  await expect(rows(page).first()).toBeVisible()
  const context = await browser.newContext()
  await signIn(context, url, STAFF.admin)
  const admin = await context.newPage()
  await admin.goto(`${url}/people`)
  const row = admin.getByRole('listitem').filter({ hasText: '\\operator' }).first()
  await row.getByText('1 sign-in in force').click()
  await row.getByRole('button', { name: /^End the sign-in of .*operator/ }).click()
  await expect(row).toContainText('Not signed in')
  await context.close()

  const banner = page.getByTestId('problem-banner')
  await expect(banner).toContainText('You are signed out', { timeout: 30_000 })
  // What was read stays, and does not claim to be live.
  await expect(rows(page).first()).toBeVisible()
  await expect(level(page)).not.toHaveAttribute('data-level', 'live')
  await banner.getByRole('link', { name: 'Sign in' }).click()
  await fillIn(page, STAFF.viewer)
  await expect(page).toHaveURL(failover)
  await expect(level(page)).toHaveAttribute('data-level', 'live')
})

test('an administrator lowers a role: the next request of the person is refused', async ({
  page,
  browser,
  startStack,
}) => {
  const { url } = await startStack({ simulator: { scenarios: ['clean'] } })
  const context = await browser.newContext()
  await signIn(context, url, STAFF.operator)
  expect((await context.request.get(`${url}/api/people`)).status()).toBe(403)
  await page.goto(`${url}/people`)
  const own = page.getByRole('listitem').filter({ hasText: '\\monitor' }).first()
  await expect(own).toContainText('Another administrator can change your role.')
  await expect(own.getByRole('combobox')).toHaveCount(0)
  const row = page.getByRole('listitem').filter({ hasText: '\\portal' }).first()
  const role = row.getByRole('combobox')
  await role.selectOption('Administrator')
  await row.getByRole('button', { name: 'Save' }).click()
  await expect(row).toContainText(/Set by .*monitor/)
  expect((await context.request.get(`${url}/api/people`)).status()).toBe(200)
  await role.selectOption('No access')
  await expect(row).toContainText('Ends all sign-ins of this person at once.')
  await row.getByRole('button', { name: 'Cancel' }).click()
  await expect(role).toHaveValue('admin')
  await role.selectOption('No access')
  await row.getByRole('button', { name: 'Save' }).click()
  await expect(row).toContainText('Not signed in')
  expect((await context.request.get(`${url}/api/sessions`)).status()).toBe(401)
  await context.close()
})

test('Enterprise Manager is down: who is signed in goes on, and a local account gets in', async ({
  page,
  browser,
  startStack,
}) => {
  test.setTimeout(120_000)
  const { url, simulator, dataDir } = await startStack({ simulator: { scenarios: ['clean'], speed: 4 } })
  const failover = `${url}/sessions/${simulator.sessionIds.clean}`
  await page.goto(failover)
  await expect(rows(page)).toHaveCount(14)
  await makeLocalAccount(dataDir, 'operator')
  simulator.setFault({ kind: 'reset' })
  await expect(page.getByTestId('problem-banner')).toBeVisible({ timeout: 30_000 })
  await page.reload()
  await expect(rows(page)).toHaveCount(14)

  const context = await browser.newContext()
  const other = await context.newPage()
  await other.goto(failover)
  await fillIn(other, STAFF.viewer)
  await expect(failure(other)).toContainText('Enterprise Manager cannot be reached')
  await expect(failure(other)).toContainText(/has not answered the monitor since .*UTC/)
  await failure(other).getByRole('button', { name: 'Use a local account' }).click()
  const localName = other.getByLabel('Local account name')
  await expect(localName).toBeFocused()
  await localName.fill('Night')
  await other.getByLabel('Local password').fill('wrong horse battery')
  await other.getByLabel('Local password').press('Enter')
  await expect(failure(other)).toContainText('no local account with this name and password')
  await other.getByLabel('Local password').fill('correct horse battery')
  await other.getByLabel('Local password').press('Enter')
  await expect(other).toHaveURL(failover)
  await expect(rows(other)).toHaveCount(14)
  await expect(other.getByRole('banner')).toContainText('Operator')
  await context.close()
})

test('too many wrong passwords: Enterprise Manager is left alone, and the page counts down', async ({
  page,
  startStack,
}) => {
  const { url, simulator } = await startStack({ simulator: { scenarios: [] }, signedIn: null })
  await page.goto(`${url}/sign-in`)
  const logons = () =>
    simulator.requests().filter(({ method, path }) => method === 'POST' && /sessionMngr/.test(path)).length
  for (let n = 0; n < 5; n += 1) {
    await fillIn(page, { username: 'PROVIDER\\vera', password: `guess ${n}` })
    await expect(failure(page)).toHaveAttribute('data-code', 'sign_in_refused')
    await expect(passwordField(page)).toHaveValue('')
  }
  const before = logons()
  await fillIn(page, { username: 'vera@provider.example', password: 'guess 6' })
  await expect(failure(page)).toContainText('Too many wrong passwords')
  const timer = failure(page).getByRole('timer')
  await expect(timer).toHaveText(/^You can try again in 14 min \d\d? s\.$/)
  const first = await timer.textContent()
  await expect(timer).not.toHaveText(first ?? '')
  expect(logons()).toBe(before)
})

test('single sign-on: a click, the provider, and back to the asked page with the role of the groups', async ({
  page,
  browser,
  startStack,
}) => {
  test.setTimeout(120_000)
  const provider = await startOpenIdProvider({
    vera: { name: 'Vera Viewer', groups: ['dr-viewers'] },
    adam: { name: 'Adam Admin', groups: ['dr-viewers', 'dr-admins'] },
    nora: { name: 'Nora Nobody', groups: ['everybody'] },
  })
  const { url } = await startStack({
    simulator: { scenarios: ['clean'] },
    signedIn: null,
    env: {
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: provider.clientId,
      OIDC_CLIENT_SECRET: provider.clientSecret,
      OIDC_ROLE_MAP: 'dr-viewers=viewer,dr-admins=admin',
    },
  })
  const single = (on: Page) => on.getByRole('link', { name: 'Sign in with single sign-on' })
  // The provider has not started yet.
  await page.goto(`${url}/people`)
  await single(page).click()
  await expect(failure(page)).toContainText('The sign-on service does not answer')
  await expect(page).toHaveURL(/\/sign-in\?error=unreachable&from=%2Fpeople$/)
  await provider.register(`${url}/api/auth/callback/oidc`)

  const logIn = async (on: Page, account: string): Promise<void> => {
    await single(on).click()
    await expect(on.getByRole('heading', { name: 'Log in at the provider' })).toBeVisible()
    await on.getByLabel('Account').fill(account)
    await on.getByRole('button', { name: 'Log in' }).click()
  }
  await logIn(page, 'adam')
  await expect(page).toHaveURL(`${url}/people`)
  await expect(page.getByRole('banner')).toContainText('Adam Admin')
  await expect(page.getByRole('banner')).toContainText('Administrator')
  await expect(page.getByRole('listitem').filter({ hasText: 'Adam Admin' }).first()).toContainText(
    'Administrator, as single sign-on says',
  )

  for (const [account, then] of [
    [
      'vera',
      async (on: Page) => {
        await expect(on).toHaveURL(`${url}/people`)
        await expect(on.getByTestId('not-allowed')).toContainText('Your role does not allow this')
      },
    ],
    [
      'nora',
      async (on: Page) => {
        await expect(failure(on)).toContainText('none of your groups has a role')
        await expect(failure(on)).toBeFocused()
        expect((await on.request.get(`${url}/api/sessions`)).status()).toBe(401)
      },
    ],
  ] as const) {
    const context = await browser.newContext()
    const on = await context.newPage()
    await on.goto(`${url}/people`)
    await logIn(on, account)
    await then(on)
    await context.close()
  }
  const context = await browser.newContext()
  const on = await context.newPage()
  await on.goto(`${url}/`)
  await single(on).click()
  await on.getByRole('button', { name: 'Turn back' }).click()
  await expect(failure(on)).toContainText('did not let you through')
  await context.close()
  await provider.close()
})

test('without scripts the page says that it needs them, and sends no password anywhere', async ({
  browser,
  startStack,
}) => {
  const { url } = await startStack({ simulator: { scenarios: [] }, signedIn: null })
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`${url}/sign-in`)
  // The emulation does not render the element, and the test library reads no text in it.
  const html = await (await page.request.get(`${url}/sign-in`)).text()
  expect(html).toMatch(/<noscript><p[^>]*>Signing in needs JavaScript/)
  await expect(submit(page)).toBeDisabled()
  await nameField(page).fill('monitor')
  await passwordField(page).fill('monitor-secret')
  await passwordField(page).press('Enter')
  expect(page.url()).toBe(`${url}/sign-in`)
  await context.close()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`sign-in and people are clean and work by keyboard, ${colorScheme}, at 360 and 1440 px`, async ({
    page,
    context,
    startStack,
  }) => {
    test.setTimeout(300_000)
    const { url } = await startStack({
      simulator: { scenarios: ['clean'] },
      signedIn: null,
      env: { OIDC_ISSUER: 'http://127.0.0.1:9', OIDC_CLIENT_ID: 'a', OIDC_ROLE_MAP: 'a=admin' },
    })
    await page.emulateMedia({ colorScheme })
    for (const width of [1440, 360]) {
      await page.setViewportSize({ width, height: 900 })
      await page.goto(`${url}/sign-in?error=refused&from=/people`)
      await expect(failure(page)).toBeFocused()
      await expect(submit(page)).toBeEnabled()
      await expectClean(page, `single sign-on refused at ${width} px`)
      await page.goto(`${url}/sign-in`)
      await page.getByText('Enterprise Manager is down?').click()
      await expect(page.getByLabel('Local password')).toBeVisible()
      await expectClean(page, `local account at ${width} px`)
      await fillIn(page, { username: 'monitor', password: 'wrong' })
      await expect(failure(page)).toBeFocused()
      await expectClean(page, `refused at ${width} px`)
    }
    // By keyboard alone, from the failure on: single sign-on, name, password, its eye, sign in.
    await page.keyboard.press('Tab')
    await expect(page.getByRole('link', { name: 'Sign in with single sign-on' })).toBeFocused()
    await page.keyboard.press('Tab')
    await expect(nameField(page)).toBeFocused()
    await page.keyboard.press('Tab')
    await page.keyboard.type(STAFF.admin.password)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await expect(passwordField(page)).toHaveAttribute('type', 'text')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(`${url}/`)

    await signIn(context, url, STAFF.admin)
    // A browser of their own each: a second sign-in in one ends the first.
    for (const account of [STAFF.operator, STAFF.viewer]) {
      const other = await context.browser()?.newContext()
      if (other) await signIn(other, url, account)
      await other?.close()
    }
    for (const width of [1440, 360]) {
      await page.setViewportSize({ width, height: 900 })
      await page.goto(`${url}/people`)
      const row = page.getByRole('listitem').filter({ hasText: '\\portal' }).first()
      await row.getByText('1 sign-in in force').click()
      await row.getByRole('combobox').selectOption('No access')
      await expect(row.getByRole('button', { name: 'Save' })).toBeVisible()
      await expectClean(page, `people at ${width} px`)
    }
  })
}
