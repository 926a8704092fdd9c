import { expect, level, openPoint, rows, test } from './stack'

const session = (url: string, id: string): string => `${url}/sessions/${id}`

test('a person finds a failover by its id, URN or link and watches it move', async ({ page, startStack }) => {
  test.setTimeout(240_000)
  // Slow until the run is found: by then no VM may have come through.
  const { url, simulator } = await startStack({ simulator: { scenarios: ['clean'], speed: 2 } })
  const id = simulator.sessionIds.clean
  await page.goto(url)
  await expect(page.getByRole('heading', { name: 'Failovers', level: 1 })).toBeVisible()
  // The cards come with the page's own first answer, and its keys before them.
  await expect(page.getByRole('heading', { level: 3 }).first()).toBeVisible()

  await page.keyboard.press('/')
  const find = page.getByRole('searchbox', { name: 'Open a failover session' })
  await expect(find).toBeFocused()
  await find.fill('urn:veeam:CloudTenant:3f2504e0-4f89-11d3-9a0c-0305e82c3301')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('search').getByRole('alert')).toContainText('URN of a tenant')
  await expect(find).toHaveValue(/CloudTenant/)
  // What is no id is searched for in the list.
  await find.fill('No such plan')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\?q=No(%20|\+)such/)
  await expect(page.getByRole('searchbox', { name: 'Search plan, tenant' })).toBeFocused()
  for (const text of [
    id.toUpperCase(),
    `urn:veeam:CloudFailoverSession:${id}`,
    `https://em.invalid:9398/api/cloud/failoverSessions/${id}?format=Entity`,
  ]) {
    await page.goto(url)
    await find.fill(text)
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(session(url, id))
  }

  await expect(rows(page)).toHaveCount(14, { timeout: 60_000 })
  await expect(level(page)).toHaveAttribute('data-level', 'live')
  const bar = page.getByRole('progressbar', { name: 'VMs failed over' })
  await expect(bar).toHaveAttribute('aria-valuetext', /0 of 14 VMs/)
  const first = page.getByRole('progressbar', { name: /Progress of/ }).first()
  const percent = async (): Promise<number> => Number(await first.getAttribute('aria-valuenow'))
  const before = await percent()
  simulator.setSpeed(12)
  await expect.poll(percent).toBeGreaterThan(before)
  await expect(rows(page).filter({ hasText: 'Succeeded' }).first()).toBeVisible({ timeout: 60_000 })
  await expect(page).toHaveTitle(/of 14/)
})

test('rows are patched in place: focus, selection, scroll and nodes survive polling', async ({
  page,
  startStack,
}) => {
  test.setTimeout(240_000)
  // The run goes on for a quarter of an hour and more.
  const { url, simulator } = await startStack({ simulator: { scenarios: ['long'], speed: 10 } })
  await page.setViewportSize({ width: 1280, height: 700 })
  await page.goto(session(url, simulator.sessionIds.long))
  await expect(rows(page).first()).toBeVisible()
  await expect(page.getByRole('table', { name: /300 VMs/ })).toBeVisible()
  // Only rows near the window exist, and not all are of one height: step by step until row 150 is among them.
  await expect
    .poll(() =>
      page.evaluate(() => {
        const shown = [...document.querySelectorAll<HTMLElement>('[data-index]')]
        const indices = shown.map((element) => Number(element.dataset['index']))
        const middle = indices[Math.floor(indices.length / 2)] ?? 0
        if (!indices.includes(150)) window.scrollBy(0, (150 - middle) * 30)
        return indices.includes(150)
      }),
    )
    .toBe(true)
  const row = page.locator('[data-index="150"]')
  await row.evaluate((element) => element.scrollIntoView({ block: 'center' }))
  await expect(row).toBeVisible()
  await row.locator('.task-vm a').focus()
  await page.evaluate(() => {
    const element = document.querySelector('[data-index="150"]')
    const name = element?.querySelector('bdi')?.firstChild
    if (element && name) {
      document.getSelection()?.selectAllChildren(name.parentElement ?? element)
      for (const visible of document.querySelectorAll<HTMLElement>('[data-index]'))
        visible.dataset['marked'] = 'yes'
    }
  })
  // Not the page's own scroll: a row above that fails gets a line more, and the browser keeps what is seen where it is.
  const place = (): Promise<number> =>
    row.evaluate((element) => Math.round(element.getBoundingClientRect().top))
  const at = await place()
  const polls = (): number =>
    simulator.requests().filter(({ path }) => /failoverSessions\/[0-9a-f-]{36}|\/query/i.test(path)).length
  const before = polls()
  await expect.poll(polls, { timeout: 120_000 }).toBeGreaterThanOrEqual(before + 20)
  expect(Math.abs((await place()) - at)).toBeLessThanOrEqual(1)
  await expect(row.locator('.task-vm a')).toBeFocused()
  expect(await page.evaluate(() => document.getSelection()?.toString())).toBe(
    await row.locator('bdi').textContent(),
  )
  await expect(row).toHaveAttribute('data-marked', 'yes')
  // Rows that come into the virtual window above or below are new; none that can be seen may be.
  const replaced = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[data-index]:not([data-marked])')].flatMap((element) => {
      const { top, bottom } = element.getBoundingClientRect()
      return bottom > 0 && top < window.innerHeight ? (element.dataset['index'] ?? '') : []
    }),
  )
  expect(replaced).toEqual([])
})

test('a failure stands on top with its whole text, and each VM leads to its replica point', async ({
  page,
  startStack,
}) => {
  test.setTimeout(240_000)
  // Slow until it is open, and until the failure is seen while the run goes on.
  const { url, simulator } = await startStack({ simulator: { scenarios: ['failures'], speed: 5 } })
  await page.goto(session(url, simulator.sessionIds.failures))
  await expect(rows(page).first()).toBeVisible()
  simulator.setSpeed(20)
  await expect(page.getByText(/1 failed so far/).first()).toBeVisible({ timeout: 60_000 })
  simulator.setSpeed(60)
  await expect(level(page)).toHaveAttribute('data-level', 'final', { timeout: 60_000 })
  await expect(page.getByText('Failed', { exact: true }).first()).toBeVisible()
  const attention = page.getByRole('region', { name: 'Needs attention' })
  await expect(attention).toContainText(/failed after/)
  // What the session itself says stands beside the VM's failure, and is none of its own.
  await expect(attention).toContainText('Message of the failover session')
  await expect(attention).not.toContainText('The failover session failed')
  const failedRow = page.locator('[data-standing="failed"]')
  await expect(failedRow).toHaveCount(1)
  await openPoint(page, failedRow)
  await expect(page.getByText('Snapshot').first()).toBeVisible()
  await expect(page.getByText('Age when the failover began')).toBeVisible()
  await expect(page.getByText('VMware').first()).toBeVisible()
  await page.goBack()
  await expect(rows(page)).toHaveCount(14)
})

test('when Enterprise Manager stops answering the page says late, then stale since when and why, and recovers', async ({
  page,
  startStack,
}) => {
  const { url, simulator } = await startStack({ simulator: { scenarios: ['clean'], speed: 5 } })
  await page.goto(session(url, simulator.sessionIds.clean))
  await expect(level(page)).toHaveAttribute('data-level', 'live')
  await expect(rows(page)).toHaveCount(14)
  const moving = (): Promise<number> =>
    page.evaluate(() => document.getAnimations().filter((one) => one.playState === 'running').length)
  await expect.poll(moving).toBeGreaterThan(0)

  simulator.setFault({ kind: 'hang' })
  await expect(level(page)).toHaveAttribute('data-level', 'late')
  await expect(level(page)).toHaveAttribute('data-level', 'stale', { timeout: 20_000 })
  await expect(level(page)).toContainText(/Stale since .*\d\d:\d\d:\d\d UTC/)
  await expect(page.getByTestId('freshness')).toContainText('does not answer in time')
  await expect(page.getByTestId('problem-banner')).toContainText('Next step')
  await expect.poll(moving).toBe(0)
  await expect(rows(page)).toHaveCount(14)
  await expect(page).toHaveTitle(/Stale/)

  simulator.setFault(null)
  await expect(level(page)).toHaveAttribute('data-level', 'live', { timeout: 30_000 })
  await expect(page.getByTestId('problem-banner')).toHaveCount(0)
})

test('when the monitor itself stops the page keeps what it has, ages it by itself, and recovers', async ({
  page,
  startStack,
}) => {
  const stack = await startStack({ simulator: { scenarios: ['clean'], speed: 5 } })
  await page.goto(session(stack.url, stack.simulator.sessionIds.clean))
  await expect(rows(page)).toHaveCount(14)
  await stack.stopServer()
  await expect(level(page)).toHaveAttribute('data-level', 'stale', { timeout: 20_000 })
  await expect(page.getByTestId('freshness')).toContainText('no answer from the monitor')
  await expect(rows(page)).toHaveCount(14)
  await stack.startServer()
  await expect(level(page)).toHaveAttribute('data-level', 'live', { timeout: 30_000 })
})

test('VM rows that Enterprise Manager empties stay, as recorded and with when', async ({
  page,
  startStack,
}) => {
  // Slow until its rows are seen: there is nothing left to record once it is over.
  const { url, simulator } = await startStack({ simulator: { scenarios: ['emptied'], speed: 5 } })
  await page.goto(session(url, simulator.sessionIds.emptied))
  await expect(rows(page).first()).toBeVisible()
  simulator.setSpeed(30)
  await expect(page.getByTestId('tasks-from-record')).toContainText(/as last seen \d\d:\d\d:\d\d UTC/, {
    timeout: 45_000,
  })
  expect(await rows(page).count()).toBeGreaterThan(3)
})

test('names that tenants chose are shown as text, whatever they hold (trap 20)', async ({
  page,
  startStack,
}) => {
  const { url, simulator } = await startStack({ simulator: { scenarios: ['odd-names'], speed: 20 } })
  await page.setViewportSize({ width: 360, height: 740 })
  let dialogs = 0
  page.on('dialog', (dialog) => {
    dialogs += 1
    void dialog.dismiss()
  })
  await page.goto(session(url, simulator.sessionIds['odd-names']))
  await expect(page.getByText('<script>alert(1)</script>').first()).toBeVisible()
  await expect(page.getByText('R&D <build> "main" & more').first()).toBeVisible()
  await expect(page.getByText('two  spaces &amp; an entity').first()).toBeVisible()
  expect(dialogs).toBe(0)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
})
