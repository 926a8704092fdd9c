import { expect, level, rows, test } from './stack'

/** On a busy machine nothing here is to look like an Enterprise Manager that is slow. */
const PATIENT = { EM_TIMEOUT_MS: '15000' }
const UNKNOWN = '3f2504e0-4f89-11d3-9a0c-0305e82c3301'

test('an unknown id, an id that is none, and a page that is none', async ({ page, startStack }) => {
  const { url } = await startStack({ simulator: { scenarios: ['clean'] } })
  await page.goto(`${url}/sessions/${UNKNOWN}`)
  await expect(page.getByTestId('failure-not_found')).toContainText('does not know this failover session')
  await expect(page.getByTestId('failure-not_found')).toContainText('30 days')
  await page.goto(`${url}/sessions/hello`)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('not the id of a failover session')
  await page.goto(`${url}/replica-points/${UNKNOWN}`)
  await expect(page.getByTestId('failure-not_found')).toContainText('replica point')
  const response = await page.goto(`${url}/nowhere`)
  expect(response?.status()).toBe(404)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('no such page')
})

test('a role that may not read failover sessions', async ({ page, startStack }) => {
  const { url, simulator } = await startStack({
    simulator: { scenarios: ['clean'] },
    env: { EM_USERNAME: 'sql', EM_PASSWORD: 'sql-secret' },
  })
  await page.goto(`${url}/sessions/${simulator.sessionIds.clean}`)
  await expect(page.getByTestId('failure-forbidden')).toContainText('What to do next')
  await page.goto(`${url}/health`)
  await expect(page.getByText('Forbidden').first()).toBeVisible()
})

test('a role without plans and points still shows the session, with reasons', async ({
  page,
  startStack,
}) => {
  const { url, simulator } = await startStack({
    simulator: { scenarios: ['clean'], speed: 20 },
    env: { EM_USERNAME: 'operator', EM_PASSWORD: 'operator-secret' },
  })
  await page.goto(`${url}/sessions/${simulator.sessionIds.clean}`)
  await expect(rows(page)).toHaveCount(14)
  await expect(rows(page).first()).toContainText('403')
  await expect(page.getByTestId('freshness')).toContainText('collection age not readable with this role')
})

test('Enterprise Manager is away: the page says so and opens by itself when it is back', async ({
  page,
  startStack,
}) => {
  const { url, simulator } = await startStack({
    simulator: { scenarios: ['clean'], speed: 1 },
    // From the first read on: what was once seen would be shown.
    env: (em) => {
      em.setFault({ kind: 'reset' })
      return PATIENT
    },
    signedIn: 'local',
  })
  await page.goto(`${url}/sessions/${simulator.sessionIds.clean}`)
  await expect(page.getByTestId('failure-unreachable')).toContainText('cannot be reached')
  await expect(page.getByTestId('failure-unreachable')).toContainText('EM_URL')
  simulator.setFault(null)
  await expect(level(page)).toHaveAttribute('data-level', 'live', { timeout: 30_000 })
})

test('a certificate that is not trusted, and nothing is sent to it', async ({ page, startStack }) => {
  const { url, simulator } = await startStack({
    simulator: { scenarios: ['clean'], httpsPort: 0 },
    env: (em) => ({ ...PATIENT, EM_URL: em.httpsUrl ?? '', EM_CERT_SHA256: 'ab'.repeat(32) }),
    signedIn: 'local',
  })
  await page.goto(`${url}/sessions/${simulator.sessionIds.clean}`)
  await expect(page.getByTestId('failure-tls_untrusted')).toContainText('EM_CERT_SHA256')
  expect(simulator.requests()).toEqual([])
})

test('a refused logon: one attempt, then the pause with its end', async ({ page, startStack }) => {
  const { url, simulator } = await startStack({
    simulator: { scenarios: ['clean'] },
    env: { ...PATIENT, EM_PASSWORD: 'wrong' },
    signedIn: 'local',
  })
  await page.goto(`${url}/sessions/${simulator.sessionIds.clean}`)
  const text = page.getByTestId('failure-logon_refused')
  await expect(text).toContainText('pauses for 15 minutes')
  await expect(text).toContainText(/asked again at .*\d\d:\d\d:\d\d UTC/)
  await page.goto(`${url}/health`)
  await expect(page.getByText(/refused/i).first()).toBeVisible()
  await page.goto(`${url}/sessions/${simulator.sessionIds.clean}`)
  await expect(text).toBeVisible()
  expect(simulator.requests().filter(({ method }) => method === 'POST')).toHaveLength(1)
})

test('nothing is running: the list says so', async ({ page, startStack }) => {
  const { url } = await startStack({ simulator: { scenarios: [], historySessions: 0 } })
  await page.goto(url)
  await expect(page.getByText(/no failover/i).first()).toBeVisible()
})
