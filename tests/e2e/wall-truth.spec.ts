import type { Page } from '@playwright/test'
import { expect, test } from './stack'
import { faultsOfWall } from './wall-measure'
import { answerWall, makeRun, makeWallReply } from './wall-replies'
import { makeFreshness, makeProblem, utc } from '../unit/components/fixtures'
import type { WallReply, WallRun } from '@/lib/api/screen-replies'

/** The data is so old when it is sent. */
const AGE_MS = 400

/** A wall whose clocks the test moves; the server's own runs apart from them. */
async function openWall(page: Page, url: string) {
  await page.setViewportSize({ width: 1920, height: 1080 })
  await page.clock.install()
  let serverNowMs = Date.now()
  let isCut = false
  let shape: (runs: WallRun[], nowMs: number) => Partial<WallReply> = () => ({})
  const make = (): WallReply => {
    const observedMs = serverNowMs - AGE_MS
    const freshness = makeFreshness({}, observedMs)
    const runs = (['failing', 'working', 'succeeded'] as const).map((kind, n) => {
      const run = makeRun(kind, [0, 1, 4][n] ?? 0, observedMs)
      return run.freshness.level === 'final' ? run : { ...run, freshness }
    })
    return makeWallReply(runs, observedMs, { freshness, ...shape(runs, serverNowMs) })
  }
  let ageMs = AGE_MS
  await answerWall(
    page,
    () => (isCut ? 'silence' : make()),
    () => ageMs,
  )
  await page.goto(`${url}/wall`)
  await expect(page.getByTestId('wall-level')).toHaveAttribute('data-level', 'live')
  // Whoever reloads instead of going on loses this.
  await page.evaluate(() => Object.assign(window, { sameDocument: true }))
  await page.clock.pauseAt(Date.now() + 2_000)
  return {
    cut: (): void => void (isCut = true),
    mend: (): void => void (isCut = false),
    answer(next: typeof shape, age = AGE_MS): void {
      shape = next
      ageMs = age
    },
    /** Time goes by for the screen and for the server, until that is so. */
    async until(check: () => Promise<void>, stepMs = 1_000): Promise<void> {
      await expect(async () => {
        serverNowMs += stepMs
        await page.clock.runFor(stepMs)
        await check()
      }).toPass({ intervals: [20] })
    },
    passOnServer: (ms: number): void => void (serverNowMs += ms),
    serverNow: (): number => serverNowMs,
  }
}

const level = (page: Page, is: string) => async (): Promise<void> => {
  await expect(page.getByTestId('wall-level')).toHaveAttribute('data-level', is, { timeout: 200 })
}
const isSameDocument = (page: Page): Promise<boolean> => page.evaluate(() => 'sameDocument' in window)
const working = (page: Page) => page.getByTestId('wall-tile').nth(1)

test('a cut network is told within the tiles and over all of them, counted on, and mended without a hand', async ({
  page,
  startStack,
}) => {
  test.setTimeout(180_000)
  const { url } = await startStack({ simulator: { scenarios: [] }, signedIn: null })
  const wall = await openWall(page, url)
  await expect(working(page)).toContainText(/Working/)
  wall.cut()
  await wall.until(level(page, 'late'))
  await expect(page.getByTestId('wall-level')).toContainText('The monitor does not answer')
  await expect(page.getByTestId('wall-strip')).toHaveCount(0)

  await wall.until(level(page, 'stale'))
  const strip = page.getByTestId('wall-strip')
  await expect(strip).toContainText('The monitor does not answer')
  await expect(strip).toContainText(/Nothing here is newer than \d\d:\d\d:\d\d UTC, \d+ s ago/)
  await expect(working(page)).toHaveAttribute('data-freshness', 'stale')
  await expect(working(page)).toContainText('Working')
  await expect(working(page)).toContainText(/stale since \d\d:\d\d:\d\d UTC/)
  await expect(working(page)).toContainText('no monitor')
  expect(await working(page).evaluate((tile) => getComputedStyle(tile).backgroundImage)).toContain(
    'repeating-linear',
  )
  // What has ended is no older for it.
  await expect(page.getByTestId('wall-tile').nth(2)).toHaveAttribute('data-freshness', 'final')
  const stale = await faultsOfWall(page)
  expect(Object.values(stale).flat()).toEqual([])
  const before = await strip.innerText()
  await page.clock.runFor(2_000)
  await expect(strip).not.toHaveText(before)

  await page.clock.fastForward(310_000)
  await wall.until(level(page, 'lost'))
  const lost = page.getByTestId('wall-lost')
  await expect(lost).toContainText(/No data since \d\d:\d\d:\d\d UTC/)
  await expect(lost).toContainText(/for 5 min \d\d s/)
  await expect(lost).toContainText('Tell the person who runs the monitor')
  await expect(lost).toContainText('Last known: 2 running, 1 with failures.')
  expect(Object.values(await faultsOfWall(page)).flat()).toEqual([])

  wall.mend()
  wall.passOnServer(310_000)
  await wall.until(level(page, 'live'))
  await expect(page.getByTestId('wall-tile')).toHaveCount(3)
  await expect(strip).toHaveCount(0)
  expect(await isSameDocument(page)).toBe(true)
})

test('an Enterprise Manager that is silent, and one tile that is old by itself, say so with the reason', async ({
  page,
  startStack,
}) => {
  const { url } = await startStack({ simulator: { scenarios: [] }, signedIn: null })
  const wall = await openWall(page, url)
  wall.answer((runs, nowMs) => {
    const sinceUtc = utc(nowMs - 90_000)
    const old = makeFreshness({
      level: 'stale',
      observedAtUtc: sinceUtc,
      problem: makeProblem({ code: 'bad_reply', sinceUtc }),
    })
    return { sessions: runs.map((run, n) => (n === 1 ? { ...run, freshness: old } : run)) }
  })
  await wall.until(async () => {
    await expect(working(page)).toHaveAttribute('data-freshness', 'stale', { timeout: 200 })
  })
  await expect(working(page)).toContainText('EM unreadable')
  await expect(page.getByTestId('wall-level')).toHaveAttribute('data-level', 'live')
  await expect(page.getByRole('contentinfo')).toContainText('1 tile is old')
  await expect(page.getByTestId('wall-tile').first()).toHaveAttribute('data-freshness', 'live')

  wall.answer((_runs, nowMs) => {
    const sinceUtc = utc(nowMs - 60_000)
    const problem = makeProblem({ code: 'unreachable', sinceUtc })
    return { freshness: makeFreshness({ level: 'stale', observedAtUtc: sinceUtc, problem }) }
  }, 60_000)
  await wall.until(level(page, 'stale'))
  await expect(page.getByTestId('wall-strip')).toContainText('Enterprise Manager cannot be reached')
  await expect(working(page)).toContainText('EM unreachable')
  await expect(page.getByTestId('wall-level')).toContainText(/Stale since \d\d:\d\d:\d\d UTC/)

  wall.answer(() => ({}))
  await wall.until(level(page, 'live'))
  await expect(page.getByTestId('wall-strip')).toHaveCount(0)
})

test('a screen that slept says so, and shows nothing of before as if it were of now', async ({
  page,
  startStack,
}) => {
  const { url } = await startStack({ simulator: { scenarios: [] }, signedIn: null })
  const wall = await openWall(page, url)
  await wall.until(level(page, 'live'))
  wall.cut()
  // The lid closes: timers fire once at most.
  await page.clock.fastForward(600_000)
  wall.passOnServer(600_000)
  await expect(page.getByTestId('wall-level')).toHaveAttribute('data-level', 'lost')
  await expect(page.getByTestId('wall-tile')).toHaveCount(0)
  wall.mend()
  await wall.until(level(page, 'live'))
  await expect(page.getByTestId('wall-note')).toContainText(/This screen stood still for (9|10) min/)
  expect(Object.values(await faultsOfWall(page)).flat()).toEqual([])
  // The server's clock first: the page asks as soon as it wakes.
  wall.passOnServer(11 * 60_000)
  await page.clock.fastForward(11 * 60_000)
  await wall.until(level(page, 'live'))
  // That it slept again stands there now; the older note is gone.
  await expect(page.getByTestId('wall-note')).toContainText(/stood still for (10|11) min/)
})

test('a clock that is set is told, and no time that is shown follows it', async ({ page, startStack }) => {
  const { url } = await startStack({ simulator: { scenarios: [] }, signedIn: null })
  const wall = await openWall(page, url)
  await wall.until(level(page, 'live'))
  /** Seconds by which the clock on the wall is off from the server's; at midnight as at any other time. */
  const offBy = async (): Promise<number> => {
    const [hours = 0, minutes = 0, seconds = 0] = (await page.getByTestId('wall-clock').innerText())
      .split(/[: ]/)
      .map(Number)
    const shown = hours * 3600 + minutes * 60 + seconds
    const off = Math.abs(shown - (Math.floor(wall.serverNow() / 1000) % 86_400))
    return Math.min(off, 86_400 - off)
  }
  expect(await offBy()).toBeLessThan(60)
  const now = await page.evaluate(() => Date.now())
  await page.clock.setSystemTime(now - 26.5 * 3_600_000)
  await wall.until(async () => {
    await expect(page.getByTestId('wall-note')).toContainText('was set back by 1 d 02 h', { timeout: 200 })
  })
  await expect(page.getByTestId('wall-level')).toHaveAttribute('data-level', 'live')
  expect(await offBy()).toBeLessThan(60)
  const later = await page.evaluate(() => Date.now())
  await page.clock.setSystemTime(later + 26.5 * 3_600_000)
  await wall.until(async () => {
    await expect(page.getByTestId('wall-note')).toContainText('was set forward by 1 d 02 h', { timeout: 200 })
  })
  await wall.until(level(page, 'live'))
  expect(await offBy()).toBeLessThan(60)
})
