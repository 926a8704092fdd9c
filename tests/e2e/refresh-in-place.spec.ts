import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { faultsOf } from './axe'
import { expect, rows, test } from './stack'
import type { SessionReply, TaskView } from '@/lib/api/replies'

/** A slow answer of EM is not what is looked at here. */
const env = { EM_TIMEOUT_MS: '15000' }
const session = (url: string, id: string): string => `${url}/sessions/${id}`
const drawn = (page: Page) => page.locator('.task-table tbody [data-index]')

async function tasksOf(page: Page, url: string, id: string): Promise<TaskView[]> {
  const reply = await page.request.get(`${url}/api/sessions/${id}`)
  return ((await reply.json()) as SessionReply).session.tasks // safe: our own server's reply
}

test('20 polls move nothing of 300 rows: sheet, selected text, open menu, focus, place; and touch no row that did not change', async ({
  page,
  startStack,
}) => {
  test.setTimeout(300_000)
  // Ten at once, of two to three minutes each: at this speed the run goes on for minutes. Its end would change every row.
  const { url, simulator } = await startStack({ simulator: { scenarios: ['long'], speed: 10 }, env })
  const id = simulator.sessionIds.long
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto(session(url, id))
  await expect(page.getByRole('table', { name: '300 VMs' })).toBeVisible({ timeout: 60_000 })

  // What is known of the points comes in at first; then only the run itself changes.
  await expect
    .poll(
      async () => (await tasksOf(page, url, id)).filter((task) => task.vmReplicaPoint?.unreadable).length,
      {
        timeout: 120_000,
      },
    )
    .toBe(0)
  // The middle of the list, by the table's own keys as far as they are drawn.
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
  await row.locator('.task-vm a').click()
  await expect(page).toHaveURL(/[?&]vm=/)
  // It is loaded when it is first asked for, and takes the focus once it is there.
  await expect(page.getByTestId('sheet')).toBeVisible()
  const address = page.url()
  const sheets = await page.getByRole('dialog').count()

  // By the element itself: an open sheet may lie above the toolbar, which is far above the window.
  const menu = page.locator('button[aria-expanded]', { hasText: 'View' })
  await menu.evaluate((element: HTMLElement) => {
    element.click()
    element.focus({ preventScroll: true })
  })
  await expect(menu).toHaveAttribute('aria-expanded', 'true')
  await row.evaluate((element) => element.scrollIntoView({ block: 'center' }))
  await row.evaluate((element) => {
    const name = element.querySelector('bdi')
    if (name) document.getSelection()?.selectAllChildren(name)
  })

  // What was true at the start is asked for before the page draws what is watched, so that no change falls in between: of
  // two replies that follow, the first has been drawn when the second comes.
  const before = await tasksOf(page, url, id)
  const replied = () =>
    page.waitForResponse((reply) => new URL(reply.url()).pathname === `/api/sessions/${id}`)
  await replied()
  await replied()
  const keys = await page.evaluate(() => {
    const touched = new Set<string>()
    Object.assign(globalThis, { touched })
    const shown = [...document.querySelectorAll<HTMLElement>('.task-table tbody [data-index]')]
    for (const element of shown) element.dataset['marked'] = 'yes'
    // Times that go on tick by themselves, and so does the reason of a wait: neither is a row that is rendered again.
    const own = '.task-waited, .task-took, .task-progress'
    new MutationObserver((records) => {
      for (const { target } of records) {
        const element = target instanceof Element ? target : target.parentElement
        const index = element?.closest<HTMLElement>('[data-index]')?.dataset['index']
        if (index !== undefined && !element?.closest(own)) touched.add(index)
      }
    }).observe(document.querySelector('.task-table tbody') ?? document.body, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    })
    return shown.map((element) => element.dataset['index'] ?? '')
  })
  expect(keys.length).toBeGreaterThan(30)
  expect(await page.evaluate(() => window.scrollY)).toBeGreaterThan(3_000)
  // Where the reader sees it: a warning that comes in above makes the page longer, and must not move what is read.
  const place = (): Promise<number> =>
    row.evaluate((element) => Math.round(element.getBoundingClientRect().top))
  const at = await place()

  const polls = (): number =>
    simulator.requests().filter(({ path }) => /failoverSessions\/[0-9a-f-]{36}|\/query/i.test(path)).length
  const polled = polls()
  await expect.poll(polls, { timeout: 120_000 }).toBeGreaterThanOrEqual(polled + 20)

  expect(await place()).toBe(at)
  expect(page.url()).toBe(address)
  expect(await page.getByRole('dialog').count()).toBe(sheets)
  await expect(menu).toHaveAttribute('aria-expanded', 'true')
  await expect(menu).toBeFocused()
  expect(await page.evaluate(() => document.getSelection()?.toString())).toBe(
    await row.locator('bdi').textContent(),
  )
  await expect(row).toHaveAttribute('data-marked', 'yes')

  const touched = await page.evaluate(() => [...(globalThis as unknown as { touched: Set<string> }).touched]) // safe: set above
  const after = new Map((await tasksOf(page, url, id)).map((task) => [task.key, JSON.stringify(task)]))
  const changed = new Set(
    before.flatMap((task, index) => (after.get(task.key) === JSON.stringify(task) ? [] : [String(index)])),
  )
  expect(changed.size).toBeGreaterThan(0)
  expect(touched.filter((index) => !changed.has(index))).toEqual([])
})

test('the table is worked by keys: next VM, choose, filter, search; copies go out as a file', async ({
  page,
  startStack,
}) => {
  test.setTimeout(240_000)
  const { url, simulator } = await startStack({ simulator: { scenarios: ['failures'], speed: 100 }, env })
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto(session(url, simulator.sessionIds.failures))
  await expect(page.locator('[data-standing="failed"]')).toHaveCount(1, { timeout: 40_000 })
  await expect(rows(page)).toHaveCount(14)

  await page.keyboard.press('j')
  await expect(page.locator('[data-index="0"] .task-vm a')).toBeFocused()
  await page.keyboard.press('j')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('k')
  await expect(page.locator('[data-index="1"] .task-vm a')).toBeFocused()
  await page.keyboard.press('x')
  await expect(page.getByTestId('selection')).toContainText('1 VM selected')
  await page
    .locator('[data-index="3"]')
    .getByRole('checkbox')
    .click({ modifiers: ['Shift'] })
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export CSV' }).click()
  const text = await readFile(await (await download).path(), 'utf8')
  expect(text.trim().split('\r\n').length).toBeGreaterThanOrEqual(3)
  expect(text).toContain('mf-dc02')

  await page.keyboard.press('f')
  await expect(rows(page)).toHaveCount(1)
  await expect(page).toHaveURL(/show=failed/)
  await page.reload()
  await expect(rows(page)).toHaveCount(1)
  await page.keyboard.press('f')
  await expect(rows(page)).toHaveCount(14)
  await page.keyboard.press('s')
  await page.keyboard.type('sql')
  await expect(drawn(page)).toHaveCount(2)
  await expect(page).toHaveURL(/q=sql/)
  await page.keyboard.press('Escape')
  await expect(rows(page)).toHaveCount(14)
})

for (const [colorScheme, widths] of [
  ['light', [1440, 768]],
  ['dark', [1180, 360]],
] as const) {
  test(`the table is clean in ${colorScheme} at ${widths.join(' and ')} px, with its menu open and rows chosen`, async ({
    page,
    startStack,
  }) => {
    test.setTimeout(240_000)
    const { url, simulator } = await startStack({
      simulator: { scenarios: ['failures', 'starting'], speed: 5 },
    })
    await page.emulateMedia({ colorScheme })
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 })
      await page.goto(session(url, simulator.sessionIds.failures))
      await expect(rows(page).first()).toBeVisible({ timeout: 40_000 })
      await page.getByRole('button', { name: 'View' }).click()
      await rows(page).first().getByRole('checkbox').click({ force: true })
      await page.getByRole('button', { name: 'View' }).click()
      expect(await faultsOf(page, '.task-section'), `at ${width} px`).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    }
  })
}
