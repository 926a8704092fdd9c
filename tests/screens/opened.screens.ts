import type { APIRequestContext, Page } from '@playwright/test'
import { pairingReplySchema } from '@/lib/api/screen-replies'
import type { SessionReply } from '@/lib/api/replies'
import { asOperator } from '../e2e/share-links'
import { expect, rows, test } from '../e2e/stack'
import { shoot } from './camera'

test.describe.configure({ timeout: 900_000 })

/** Slow enough that a run stands still for the pictures. */
const STILL = 0.001

/** Opens what has its own address or key, takes it, and closes it again. */
async function shootOpen(page: Page, name: string, open: () => Promise<void>): Promise<void> {
  await page.setViewportSize({ width: 1440, height: 1000 })
  await open()
  await shoot(page, name)
  await page.keyboard.press('Escape')
}

async function pairScreens(page: Page, request: APIRequestContext, url: string, names: string[]) {
  const headers = { Origin: url }
  for (const name of names) {
    const pairing = await request.post(`${url}/api/screens/pairing`, { headers })
    const { code } = pairingReplySchema.parse(await pairing.json())
    await request.post(`${url}/api/screens/${code}/approve`, {
      data: { name, scope: { kind: 'all' } },
      headers,
    })
    // One jar holds one screen; the next is another device.
    await page.context().clearCookies({ name: 'failover-screen' })
  }
}

test('what opens on the page of a run', async ({ page, request, startStack }) => {
  const { url, simulator } = await startStack({
    simulator: { scenarios: ['failures', 'clean'], speed: 60, historySessions: 30 },
  })
  const session = `${url}/sessions/${simulator.sessionIds.failures}`
  await page.goto(session)
  const failed = rows(page).and(page.locator('[data-standing="failed"]'))
  await expect(failed).not.toHaveCount(0, { timeout: 120_000 })
  simulator.setSpeed(STILL)
  const reply = await request.get(`${url}/api/sessions/${simulator.sessionIds.failures}`)
  const { tasks } = ((await reply.json()) as SessionReply).session // safe: the monitor's own reply
  const task = tasks.find(({ result }) => result === 'Failed')
  if (task === undefined) throw new Error('no VM has failed')

  const sheet = page.getByTestId('sheet')
  await shootOpen(page, 'sheet-vm', async () => {
    await page.goto(`${session}?vm=${encodeURIComponent(task.key)}`)
    await expect(sheet).toBeVisible()
  })
  await shootOpen(page, 'sheet-point', async () => {
    await page.goto(`${session}?point=${task.vmReplicaPoint?.id ?? ''}`)
    await expect(sheet.getByText('State now')).toBeVisible()
  })
  await page.goto(session)
  await expect(rows(page).first()).toBeVisible()
  await shootOpen(page, 'palette', async () => {
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('dialog')).toBeVisible()
  })
  await shootOpen(page, 'keys', async () => {
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog')).toBeVisible()
  })
  await shootOpen(page, 'acknowledge', async () => {
    await page.keyboard.press('a')
    await expect(page.getByRole('dialog', { name: /^Acknowledge/ })).toBeVisible()
  })
  await shootOpen(page, 'share-dialog', async () => {
    await page
      .getByRole('button', { name: /^Share/ })
      .first()
      .click()
    await expect(page.getByRole('dialog')).toBeVisible()
  })
  await page.setViewportSize({ width: 1440, height: 1000 })
  for (const key of ['x', 'j', 'x']) await page.keyboard.press(key)
  await shoot(page, 'session-selection')
})

test('attempts, offered, asked and joined', async ({ page, startStack }) => {
  const { url, simulator } = await startStack({
    simulator: { scenarios: ['retried'], historySessions: 0, speed: 20 },
  })
  await page.goto(`${url}/sessions/${simulator.sessionIds.retried}`)
  const offer = page.getByTestId('attempts-offer')
  await expect(offer).toBeVisible({ timeout: 60_000 })
  simulator.setSpeed(STILL)
  await shoot(page, 'attempts-offered')
  await page.setViewportSize({ width: 1440, height: 1000 })
  await offer.getByRole('button', { name: 'Join them' }).click()
  const dialog = page.getByRole('dialog', { name: 'Join as attempts of one failover' })
  await expect(dialog).toBeVisible()
  await shoot(page, 'attempts-dialog')
  await dialog.getByRole('button', { name: 'Join them' }).click()
  await expect(page.getByTestId('attempts')).toContainText('Attempt 2 of 2')
  await shoot(page, 'attempts-joined')
})

test('the list, found nothing; screens with their settings', async ({ page, request, startStack }) => {
  const { url } = await startStack({
    simulator: { scenarios: ['failures', 'clean'], speed: 60, historySessions: 30 },
  })
  await asOperator(request, url).setProvider({
    name: 'Nordwind Cloud',
    tagline: null,
    contact: 'On-call desk',
    accent: '#0f766e',
  })
  await page.goto(`${url}/?q=no+such+plan`)
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
  await shoot(page, 'list-filtered-empty')
  await pairScreens(page, request, url, ['Hall', 'NOC 2 · left of the door'])
  await page.goto(`${url}/screens`)
  const card = page.getByRole('listitem', { name: 'Hall' })
  await expect(card).toBeVisible()
  await shoot(page, 'screens-paired')
  await page.setViewportSize({ width: 1440, height: 1000 })
  await card.getByRole('button', { name: 'Change Hall' }).click()
  await expect(card.getByLabel('Name', { exact: true })).toBeFocused()
  await shoot(page, 'screens-changing')
})
