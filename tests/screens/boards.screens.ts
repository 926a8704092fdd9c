import { expect, test } from '../e2e/stack'
import { answerWall, makeRun, makeWallReply, mixOf, withOpenFailure } from '../e2e/wall-replies'
import type { WallReply } from '@/lib/api/screen-replies'
import { shootAsItIs } from './camera'

test.describe.configure({ timeout: 600_000 })

const WALLS = [
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
  { width: 3840, height: 2160 },
  { width: 1080, height: 1920 },
]

test('a wall with so many failovers as no simulator has, quiet, and taken over', async ({
  page,
  startStack,
}) => {
  const { url } = await startStack({ simulator: { scenarios: [] }, signedIn: null })
  const nowMs = Date.now()
  const calm = makeWallReply([makeRun('working', 0, nowMs)], nowMs)
  let reply: WallReply = calm
  await answerWall(page, () => reply)
  const open = async (): Promise<void> => {
    await page.goto('about:blank')
    await page.goto(`${url}/wall`)
    await expect(page.getByTestId('wall-board')).toBeVisible()
    await page.evaluate(() => document.fonts.ready)
  }
  for (const count of [1, 4, 12, 30, 80]) {
    reply = makeWallReply(mixOf(count, nowMs), nowMs)
    await open()
    await shootAsItIs(page, `wall-${count}-failovers`, WALLS)
  }
  const ended = (['failed', 'ended-warned', 'succeeded', 'unknown', 'succeeded'] as const).map(
    (standing, n) => makeRun(standing, n, nowMs),
  )
  reply = makeWallReply(ended, nowMs)
  await open()
  await expect(page.getByTestId('wall-quiet')).toBeVisible()
  await shootAsItIs(page, 'wall-quiet', WALLS)
  reply = makeWallReply([], nowMs)
  await open()
  await shootAsItIs(page, 'wall-quiet-nothing-yet', WALLS)

  reply = calm
  await open()
  await expect(page.getByTestId('wall-tile').first()).toBeVisible()
  reply = makeWallReply([withOpenFailure(makeRun('failing', 0, nowMs))], nowMs)
  await expect(page.getByTestId('wall-takeover')).toBeVisible({ timeout: 15_000 })
  await shootAsItIs(page, 'wall-takeover', WALLS)
})
