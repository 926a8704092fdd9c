import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { comparisonReplySchema, historyReplySchema } from '@/lib/api/record-replies'
import { expect, level, rows, test } from './stack'
import { tsxArguments } from '@/scripts/set-up.mjs'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const session = (url: string, id: string): string => `${url}/sessions/${id}`

test('a second monitor on the same record does not start and says why', async ({ startStack }) => {
  const { dataDir, simulator } = await startStack({ simulator: { scenarios: [] } })
  const { PATH = '', HOME = '' } = process.env
  const { status, stderr } = spawnSync(process.execPath, ['scripts/start.mjs'], {
    cwd: ROOT,
    encoding: 'utf8',
    timeout: 60_000,
    env: {
      PATH,
      HOME,
      NODE_ENV: 'production',
      EM_URL: simulator.url,
      EM_USERNAME: 'monitor',
      EM_PASSWORD: 'monitor-secret',
      PORT: '0',
      DATA_DIR: dataDir,
    },
  })
  expect(status).toBe(1)
  expect(stderr).toContain(`Another Failover Monitor is using ${dataDir}`)
  expect(stderr).not.toContain('    at ')
})

test('nothing once seen is lost: rows, times and history survive kill -9 and Enterprise Manager forgetting', async ({
  page,
  request,
  startStack,
}) => {
  const stack = await startStack({ simulator: { scenarios: ['failures'], speed: 60 } })
  const { url, simulator } = stack
  const id = simulator.sessionIds.failures
  const history = async () =>
    historyReplySchema.parse(await (await request.get(`${url}/api/sessions/${id}/history`)).json())
  // Nobody looks at the page: the record is made all the same.
  await expect.poll(async () => (await history()).transitions.length).toBeGreaterThan(20)
  await stack.killServer()
  await stack.startServer()
  await expect
    .poll(async () => (await history()).transitions.some((one) => one.key === null && one.to === 'Stopped'), {
      timeout: 40_000,
    })
    .toBe(true)
  const { transitions } = await history()
  const seen = transitions.map((one) => `${one.key} ${one.field} ${one.from} ${one.to}`)
  expect(seen.length).toBe(new Set(seen).size)

  simulator.dropSession(id)
  await stack.killServer()
  await stack.startServer()
  await page.goto(session(url, id))
  await expect(page.getByText('Recorded, no longer in Enterprise Manager')).toBeVisible()
  await expect(level(page)).toHaveAttribute('data-level', 'final')
  await expect(rows(page)).toHaveCount(14)
  await expect(page.locator('[data-standing="failed"]')).toHaveCount(1)
  await expect(page.locator('[data-standing="succeeded"]')).toHaveCount(12)
  await expect(page.getByTestId('problem-banner')).toHaveCount(0)
  // Each VM still says which point it was started from.
  await expect(rows(page).locator('.task-point a')).toHaveCount(14)
  await page.goto(url)
  const row = page.getByRole('row').filter({ hasText: 'recorded' })
  await expect(row).toHaveCount(1)
  await row.getByRole('link').click()
  await expect(page).toHaveURL(session(url, id))
})

test('history: chart and table say the same, the log reads, and each tab has its address', async ({
  page,
  startStack,
}) => {
  // Slow until it is seen: what was over before has no course.
  const { url, simulator } = await startStack({ simulator: { scenarios: ['failures'], speed: 5 } })
  await page.goto(session(url, simulator.sessionIds.failures))
  await expect(rows(page).first()).toBeVisible()
  simulator.setSpeed(60)
  await expect(level(page)).toHaveAttribute('data-level', 'final', { timeout: 60_000 })
  await page.reload()
  await expect(rows(page)).toHaveCount(14)
  await page.getByRole('link', { name: 'History' }).click()
  await expect(page.getByRole('tab', { name: 'Progress' })).toHaveAttribute('aria-selected', 'true')
  await expect(page.locator('.recharts-surface').first()).toBeVisible()
  await page
    .getByRole('button', { name: 'Table' })
    .or(page.getByRole('radio', { name: 'Table' }))
    .click()
  const table = page.getByRole('tabpanel').getByRole('table')
  // The newest stands on top: 12 of 14 started, one of them with a warning, one failed.
  await expect(table.getByRole('row').nth(1)).toContainText('12')
  await page.getByRole('tab', { name: 'Progress' }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('tab', { name: 'Log' })).toHaveAttribute('aria-selected', 'true')
  await expect(page).toHaveURL(/#log$/)
  const log = page.getByRole('tabpanel')
  await expect(log.getByText('Stopped, Failed').first()).toBeVisible()
  await expect(log.getByText(/by Enterprise Manager/).first()).toBeVisible()
  await page.reload()
  await expect(page.getByRole('tab', { name: 'Log' })).toHaveAttribute('aria-selected', 'true')
  await page.goto(`${session(url, simulator.sessionIds.failures)}#compare`)
  await expect(page.getByRole('tabpanel')).toContainText(/earlier/i)
})

test('a gap is drawn, and says why, from the moment the data is stale', async ({ page, startStack }) => {
  const { url, simulator } = await startStack({ simulator: { scenarios: ['clean'], speed: 4 } })
  await page.goto(`${session(url, simulator.sessionIds.clean)}#log`)
  await expect(
    page
      .getByRole('tabpanel')
      .getByText(/first seen/)
      .first(),
  ).toBeVisible()
  simulator.setFault({ kind: 'status', status: 503 })
  await expect(level(page)).toHaveAttribute('data-level', 'stale', { timeout: 20_000 })
  simulator.setFault(null)
  await expect(level(page)).toHaveAttribute('data-level', 'live', { timeout: 30_000 })
  await page.reload()
  await expect(
    page
      .getByRole('tabpanel')
      .getByText(/not observed/i)
      .first(),
  ).toBeVisible()
})

test('RTO is exceeded on the page the moment it is so, without a reload', async ({
  page,
  request,
  startStack,
}) => {
  const stack = await startStack({ simulator: { scenarios: ['clean'], speed: 2 } })
  const { url, simulator } = stack
  const id = simulator.sessionIds.clean
  const plan = async (): Promise<string> => {
    const reply = await request.get(`${url}/api/sessions/${id}`)
    const body = (await reply.json()) as { session: { plan: { id: string } | null; creationTimeUtc: string } } // safe: our own reply
    return body.session.plan?.id ?? ''
  }
  await expect.poll(plan).not.toBe('')
  await page.goto(session(url, id))
  await expect(rows(page).first()).toBeVisible()
  await expect(page.getByText('no target set').first()).toBeVisible()
  // The targets of a plan are known once the record knows the plan.
  const target = (text: string) =>
    spawnSync(process.execPath, tsxArguments('lib/cli/main.ts', 'target', planId, '--rto', text), {
      cwd: ROOT,
      encoding: 'utf8',
      env: { ...process.env, DATA_DIR: stack.dataDir },
    })
  const planId = await plan()
  expect(target('30s').stdout).toContain('RTO 30 s')
  const fact = page.getByText('RTO target 30 s')
  await expect(fact).toBeVisible({ timeout: 15_000 })
  await expect(page.getByText(/exceeded by/).first()).toBeVisible({ timeout: 40_000 })
  comparisonReplySchema.parse(await (await request.get(`${url}/api/sessions/${id}/comparison`)).json())
})

test('where the record cannot be opened, pages go on live and Health says what to do', async ({
  page,
  request,
  startStack,
}) => {
  const { url, simulator } = await startStack({
    simulator: { scenarios: ['clean'], speed: 5 },
    env: { DATABASE_URL: 'file:/dev/null/record.db' },
  })
  const id = simulator.sessionIds.clean
  await page.goto(session(url, id))
  await expect(level(page)).toHaveAttribute('data-level', 'live')
  await expect(rows(page)).toHaveCount(14)
  const history = await request.get(`${url}/api/sessions/${id}/history`)
  expect(history.status()).toBe(503)
  expect(await history.json()).toMatchObject({ code: 'record_unavailable' })
  expect((await request.get(`${url}/api/health/ready`)).status()).toBe(503)
  await page.goto(`${url}/health`)
  await expect(page.getByTestId('health-state')).toContainText('cannot record')
  await expect(page.getByText('/dev/null/record.db').first()).toBeVisible()
  await page.goto(`${session(url, id)}#log`)
  await expect(page.getByRole('tabpanel')).toContainText('record of this monitor cannot be read')
})
