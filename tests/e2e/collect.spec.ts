import { expect, signIn, STAFF, test } from './stack'

test('an administrator has Enterprise Manager collect, sees how far it is, and the audit says so', async ({
  page,
  context,
  startStack,
}) => {
  test.setTimeout(120_000)
  const { url, simulator } = await startStack({
    simulator: { scenarios: ['clean'], speed: 4, collectionDelayMs: 900_000, collectionStopped: true },
    env: { EM_COLLECT: 'manual' },
  })
  await page.goto(url)
  await expect(page.getByTestId('freshness')).toContainText('collected by Enterprise Manager')
  const ask = page.getByRole('button', { name: 'Refresh from backup servers' })
  await ask.focus()
  await page.keyboard.press('Enter')
  await expect(ask).toHaveAttribute('aria-disabled', 'true')
  await expect(page.getByTestId('collect-progress')).toContainText('Collected', { timeout: 30_000 })
  // One press: another is due in two minutes, on every page, and the server holds to it too.
  await expect(page.getByText(/again from \d\d:\d\d:\d\d UTC/)).toBeVisible()
  await expect(ask).toBeFocused()
  const headers = { Origin: url }
  const session = simulator.sessionIds.clean
  const again = await context.request.post(`${url}/api/sessions/${session}/collect`, { headers })
  expect(again.status()).toBe(429)
  expect(await again.json()).toMatchObject({ code: 'too_many_requests' })
  await page.goto(`${url}/sessions/${session}`)
  await expect(page.getByTestId('collect-progress')).toContainText('Collected')
  await page.goto(`${url}/audit?action=collection_asked`)
  await expect(page.locator('[data-event=collection_asked]')).toHaveCount(1)
  await expect(page.locator('[data-event=collection_asked]')).toContainText(
    'Asked Enterprise Manager to collect',
  )

  await context.clearCookies()
  await signIn(context, url, STAFF.operator)
  await page.goto(url)
  await expect(page.getByTestId('collect-progress')).toContainText('Collected')
  await expect(ask).toHaveCount(0)
  expect((await context.request.post(`${url}/api/collect`, { headers })).status()).toBe(403)
})

test('where collections are switched off, nobody is offered one', async ({ page, context, startStack }) => {
  const { url } = await startStack({ simulator: { scenarios: ['clean'] } })
  await page.goto(url)
  await expect(page.getByTestId('freshness')).toContainText('collected by Enterprise Manager')
  await expect(page.getByRole('button', { name: 'Refresh from backup servers' })).toHaveCount(0)
  const refused = await context.request.post(`${url}/api/collect`, { headers: { Origin: url } })
  expect(refused.status()).toBe(409)
})
