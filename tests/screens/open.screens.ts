import { asOperator } from '../e2e/share-links'
import { expect, rows, signIn, STAFF, test } from '../e2e/stack'
import { shoot, shootAsItIs } from './camera'

test.describe.configure({ timeout: 600_000 })

const WALLS = [
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
  { width: 3840, height: 2160 },
  { width: 1080, height: 1920 },
]

test('what tenants and walls see', async ({ page, browser, request, startStack }) => {
  const { url, simulator } = await startStack({
    simulator: { scenarios: ['failures', 'clean', 'long', 'odd-names', 'finished'], speed: 60 },
  })
  const { failures, finished } = simulator.sessionIds
  const operator = asOperator(request, url)
  await operator.setProvider({
    name: 'Nordwind Cloud',
    tagline: 'Your partner for disaster recovery',
    contact: 'On-call desk +49 40 555 0199 · oncall@nordwind.example',
    accent: '#0f766e',
  })
  const running = await operator.share({ sessionId: failures, label: 'Failover of your servers' })
  await operator.write(running.id, 'We have begun and will write again at 12:30.', 'M. Krüger')
  const ended = await operator.share({ sessionId: finished, label: 'Failover of your servers' })
  const locked = await operator.share({ sessionId: failures, label: 'Locked', passcode: 'open-sesame' })
  const revoked = await operator.share({ sessionId: failures, label: 'Revoked' })
  await operator.revoke(revoked.id)
  await page.goto(`${url}/sessions/${failures}`)
  await expect(rows(page).and(page.locator('[data-standing="failed"]'))).not.toHaveCount(0, {
    timeout: 120_000,
  })
  simulator.setSpeed(0.001)

  const tenant = await browser.newContext({ locale: 'en-GB' })
  const letter = await tenant.newPage()
  for (const [name, link] of Object.entries({ running, ended, locked, revoked })) {
    await letter.goto(link.url)
    await expect(letter.getByRole('heading', { level: 1 })).toBeVisible()
    await shoot(letter, `share-${name}`)
  }
  await letter.goto(`${url}/share/${'A'.repeat(43)}`)
  await shoot(letter, 'share-unknown')
  await tenant.close()

  const tv = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Berlin' })
  const wall = await tv.newPage()
  await wall.goto(`${url}/wall`)
  const letters = wall.getByTestId('wall-code-letters').locator('[aria-hidden]')
  await expect(letters).toHaveCount(2)
  await shootAsItIs(wall, 'wall-code', WALLS)
  const code = (await letters.allTextContents()).join('')
  const staff = await browser.newContext()
  await signIn(staff, url, STAFF.operator)
  await staff.request.post(`${url}/api/screens/${code}/approve`, {
    data: { name: 'NOC 2', scope: { kind: 'all' } },
    headers: { Origin: url },
  })
  await expect(wall.getByText('NOC 2').first()).toBeVisible({ timeout: 30_000 })
  await shootAsItIs(wall, 'wall-running', WALLS)
  simulator.setFault({ kind: 'reset' })
  await expect(wall.getByText(/stale/i).first()).toBeVisible({ timeout: 60_000 })
  await shootAsItIs(wall, 'wall-stale', WALLS)
  await staff.close()
  await tv.close()
})
