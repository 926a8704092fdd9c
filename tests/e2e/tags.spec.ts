import type { BrowserContext, Page } from '@playwright/test'
import { faultsOf } from './axe'
import { expect, openPoint, rows, signIn, STAFF, test } from './stack'

const tag = (page: Page) => page.getByTestId('tag')
const events = (page: Page) => page.locator('[data-event]')
const signInAs = async (context: BrowserContext, url: string, who: keyof typeof STAFF): Promise<void> => {
  await context.clearCookies()
  await signIn(context, url, STAFF[who])
}

test('an operator tags a run and sets its targets by keyboard; pages, list, report and audit say so', async ({
  page,
  context,
  startStack,
}) => {
  test.setTimeout(180_000)
  // Its end would bring the page other figures between one key and the next.
  const { url, simulator } = await startStack({
    simulator: { scenarios: ['clean'], speed: 2 },
    signedIn: STAFF.operator,
  })
  const session = `${url}/sessions/${simulator.sessionIds.clean}`
  await page.goto(session)
  await expect(rows(page).first()).toBeVisible({ timeout: 40_000 })

  await tag(page)
    .getByRole('button', { name: /Untagged/ })
    .focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText('What was this run?')).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  const chip = tag(page).getByRole('button', { name: 'Tag: Test' })
  await expect(chip).toBeVisible()
  await expect(chip).toBeFocused()
  await expect(page.getByText('What was this run?')).toBeHidden()

  await page.getByRole('button', { name: 'Set target: time to fail over' }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Recovery targets' })
  await expect(dialog.getByRole('group', { name: /RTO/ }).getByLabel('hours')).toBeFocused()
  await page.keyboard.type('1')
  await page.keyboard.press('Tab')
  await page.keyboard.type('30')
  await dialog.getByRole('group', { name: /RPO/ }).getByLabel('minutes').fill('0')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('alert')).toContainText('one minute or more')
  await dialog.getByRole('group', { name: /RPO/ }).getByLabel('minutes').fill('45')
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(page.getByText('RTO target 90 min')).toBeVisible()
  await expect(page.getByTestId('target-set')).toContainText('set by')
  await expect(page.getByRole('button', { name: 'Change target: time to fail over' })).toBeFocused()

  await page.goto(`${session}/report`)
  await expect(page.getByTestId('report-kind')).toContainText('Test')
  await expect(page.getByTestId('report-kind')).toContainText('Tagged by')
  await expect(page.getByTestId('report-targets-set')).toContainText('Targets set by')
  await page.goto(url)
  await expect(page.getByTestId('tag-mark')).toHaveText('Test')
  // The book is not for operators.
  expect((await page.goto(`${url}/audit`))?.status()).toBe(200)
  await expect(page.getByTestId('not-allowed')).toBeVisible()

  await signInAs(context, url, 'admin')
  await page.goto(`${url}/audit`)
  await expect(events(page).first()).toContainText('Signed in')
  const target = page.locator('[data-event=target_set]')
  await expect(target).toContainText('Set the recovery targets of a plan')
  await expect(target).toContainText('RTO: 90 min, before: none')
  const tagged = page.locator('[data-event=run_tagged]')
  await expect(tagged).toContainText('Tag: test, before: untagged')
  await expect(page.locator('[data-event=report_made]')).toHaveCount(1)
  await page.getByRole('combobox', { name: 'What', exact: true }).selectOption('run_tagged')
  await page.getByRole('button', { name: 'Show' }).click()
  await expect(page).toHaveURL(/action=run_tagged/)
  await expect(events(page)).toHaveCount(1)
  const downloading = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export as CSV' }).click()
  expect((await downloading).suggestedFilename()).toMatch(/^failover-audit-\d{4}-\d\d-\d\d\.csv$/)
  await page.getByRole('link', { name: 'Clear the filter' }).click()
  await expect(page.locator('[data-event=audit_exported]')).toContainText('Only: run_tagged')
  await tagged.getByRole('link').click()
  await expect(page).toHaveURL(session)
})

test('a viewer sees what was said and by whom, and cannot change it', async ({
  page,
  context,
  startStack,
}) => {
  const { url, simulator } = await startStack({
    simulator: { scenarios: ['clean'], speed: 20 },
    signedIn: STAFF.operator,
  })
  const id = simulator.sessionIds.clean
  const headers = { Origin: url }
  const said = await context.request.post(`${url}/api/sessions/${id}/tag`, {
    headers,
    data: { kind: 'real' },
  })
  expect(await said.json()).toMatchObject({ tag: { kind: 'real' } })
  await signInAs(context, url, 'viewer')
  await page.goto(`${url}/sessions/${id}`)
  await tag(page).getByRole('button', { name: 'Tag: Real' }).click()
  await expect(page.getByText(/^Real, as .* said/)).toBeVisible()
  await expect(page.locator('[data-choice]')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: /target/i })).toHaveCount(0)
  const refused = [
    await context.request.post(`${url}/api/sessions/${id}/tag`, { headers, data: { kind: null } }),
    await context.request.put(`${url}/api/plan-targets/${id}`, {
      headers,
      data: { rtoMs: null, rpoMs: null },
    }),
    await context.request.get(`${url}/api/audit`),
    await context.request.get(`${url}/api/audit?format=csv`),
  ]
  expect(refused.map((reply) => reply.status())).toEqual([403, 403, 403, 403])
  const { tag: kept } = (await (await context.request.get(`${url}/api/sessions/${id}`)).json()) as {
    tag: { kind: string }
  } // safe: the contract's own reply
  expect(kept.kind).toBe('real')
})

test('a command without an origin, or with a word of its own, changes nothing', async ({
  context,
  startStack,
}) => {
  const { url, simulator } = await startStack({ simulator: { scenarios: ['clean'], speed: 20 } })
  const path = `${url}/api/sessions/${simulator.sessionIds.clean}/tag`
  expect((await context.request.post(path, { data: { kind: 'real' } })).status()).toBe(403)
  const headers = { Origin: url }
  for (const data of [{ kind: 'drill' }, { kind: 'real', by: 'x' }, {}, null])
    expect((await context.request.post(path, { headers, data })).status()).toBe(400)
  const plan = `${url}/api/plan-targets/${simulator.sessionIds.clean}`
  for (const data of [
    { rtoMs: 59_999, rpoMs: null },
    { rtoMs: 7_776_000_001, rpoMs: null },
    { rtoMs: 60_000 },
  ])
    expect((await context.request.put(plan, { headers, data })).status()).toBe(400)
  // Nobody knows a plan of that id.
  const unknown = await context.request.put(plan, { headers, data: { rtoMs: 60_000, rpoMs: null } })
  expect(unknown.status()).toBe(404)
  expect(await unknown.json()).toMatchObject({ code: 'not_there' })
})

test('older pages of the audit lose nothing', async ({ page, context, startStack }) => {
  test.setTimeout(120_000)
  const { url, simulator } = await startStack({ simulator: { scenarios: ['clean'], speed: 20 } })
  const path = `${url}/api/sessions/${simulator.sessionIds.clean}/tag`
  for (let n = 0; n < 104; n += 1) {
    const kind = n % 2 === 0 ? 'real' : 'test'
    await context.request.post(path, { headers: { Origin: url }, data: { kind } })
  }
  await page.goto(`${url}/audit?action=run_tagged`)
  await expect(events(page)).toHaveCount(100)
  await page.getByRole('link', { name: 'Older events' }).click()
  await expect(events(page)).toHaveCount(4)
  await expect(page.getByText('These are the oldest events there are.')).toBeVisible()
  await page.getByRole('link', { name: 'Back to the newest' }).click()
  await expect(events(page)).toHaveCount(100)
  await page.goto(`${url}/audit?action=link_revoked`)
  await expect(page.getByRole('heading', { name: 'No event matches' })).toBeVisible()
  await page.goto(`${url}/audit?before=soon`)
  await expect(page.getByTestId('audit-invalid')).toBeVisible()
})

test('a point that Enterprise Manager has dropped opens from the record', async ({ page, startStack }) => {
  test.setTimeout(240_000)
  // Slow enough to be seen running: points of a run that was over before are not recorded.
  const { url, simulator, stopServer, startServer } = await startStack({
    simulator: { scenarios: ['clean'], speed: 5 },
  })
  await page.goto(`${url}/sessions/${simulator.sessionIds.clean}`)
  const row = rows(page).first()
  await expect(row.locator('.task-point a')).toContainText(/\d\d:\d\d:\d\d/, { timeout: 60_000 })
  await openPoint(page, row)
  await expect(page.getByText('Age when the failover began')).toBeVisible()
  await expect(page.getByTestId('recorded')).toHaveCount(0)
  const address = page.url()
  simulator.setFault({ kind: 'status', status: 404 }, { path: 'vmReplicaPoints' })
  await stopServer()
  await startServer()
  await page.goto(address)
  await expect(page.getByTestId('recorded')).toContainText('Recorded, no longer in Enterprise Manager', {
    timeout: 60_000,
  })
  await expect(page.getByTestId('recorded')).toContainText('UTC')
  await expect(page.getByText('not recorded').first()).toBeVisible()
  await expect(page.getByTestId('problem-banner')).toHaveCount(0)
  expect(await faultsOf(page)).toEqual([])
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`tag, targets and audit are clean in ${colorScheme} at 360 and 1440 px`, async ({
    page,
    context,
    startStack,
  }) => {
    test.setTimeout(240_000)
    const { url, simulator } = await startStack({ simulator: { scenarios: ['failures'], speed: 20 } })
    const id = simulator.sessionIds.failures
    await context.request.post(`${url}/api/sessions/${id}/tag`, {
      headers: { Origin: url },
      data: { kind: 'undo' },
    })
    await page.emulateMedia({ colorScheme })
    for (const width of [1440, 360]) {
      const check = async (what: string): Promise<void> => {
        expect(await faultsOf(page), `${what} at ${width} px`).toEqual([])
        const scrollWidth = await page.evaluate(() => document.documentElement.scrollWidth)
        // Behind a dialog, the room of the scroll bar is kept.
        expect(scrollWidth, `${what} at ${width} px`).toBeLessThanOrEqual(width)
      }
      await page.setViewportSize({ width, height: 900 })
      await page.goto(`${url}/sessions/${id}`)
      await expect(rows(page).first()).toBeVisible()
      await tag(page).getByRole('button', { name: 'Tag: Undo' }).click()
      await expect(page.getByText('What was this run?')).toBeVisible()
      await check('the tags')
      const panel = await page.getByText('What was this run?').boundingBox()
      expect((panel?.x ?? -1) >= 0 && (panel?.x ?? 0) + (panel?.width ?? 0) <= width).toBe(true)
      await page.keyboard.press('Escape')
      await page
        .getByRole('button', { name: /target: time to fail over/ })
        .first()
        .click()
      await expect(page.getByRole('dialog')).toBeVisible()
      await check('the targets')
      await page.getByRole('button', { name: 'Cancel' }).click()
      await page.goto(`${url}/audit`)
      await expect(events(page).first()).toBeVisible()
      await check('the audit')
      await page.goto(url)
      await expect(page.getByTestId('tag-mark')).toBeVisible()
      await check('the list')
    }
  })
}
