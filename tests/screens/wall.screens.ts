import type { Page } from '@playwright/test'
import { expect, test } from '../e2e/stack'
import { answerWall, makeRun, makeWallReply, withOpenFailure, mixOf } from '../e2e/wall-replies'
import { shootAsItIs } from './camera'
import type { WallReply } from '@/lib/api/screen-replies'

test.describe.configure({ timeout: 300_000 })

const WALLS = [
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
  { width: 1080, height: 1920 },
]
const UNTIL = '2099-01-01T00:00:00Z'

async function open(page: Page, url: string): Promise<void> {
  await page.goto('about:blank')
  await page.goto(`${url}/wall`)
  await expect(page.getByTestId('wall-board')).toBeVisible()
  await page.evaluate(() => document.fonts.ready)
}

test('what a wall shows beside its tiles', async ({ page, startStack }) => {
  const { url } = await startStack({ simulator: { scenarios: [] }, signedIn: null })
  const nowMs = Date.now()
  let reply: WallReply = makeWallReply(mixOf(4, nowMs), nowMs)
  await answerWall(page, () => reply)

  // Before any key is pressed: that is what a browser wants to see before it lets a page make a sound.
  reply = makeWallReply(mixOf(4, nowMs), nowMs)
  reply.screen.settings = {
    ...reply.screen.settings,
    dim: { from: '00:00', to: '23:59', brightnessPercent: 40 },
    sound: { on: true, volumePercent: 60, quiet: null },
  }
  await open(page, url)
  await expect(page.getByText(/blocked|click/i).first()).toBeVisible({ timeout: 15_000 })
  await shootAsItIs(page, 'wall-dim-sound-blocked', WALLS)

  for (const count of [12, 30, 80]) {
    reply = makeWallReply(mixOf(count, nowMs), nowMs)
    await open(page, url)
    await page.keyboard.press('Space')
    await shootAsItIs(page, `wall-${count}`, WALLS)
  }
  reply = makeWallReply([], nowMs)
  await open(page, url)
  await shootAsItIs(page, 'wall-idle', WALLS)
  reply = makeWallReply(
    [makeRun('failed', 1, nowMs), makeRun('ended-warned', 2, nowMs), makeRun('succeeded', 5, nowMs)],
    nowMs,
  )
  await open(page, url)
  await shootAsItIs(page, 'wall-quiet', WALLS)

  const runs = mixOf(4, nowMs)
  reply = makeWallReply(runs, nowMs)
  reply.commands = [
    { id: crypto.randomUUID(), kind: 'identify', text: null, untilUtc: UNTIL },
    {
      id: crypto.randomUUID(),
      kind: 'message',
      text: 'Call with the tenant at 14:30, room 2',
      untilUtc: UNTIL,
    },
  ]
  await open(page, url)
  await expect(page.getByTestId('wall-message')).toBeVisible()
  await shootAsItIs(page, 'wall-asked', WALLS)

  reply = makeWallReply([makeRun('working', 0, nowMs), makeRun('working', 1, nowMs)], nowMs)
  await open(page, url)
  const failing = withOpenFailure(makeRun('failing', 0, nowMs))
  reply = makeWallReply([failing, makeRun('working', 1, nowMs)], nowMs)
  await expect(page.getByTestId('wall-takeover')).toBeVisible({ timeout: 15_000 })
  await shootAsItIs(page, 'wall-takeover', WALLS)

  await page.evaluate(() => {
    Object.defineProperty(document.documentElement, 'dataset', { get: () => ({ beat: 'stopped' }) })
  })
  await page.route('**/wall', (route) => route.abort())
  await expect(page.getByTestId('wall-rescue')).toBeVisible({ timeout: 60_000 })
  await shootAsItIs(page, 'wall-stopped', WALLS)
})
