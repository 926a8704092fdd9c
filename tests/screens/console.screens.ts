import type { Page } from '@playwright/test'
import { asOperator } from '../e2e/share-links'
import { expect, level, rows, signIn, STAFF, test } from '../e2e/stack'
import { shoot } from './camera'

test.describe.configure({ timeout: 900_000 })

/** Slow enough that a run stands still for the pictures. */
const STILL = 0.001

async function open(page: Page, url: string): Promise<void> {
  await page.goto('about:blank')
  await page.goto(url)
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
}

test('every page of the console, running', async ({ page, request, startStack }) => {
  const { url, simulator } = await startStack({
    simulator: {
      scenarios: ['failures', 'clean', 'long', 'odd-names', 'finished', 'undo', 'test'],
      speed: 60,
      historySessions: 140,
    },
    env: { EM_COLLECT: 'manual' },
  })
  const { failures, finished, long } = simulator.sessionIds
  const operator = asOperator(request, url)
  await operator.setProvider({
    name: 'Nordwind Cloud',
    tagline: null,
    contact: 'On-call desk +49 40 555 0199',
    accent: '#0f766e',
  })
  const link = await operator.share({ sessionId: failures, label: 'ABC Company' })
  await operator.write(link.id, 'We have begun and will write again at 12:30.', 'M. Krüger')

  await open(page, `${url}/sessions/${failures}`)
  await expect(rows(page).and(page.locator('[data-standing="failed"]'))).not.toHaveCount(0, {
    timeout: 120_000,
  })
  simulator.setSpeed(STILL)
  await shoot(page, 'session-running')
  await page.getByTestId('history').scrollIntoViewIfNeeded()
  await expect(page.locator('svg.recharts-surface').first()).toBeVisible()
  await shoot(page, 'session-running-history')
  await open(page, `${url}/sessions/${failures}#log`)
  await shoot(page, 'session-running-log')
  await open(page, `${url}/sessions/${long}`)
  await shoot(page, 'session-long')
  await open(page, `${url}/sessions/${simulator.sessionIds['odd-names']}`)
  await shoot(page, 'session-odd-names')
  await open(page, url)
  await shoot(page, 'list-running')
  await open(page, `${url}/sessions/${finished}`)
  await shoot(page, 'session-ended')
  for (const path of ['share-links', 'share-links/provider', 'screens', 'people', 'audit', 'health']) {
    await open(page, `${url}/${path}`)
    await shoot(page, path.replace('/', '-'))
  }
  const sessionPage = `${url}/sessions/${failures}`
  await open(page, `${sessionPage}/report`)
  await shoot(page, 'report-running')
  const reply = await request.get(`${url}/api/sessions/${failures}`)
  const { session } = (await reply.json()) as {
    session: { tasks: { key: string; vmReplicaPoint: { id: string } }[] }
  } // safe: the monitor's own reply, as the integration tests check it
  const task = session.tasks[0]
  if (task === undefined) throw new Error('the run has no rows')
  await open(page, `${url}/replica-points/${task.vmReplicaPoint.id}`)
  await shoot(page, 'replica-point')

  // What Enterprise Manager no longer answers: stale at once, lost after minutes of which the browser keeps count.
  for (const [name, path] of [
    ['session', `/sessions/${failures}`],
    ['list', '/'],
  ] as const) {
    await page.clock.install()
    await open(page, `${url}${path}`)
    await page.context().setOffline(true)
    await page.clock.runFor(20_000)
    await expect(level(page)).toHaveAttribute('data-level', 'stale')
    await shoot(page, `${name}-stale`)
    await page.clock.runFor(400_000)
    await expect(level(page)).toHaveAttribute('data-level', 'lost')
    await shoot(page, `${name}-lost`)
    await page.context().setOffline(false)
    await page.clock.resume()
  }

  simulator.setFault({ kind: 'reset' })
  await open(page, `${url}/sessions/${failures}`)
  await expect(page.getByTestId('problem-banner')).toBeVisible({ timeout: 30_000 })
  await shoot(page, 'session-unreachable')
  await open(page, url)
  await expect(page.getByTestId('problem-banner')).toBeVisible({ timeout: 30_000 })
  await shoot(page, 'list-unreachable')
})

test('a run that has failed', async ({ page, startStack }) => {
  const { url, simulator } = await startStack({
    simulator: { scenarios: ['failures', 'failed-silent'], speed: 400 },
  })
  await open(page, `${url}/sessions/${simulator.sessionIds.failures}`)
  await expect(level(page)).toHaveAttribute('data-level', 'final', { timeout: 120_000 })
  await shoot(page, 'session-failed')
  await page.setViewportSize({ width: 1440, height: 700 })
  await page.evaluate(() => window.scrollTo(0, 600))
  await page.getByTestId('session-bar').getByRole('button', { name: 'More facts and actions' }).click()
  await expect(
    page.getByTestId('session-bar').getByRole('link', { name: 'Evidence report' }).last(),
  ).toBeVisible()
  await shoot(page, 'session-bar')
  await page.keyboard.press('Escape')
  await open(page, `${url}/sessions/${simulator.sessionIds.failures}/report`)
  await shoot(page, 'report-failed')
  await open(page, `${url}/sessions/${simulator.sessionIds['failed-silent']}`)
  await shoot(page, 'session-failed-silent')
  await open(page, url)
  await shoot(page, 'list-failed')
})

test('nothing there, nothing allowed, nothing found', async ({ page, browser, startStack }) => {
  const { url } = await startStack({ simulator: { scenarios: [], historySessions: 0 } })
  await open(page, url)
  await shoot(page, 'list-empty')
  for (const path of ['share-links', 'screens']) {
    await open(page, `${url}/${path}`)
    await shoot(page, `${path}-empty`)
  }
  await open(page, `${url}/sessions/3f2504e0-4f89-11d3-9a0c-0305e82c3301`)
  await shoot(page, 'session-unknown')
  await open(page, `${url}/sessions/hello`)
  await shoot(page, 'session-invalid')
  await open(page, `${url}/nowhere`)
  await shoot(page, 'nowhere')

  const viewer = await browser.newContext({ locale: 'en-GB' })
  const viewerPage = await viewer.newPage()
  await open(viewerPage, `${url}/sign-in`)
  await shoot(viewerPage, 'sign-in')
  await signIn(viewer, url, STAFF.viewer)
  for (const path of ['share-links', 'screens', 'people', 'audit', 'health']) {
    await open(viewerPage, `${url}/${path}`)
    await shoot(viewerPage, `${path}-forbidden`)
  }
  await viewer.close()
})

test('before anything was read, with Enterprise Manager away', async ({ page, startStack }) => {
  const stack = await startStack({ simulator: { scenarios: ['clean'] }, signedIn: 'local' })
  stack.simulator.setFault({ kind: 'reset' })
  await stack.stopServer()
  await stack.startServer()
  await open(page, `${stack.url}/sessions/3f2504e0-4f89-11d3-9a0c-0305e82c3301`)
  await shoot(page, 'session-never-read')
})
