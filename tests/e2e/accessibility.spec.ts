import { faultsOf } from './axe'
import { expect, openPoint, rows, test } from './stack'

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every page is clean in ${colorScheme}, running, stale and failed, at 360 and 1440 px`, async ({
    page,
    startStack,
  }) => {
    test.setTimeout(300_000)
    const { url, simulator } = await startStack({
      simulator: { scenarios: ['failures', 'long', 'odd-names'], speed: 20 },
    })
    await page.emulateMedia({ colorScheme })
    const { failures, long } = simulator.sessionIds
    for (const width of [1440, 360]) {
      await page.setViewportSize({ width, height: 900 })
      for (const path of [
        '/',
        `/sessions/${failures}`,
        `/sessions/${long}`,
        '/health',
        '/sessions/hello',
        `/sessions/3f2504e0-4f89-11d3-9a0c-0305e82c3301`,
      ]) {
        await page.goto(`${url}${path}`)
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
        await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
        expect(await faultsOf(page), `${path} at ${width} px`).toEqual([])
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth),
          `${path} at ${width} px`,
        ).toBe(width)
      }
    }
    await page.goto(`${url}/sessions/${failures}`)
    await expect(rows(page)).toHaveCount(14)
    await openPoint(page, rows(page).first())
    await expect(page.getByText('Age when the failover began')).toBeVisible()
    expect(await faultsOf(page)).toEqual([])
    await page.goto(`${url}/sessions/${long}`)
    await expect(rows(page).first()).toBeVisible()
    simulator.setFault({ kind: 'reset' })
    await expect(page.getByTestId('problem-banner')).toBeVisible({ timeout: 30_000 })
    expect(await faultsOf(page)).toEqual([])
  })
}

test('what the record adds is clean too: history with a gap, comparison, a recorded run, its report', async ({
  page,
  startStack,
}) => {
  test.setTimeout(400_000)
  const { url, simulator } = await startStack({
    simulator: { scenarios: ['failures'], speed: 4, historySessions: 140 },
  })
  const failover = `${url}/sessions/${simulator.sessionIds.failures}`
  await page.goto(failover)
  await expect(rows(page)).toHaveCount(14)
  simulator.setFault({ kind: 'status', status: 503 })
  await expect(page.getByTestId('problem-banner')).toBeVisible({ timeout: 30_000 })
  simulator.setFault(null)
  // Slow until the gap was there, quick to the end.
  simulator.setSpeed(90)
  await expect(page.getByText('Final').first()).toBeVisible({ timeout: 60_000 })
  simulator.dropSession(simulator.sessionIds.failures)
  await expect(page.getByText('Recorded, no longer in Enterprise Manager')).toBeVisible({ timeout: 30_000 })
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    for (const width of [1440, 360]) {
      await page.setViewportSize({ width, height: 900 })
      for (const path of ['#progress', '#log', '#compare', '/report']) {
        // A hash alone would not load the page anew.
        await page.goto('about:blank')
        await page.goto(`${failover}${path}`)
        if (path === '/report') await expect(page.getByTestId('report-state')).toBeVisible()
        else
          await expect(
            page.getByRole('tabpanel').locator('svg.recharts-surface, li, table').first(),
          ).toBeVisible()
        expect(await faultsOf(page), `${path}, ${colorScheme}, ${width} px`).toEqual([])
        const scrollWidth = await page.evaluate(() => document.documentElement.scrollWidth)
        expect(scrollWidth, `${path}, ${colorScheme}, ${width} px`).toBe(width)
      }
    }
  }
})

test('the page works by keyboard alone', async ({ page, startStack }) => {
  const { url, simulator } = await startStack({ simulator: { scenarios: ['clean'], speed: 20 } })
  await page.goto(url)
  await expect(page.getByRole('heading', { name: 'Failovers', level: 1 })).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused()
  await page.keyboard.press('/')
  await page.keyboard.type(simulator.sessionIds.clean)
  await page.keyboard.press('Enter')
  await expect(rows(page)).toHaveCount(14)
  const link = rows(page).first().getByRole('link').first()
  const focused = () => link.evaluate((element) => element === document.activeElement)
  for (let presses = 0; presses < 60 && !(await focused()); presses += 1) await page.keyboard.press('Tab')
  await expect(link).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/[?&]vm=/)
})
