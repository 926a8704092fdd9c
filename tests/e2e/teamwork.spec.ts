import type { BrowserContext, Page } from '@playwright/test'
import { faultsOf } from './axe'
import { expect, rows, signIn, STAFF, test } from './stack'

const attention = (page: Page) => page.getByTestId('attention')
const banner = (page: Page) => page.getByTestId('temporary')
const notes = (page: Page) => page.getByTestId('notes')

const post = async (context: BrowserContext, url: string, path: string, data: unknown) => {
  const reply = await context.request.post(`${url}${path}`, { headers: { Origin: url }, data })
  return { status: reply.status(), body: (await reply.json()) as Record<string, string> } // safe: the contract's replies
}

/** Another browser, approved as a wall for all. */
async function openWall(context: BrowserContext, operator: BrowserContext, url: string): Promise<Page> {
  const wall = await context.newPage()
  const paired = wall.waitForResponse((reply) => reply.url().endsWith('/api/screens/pairing'))
  await wall.goto(`${url}/wall`)
  const { code } = (await (await paired).json()) as { code: string } // safe: the contract's own reply
  const approved = await post(operator, url, `/api/screens/${code}/approve`, {
    name: 'NOC',
    scope: { kind: 'all' },
  })
  expect(approved.status).toBe(201)
  return wall
}

test('a failure is acknowledged by one person; the other, the list and the wall see it, and it is withdrawn', async ({
  page,
  context,
  browser,
  startStack,
}) => {
  test.setTimeout(240_000)
  const { url, simulator } = await startStack({
    simulator: { scenarios: ['failures'], speed: 20 },
    signedIn: STAFF.operator,
  })
  const [second, screen] = [await browser.newContext(), await browser.newContext()]
  await signIn(second, url, STAFF.viewer)
  const wall = await openWall(screen, context, url)
  const session = `${url}/sessions/${simulator.sessionIds.failures}`
  await page.goto(session)
  await expect(
    attention(page)
      .getByRole('button', { name: /^Acknowledge/ })
      .first(),
  ).toBeVisible({
    timeout: 60_000,
  })
  const other = await second.newPage()
  await other.goto(session)
  await expect(attention(other)).toBeVisible()
  await expect(other.getByRole('button', { name: /Acknowledge/ })).toHaveCount(0)

  // Whatever else fails while the run goes on is another failure: the end is waited for.
  await expect(page.getByTestId('state')).toContainText(/Failed/, { timeout: 120_000 })
  await page.keyboard.press('a')
  const dialog = page.getByRole('dialog', { name: /^Acknowledge/ })
  await expect(dialog.getByRole('textbox', { name: 'Reason' })).toBeFocused()
  await expect(dialog).toContainText('It is shown as said by')
  await dialog.getByRole('button', { name: 'Acknowledge' }).click()
  await expect(dialog.getByText('Say in a few words what is known or done.')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Host is full, memory is on its way')
  expect(await faultsOf(page)).toEqual([])
  // The sign-in has ended meanwhile: what was typed stands there after the next one.
  await context.clearCookies()
  await dialog.getByRole('button', { name: 'Acknowledge' }).click()
  await expect(dialog.getByRole('link', { name: 'Sign in' })).toBeVisible()
  await signIn(context, url, STAFF.operator)
  await page.goto(session)
  await expect(dialog.getByRole('textbox', { name: 'Reason' })).toHaveValue(
    'Host is full, memory is on its way',
  )
  await dialog.getByRole('button', { name: 'Acknowledge' }).click()
  await expect(dialog).toBeHidden()
  const lines = (where: Page) => attention(where).getByTestId('acknowledged')
  // The VM's: the run's own message only sums up.
  for (const where of [page, other]) await expect(lines(where)).toHaveCount(1)
  await expect(attention(other)).toContainText('Message of the failover session')
  await expect(lines(other).first()).toContainText(/^Acknowledged by .*: Host is full, memory is on its way/)
  await expect(other.getByRole('button', { name: /Withdraw/ })).toHaveCount(0)
  await expect(wall.getByTestId('wall-acknowledged')).toContainText('acknowledged by')

  await page.getByRole('button', { name: /^Withdraw the acknowledgement of/ }).click()
  for (const where of [page, other]) await expect(lines(where)).toHaveCount(0)
  await expect(wall.getByTestId('wall-acknowledged')).toHaveCount(0)
  const id = simulator.sessionIds.failures
  const refused = [
    await post(second, url, `/api/sessions/${id}/acknowledge`, { keys: [null], reason: 'a' }),
    await post(second, url, `/api/sessions/${id}/notes`, { text: 'a' }),
    await post(second, url, `/api/sessions/${id}/finalisation`, { outcome: 'undone' }),
  ]
  expect(refused.map(({ status }) => status)).toEqual([403, 403, 403])
  for (const one of [second, screen]) await one.close()
})

test('a note is written, kept over a failure, published and withdrawn; the outcome is recorded, once', async ({
  page,
  context,
  browser,
  startStack,
}) => {
  test.setTimeout(240_000)
  const { url, simulator } = await startStack({
    simulator: { scenarios: ['clean'], speed: 60 },
    signedIn: STAFF.operator,
  })
  const id = simulator.sessionIds.clean
  const link = await post(context, url, '/api/share-links', { sessionId: id, label: 'ABC Company' })
  expect(link.status).toBe(201)
  const tenant = await browser.newContext()
  const letter = await tenant.newPage()
  await letter.goto(link.body['url'] ?? '')

  await page.goto(`${url}/sessions/${id}`)
  await expect(rows(page).first()).toBeVisible({ timeout: 40_000 })
  const text = notes(page).getByRole('textbox', { name: 'New note' })
  await text.fill('Power is back in hall 2')
  // What is typed outlives the page.
  await page.reload()
  await expect(text).toHaveValue('Power is back in hall 2')
  await notes(page)
    .getByRole('checkbox', { name: /ABC Company/ })
    .check()
  await page.route('**/notes', (route) => route.abort(), { times: 1 })
  await notes(page).getByRole('button', { name: 'Write and publish' }).click()
  await expect(notes(page).getByRole('alert')).toBeVisible()
  await expect(text).toHaveValue('Power is back in hall 2')
  await notes(page).getByRole('button', { name: 'Write and publish' }).click()
  await expect(notes(page).locator('[data-note]')).toContainText('published to 1 link')
  await expect(text).toHaveValue('')
  await expect(letter.getByText('Power is back in hall 2')).toBeVisible({ timeout: 30_000 })
  await notes(page)
    .getByRole('button', { name: /^Withdraw the note/ })
    .click()
  await notes(page).getByRole('button', { name: 'Withdraw note' }).click()
  await expect(notes(page).locator('[data-note]')).toHaveCount(0)
  await expect(letter.getByText('Power is back in hall 2')).toHaveCount(0, { timeout: 30_000 })

  await expect(banner(page)).toContainText('Failover is temporary', { timeout: 60_000 })
  await expect(banner(page).getByRole('button', { name: 'Record the outcome' })).toBeVisible({
    timeout: 120_000,
  })
  await banner(page).getByRole('button', { name: 'Record the outcome' }).click()
  const dialog = page.getByRole('dialog', { name: 'What became of this failover' })
  await expect(dialog).toBeVisible()
  // Somebody else is quicker.
  const first = await post(context, url, `/api/sessions/${id}/finalisation`, { outcome: 'undone' })
  expect(first.status).toBe(200)
  await dialog.getByRole('radio', { name: /Made permanent/ }).check()
  await dialog.getByRole('textbox', { name: /Note/ }).fill('New home')
  await dialog.getByRole('button', { name: 'Record', exact: true }).click()
  await expect(dialog.getByRole('alert')).toContainText('has recorded that it was undone')
  expect(await faultsOf(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Record', exact: true }).click()
  await expect(dialog).toBeHidden()
  await expect(banner(page)).toContainText('Made permanent')
  await expect(banner(page)).toContainText('New home')

  await context.clearCookies()
  await signIn(context, url, STAFF.viewer)
  await page.reload()
  await expect(banner(page)).toContainText('Made permanent')
  await expect(banner(page).getByRole('button')).toHaveCount(0)
  await expect(notes(page)).toContainText('No notes on this run.')
  await expect(notes(page).getByRole('textbox')).toHaveCount(0)
  expect(await faultsOf(page)).toEqual([])
  await context.clearCookies()
  await signIn(context, url, STAFF.admin)
  await page.goto(`${url}/audit`)
  for (const action of ['run_noted', 'run_note_withdrawn', 'run_finalised'])
    await expect(page.locator(`[data-event=${action}]`).first()).toBeVisible()
  await expect(page.locator('[data-event=run_finalised]').first()).toContainText(
    'Outcome: made permanent, before: undone',
  )
  await tenant.close()
})
