import { gzipSync } from 'node:zlib'
import type { BrowserContext, Page } from '@playwright/test'
import { paths } from '@/lib/api/paths'
import { sessionReplySchema } from '@/lib/api/replies'
import { pairingReplySchema, screenListReplySchema, wallReplySchema } from '@/lib/api/screen-replies'
import { faultsOf } from './axe'
import { expect, signIn, STAFF, test, type Stack } from './stack'

/** A display of its own: nothing of the staff's browser is in it. */
async function openWall(context: BrowserContext, { url }: Stack, size = { width: 1920, height: 1080 }) {
  const browser = context.browser()
  if (browser === null) throw new Error('no browser')
  const tv = await browser.newContext({ viewport: size, locale: 'en-GB', timezoneId: 'Europe/Berlin' })
  const page = await tv.newPage()
  await page.goto(`${url}/wall`)
  return { tv, page }
}

async function codeOn(page: Page): Promise<string> {
  const letters = page.getByTestId('wall-code-letters').locator('[aria-hidden]')
  await expect(letters).toHaveCount(2)
  const code = (await letters.allTextContents()).join('')
  expect(code).toMatch(/^[CDFGHJKMNPRTVWXY2345789]{6}$/)
  return code
}

const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
const downwards = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollHeight - document.documentElement.clientHeight)

/** The smallest text that is shown, px. */
const smallestText = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const sizes = [...document.querySelectorAll<HTMLElement>('body *')]
      .filter((element) => !element.closest('noscript, script, style, .sr-only'))
      .filter((element) =>
        [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()),
      )
      .filter((element) => element.getClientRects().length > 0)
      .map((element) => Number.parseFloat(getComputedStyle(element).fontSize))
    // The screen's width goes into it, in fractions.
    return Math.round(Math.min(...sizes) * 100) / 100
  })

/** Somebody knows of every failure of the run. @returns how many there were */
async function acknowledgeAll(context: BrowserContext, { url }: Stack, id: string): Promise<number> {
  const reply = await context.request.get(`${url}${paths.session(id)}`)
  const { session } = sessionReplySchema.parse(await reply.json())
  const keys = session.tasks.filter(({ result }) => result === 'Failed').map(({ key }) => key)
  const said = await context.request.post(`${url}${paths.acknowledge(id)}`, {
    data: { keys, reason: 'The host is full; memory is on its way' },
    headers: { Origin: url },
  })
  expect(said.ok(), await said.text()).toBe(true)
  return keys.length
}

test('a wall is paired by its code and goes on without anybody signed in, through a restart, until it is withdrawn', async ({
  page,
  context,
  startStack,
}) => {
  test.setTimeout(180_000)
  const stack = await startStack({
    // No history: the last results of other days would stand beside the two once they are over.
    // Slow until the screen has looked: what failed before takes nothing over.
    simulator: { scenarios: ['failures', 'clean'], speed: 0.5, historySessions: 0 },
    signedIn: STAFF.operator,
  })
  const { tv, page: wall } = await openWall(context, stack)
  const code = await codeOn(wall)
  await expect(wall.getByText(`${stack.url}/screens`)).toBeVisible()
  await expect(
    wall.getByRole('img', { name: `Square code that leads to ${stack.url}/screens` }),
  ).toBeVisible()
  await expect(wall.getByText(/This code ends in 9 min \d\d s/)).toBeVisible()
  expect(await smallestText(wall)).toBeGreaterThanOrEqual(28)
  expect([await sideways(wall), await downwards(wall)]).toEqual([0, 0])
  expect(await faultsOf(wall)).toEqual([])
  const [cookie] = await tv.cookies()
  expect(cookie).toMatchObject({ name: 'failover-screen', httpOnly: true, sameSite: 'Lax' })

  // Staff come with the code of the square, in whatever way it is typed.
  await page.goto(`${stack.url}/screens?code=${code}`)
  await expect(page.getByLabel('Code on the screen')).toHaveValue(code)
  await expect(page.getByText('No screen is paired yet')).toBeVisible()
  await page.getByLabel('Code on the screen').fill(`${code.slice(0, 3)} ${code.slice(3)}`.toLowerCase())
  await page.getByLabel('Name').fill('Control room')
  await page.getByRole('button', { name: 'Pair the screen' }).click()
  await expect(page.getByTestId('screens-done')).toContainText('Control room is paired')
  const card = page.getByRole('listitem', { name: 'Control room' })
  await expect(card).toContainText('All active failovers')

  // By itself: nobody has touched it.
  await expect(wall.getByTestId('wall-tile')).toHaveCount(2)
  await expect(wall.getByText('Meridian Foods DR')).toBeVisible()
  stack.simulator.setSpeed(30)
  // Its failure has the whole screen, until somebody says that they know.
  const takeover = wall.getByTestId('wall-takeover')
  await expect(takeover).toContainText('Meridian Foods DR', { timeout: 60_000 })
  expect(await smallestText(wall)).toBeGreaterThanOrEqual(28)
  expect([await sideways(wall), await downwards(wall)]).toEqual([0, 0])
  expect(await faultsOf(wall)).toEqual([])
  // Its end adds no failure: a VM tells why.
  await expect(takeover).toContainText(/Failed/, { timeout: 60_000 })
  expect(await acknowledgeAll(context, stack, stack.simulator.sessionIds.failures)).toBeGreaterThan(0)
  await expect(takeover).toHaveCount(0)
  await expect(wall.getByTestId('wall-tile').first()).toContainText('Meridian Foods DR')
  await expect(wall.getByTestId('wall-tile').first()).toContainText(/Failed/)
  await expect(wall.getByTestId('wall-level')).toHaveAttribute('data-level', 'live')
  await expect(wall.getByText('Control room', { exact: true })).toBeVisible()
  await expect(wall.getByTestId('wall-clock')).toContainText(/^\d\d:\d\d:\d\d UTC/)
  await expect(wall.getByText(/^\d\d:\d\d (CET|GMT\+1)$/)).toBeVisible()
  expect(await smallestText(wall)).toBeGreaterThanOrEqual(28)
  expect([await sideways(wall), await downwards(wall)]).toEqual([0, 0])
  expect(await faultsOf(wall)).toEqual([])
  await expect(card).toContainText(/In contact, /, { timeout: 20_000 })

  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  await stack.stopServer()
  await expect(wall.getByText(/The monitor does not answer/).first()).toBeVisible()
  await expect(wall.getByTestId('wall-level')).toHaveAttribute('data-level', /late|stale/)
  await expect(wall.getByTestId('wall-tile')).toHaveCount(2)
  await stack.startServer()
  await expect(wall.getByTestId('wall-level')).toHaveAttribute('data-level', 'live', { timeout: 30_000 })
  await wall.reload()
  await expect(wall.getByTestId('wall-tile')).toHaveCount(2)

  await signIn(context, stack.url, STAFF.operator)
  await page.goto(`${stack.url}/screens`)
  await card.getByRole('button', { name: 'Withdraw Control room' }).click()
  await expect(card.getByRole('button', { name: 'Keep it' })).toBeFocused()
  await card.getByRole('button', { name: 'Withdraw it' }).click()
  await expect(wall.getByText(/This screen was withdrawn at \d\d:\d\d:\d\d UTC/)).toBeVisible({
    timeout: 30_000,
  })
  await expect(wall.getByTestId('wall-tile')).toHaveCount(0)
  await expect(wall.getByText('Meridian Foods DR')).toHaveCount(0)
  // How to go on stands beside the reason.
  expect(await codeOn(wall)).not.toBe(code)
  expect(await smallestText(wall)).toBeGreaterThanOrEqual(28)
  expect([await sideways(wall), await downwards(wall)]).toEqual([0, 0])
  expect(await faultsOf(wall)).toEqual([])
  await expect(page.getByText('Control room, withdrawn')).toBeVisible()
  await tv.close()
})

test('a wall says what is the matter, and since when', async ({ context, startStack }) => {
  test.setTimeout(120_000)
  const stack = await startStack({ simulator: { scenarios: [] }, signedIn: STAFF.operator })
  const { tv, page: wall } = await openWall(context, stack)
  const approve = async (): Promise<void> => {
    const reply = await context.request.post(`${stack.url}/api/screens/${await codeOn(wall)}/approve`, {
      data: { name: 'Hall', scope: { kind: 'all' } },
      headers: { Origin: stack.url },
    })
    expect(reply.status()).toBe(201)
  }
  await approve()
  await expect(wall.getByText('No failover is running')).toBeVisible({ timeout: 40_000 })
  await expect(wall.getByText(/(Last looked at|as of) \d\d:\d\d:\d\d UTC/)).toBeVisible()
  expect(await faultsOf(wall)).toEqual([])
  stack.simulator.setFault({ kind: 'reset' })
  await expect(wall.getByTestId('wall-level')).toContainText(
    /Stale since \d\d:\d\d:\d\d UTC · Enterprise Manager/,
    {
      timeout: 40_000,
    },
  )
  await expect(wall.getByText(/what has begun since is not known/i)).toBeVisible()
  expect([await sideways(wall), await downwards(wall)]).toEqual([0, 0])
  await stack.stopServer()
  await wall.reload().catch(() => undefined)
  await stack.startServer()
  await wall.goto(`${stack.url}/wall`)
  stack.simulator.setFault(null)
  await expect(wall.getByText('No failover is running')).toBeVisible({ timeout: 40_000 })
  await tv.close()
})

test('the wall loads little, and neither checker, texts nor themes of the console', async ({
  page,
  startStack,
}) => {
  const { url } = await startStack({ simulator: { scenarios: [] }, signedIn: null })
  const scripts: Promise<Buffer>[] = []
  page.on('response', (response) => {
    if (new URL(response.url()).pathname.endsWith('.js')) scripts.push(response.body())
  })
  await page.goto(`${url}/wall`)
  await codeOn(page)
  const bodies = await Promise.all(scripts)
  expect(bodies.length).toBeGreaterThan(3)
  const bytes = bodies.reduce((sum, body) => sum + gzipSync(body).length, 0)
  // An empty page takes 135.
  expect(bytes).toBeLessThanOrEqual(175_000)
  const code = bodies.map((body) => body.toString()).join('\n')
  for (const word of [
    'ZodError',
    'invalid_union',
    'IntlMessageFormat',
    'MISSING_MESSAGE',
    'enableColorScheme',
  ])
    expect([word, code.includes(word)]).toEqual([word, false])
})

test('the JSON of screens has the promised form', async ({ request, startStack }) => {
  const { url, simulator } = await startStack({
    simulator: { scenarios: ['twin-a', 'twin-b'], speed: 20 },
    signedIn: STAFF.operator,
  })
  const headers = { Origin: url }
  const pairing = await request.post(`${url}/api/screens/pairing`, { headers })
  expect(pairing.status()).toBe(200)
  const { code } = pairingReplySchema.parse(await pairing.json())
  const twin = simulator.sessionIds['twin-a']
  const approved = await request.post(`${url}/api/screens/${code}/approve`, {
    data: { name: 'Hall', scope: { kind: 'sessions', sessionIds: [twin] } },
    headers,
  })
  expect(approved.status()).toBe(201)
  await expect
    .poll(async () => {
      const wall = wallReplySchema.parse(await (await request.get(`${url}/api/wall`)).json())
      return wall.sessions.map(({ session }) => session.id)
    })
    .toEqual([twin])
  const list = screenListReplySchema.parse(await (await request.get(`${url}/api/screens`)).json())
  expect(list.tenants.map(({ name }) => name)).toContain('Cedar Clinics')
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the page of screens is clean in ${colorScheme}, empty, asked and filled, from 360 to 2560 px`, async ({
    page,
    startStack,
  }) => {
    test.setTimeout(300_000)
    const { url, simulator } = await startStack({
      simulator: { scenarios: ['failures', 'odd-names'], speed: 20 },
      signedIn: STAFF.operator,
    })
    await page.emulateMedia({ colorScheme })
    const check = async (what: string): Promise<void> => {
      for (const width of [2560, 1440, 768, 360]) {
        await page.setViewportSize({ width, height: 900 })
        expect([what, width, await sideways(page)]).toEqual([what, width, 0])
      }
      expect([what, await faultsOf(page)]).toEqual([what, []])
      await page.setViewportSize({ width: 1440, height: 900 })
      expect([what, await faultsOf(page)]).toEqual([what, []])
    }
    await page.goto(`${url}/screens`)
    await expect(page.getByText('No screen is paired yet')).toBeVisible()
    await check('empty')
    await page.getByRole('button', { name: 'Pair the screen' }).click()
    await expect(page.getByText('Give the screen a name.')).toBeVisible()
    await page.getByLabel('Code on the screen').fill('CCCCCC')
    await page.getByLabel('Name').fill('Nowhere')
    await page.getByRole('button', { name: 'Pair the screen' }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'No screen shows this code' })).toBeVisible()
    await check('refused')

    const headers = { Origin: url }
    const names = ['Hall', 'W'.repeat(60), 'شاشة غرفة التحكم <b>"1"</b>']
    for (const name of names) {
      const pairing = await page.request.post(`${url}/api/screens/pairing`, { headers })
      const { code } = pairingReplySchema.parse(await pairing.json())
      const scope = { kind: 'sessions', sessionIds: [simulator.sessionIds.failures] }
      await page.request.post(`${url}/api/screens/${code}/approve`, { data: { name, scope }, headers })
      // One jar holds one screen; the next is another device.
      await page.context().clearCookies({ name: 'failover-screen' })
    }
    await page.reload()
    const card = page.getByRole('listitem', { name: 'Hall' })
    await expect(card).toContainText('1 chosen failover')
    await card.getByRole('button', { name: 'Change Hall' }).click()
    await expect(card.getByLabel('Name')).toBeFocused()
    await card.getByLabel('Failovers of one tenant').check()
    await card.getByRole('button', { name: 'Save' }).click()
    await expect(card.getByText('Choose the tenant.')).toBeVisible()
    await check('changing')
    await card.getByLabel('Tenant', { exact: true }).selectOption({ label: 'Meridian Foods' })
    await card.getByLabel('Name').fill('Foyer')
    await card.getByRole('button', { name: 'Save' }).click()
    const renamed = page.getByRole('listitem', { name: 'Foyer' })
    await expect(renamed).toContainText('Failovers of Meridian Foods')
    await expect(renamed.getByRole('button', { name: 'Change Foyer' })).toBeFocused()
    await renamed.getByRole('button', { name: 'Withdraw Foyer' }).click()
    await check('asked')
    await renamed.getByRole('button', { name: 'Keep it' }).click()
    await expect(renamed.getByRole('button', { name: 'Withdraw Foyer' })).toBeFocused()
  })
}

test('viewers have no page of screens', async ({ page, startStack }) => {
  const { url } = await startStack({ simulator: { scenarios: [] }, signedIn: STAFF.viewer })
  await page.goto(`${url}/screens`)
  await expect(page.getByTestId('not-allowed')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Screens' })).toHaveCount(0)
})
