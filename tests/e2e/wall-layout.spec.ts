import type { Page } from '@playwright/test'
import { faultsOf } from './axe'
import { expect, STAFF, test } from './stack'
import { faultsOfWall, type Measured } from './wall-measure'
import {
  answerWall,
  makeRun,
  makeWallReply,
  mixOf,
  type Standing,
  withCodes,
  withOpenFailure,
} from './wall-replies'
import type { WallReply } from '@/lib/api/screen-replies'
import { PAGE_MS } from '@/components/wall/layout/paging'

const SIZES = [
  [1280, 720],
  [1920, 1080],
  [3840, 2160],
  [1080, 1920],
] as const
const COUNTS = [1, 4, 12, 30, 80]
const NONE: Measured = { scrolls: [], small: [], smallKeys: [], outside: [], cut: [], overlapping: [] }

const tiles = (page: Page) => page.getByTestId('wall-tile')

/** Names and sizes of the tiles that are shown, in their order. */
const shownOn = (page: Page) =>
  tiles(page).evaluateAll((all) =>
    all.map((tile) => {
      const { width, height } = tile.getBoundingClientRect()
      return { standing: tile.getAttribute('data-standing'), area: width * height, text: tile.textContent }
    }),
  )

async function show(page: Page, url: string, reply: () => WallReply): Promise<void> {
  await answerWall(page, reply)
  await page.goto(`${url}/wall`)
  await expect(page.getByTestId('wall-board')).toBeVisible()
  await page.evaluate(() => document.fonts.ready)
}

for (const [width, height] of SIZES) {
  test(`a wall of ${width} × ${height} fits any number of failovers, failures first`, async ({
    page,
    startStack,
  }) => {
    test.setTimeout(240_000)
    const { url } = await startStack({ simulator: { scenarios: [] }, signedIn: null })
    await page.setViewportSize({ width, height })
    const nowMs = Date.now()
    let reply = makeWallReply([], nowMs)
    await show(page, url, () => reply)
    for (const count of COUNTS) {
      const runs = mixOf(count, nowMs)
      reply = makeWallReply(runs, nowMs)
      await page.reload()
      await expect(tiles(page).first()).toBeVisible()
      await page.evaluate(() => document.fonts.ready)
      const pageMark = page.getByTestId('wall-page')
      const pages =
        (await pageMark.count()) === 0 ? 1 : Number(/of (\d+)/.exec(await pageMark.innerText())?.[1])
      expect(pages).toBeGreaterThanOrEqual(Math.ceil(count / 12))
      if (pages > 1) await page.keyboard.press('Space')
      const seen: (string | null)[] = []
      let calmSeen = false
      for (let number = 1; number <= pages; number += 1) {
        if (pages > 1) await expect(pageMark).toContainText(`Page ${number} of ${pages}`)
        expect([count, number, await faultsOfWall(page)]).toEqual([count, number, NONE])
        const shown = await shownOn(page)
        const failed = shown.filter(({ standing }) => standing === 'failed')
        const others = shown.filter(({ standing }) => !['failed', 'warning'].includes(standing ?? ''))
        // Nothing calm stands before a failure, on this page or an earlier one.
        if (failed.length > 0) expect(calmSeen).toBe(false)
        expect(shown.slice(0, failed.length)).toEqual(failed)
        if (others.length > 0) {
          for (const one of failed)
            expect(one.area).toBeGreaterThan(Math.max(...others.map(({ area }) => area)))
          calmSeen = true
        }
        seen.push(...shown.map(({ text }) => text))
        if (pages > 1) await page.keyboard.press('ArrowRight')
      }
      expect(seen).toHaveLength(count)
      expect(new Set(seen).size).toBe(count)
    }
    // A long second part of the state makes way for the first, and nothing for a code.
    const lost = Array.from({ length: 12 }, (_, n) => withCodes(makeRun('lost', n, nowMs), n))
    for (const some of [12, 7, 3, 1]) {
      reply = makeWallReply(lost.slice(0, some), nowMs)
      await page.reload()
      await expect(page.locator('.wall-tile-word').first()).toHaveText(/^Unknown,?$/)
      await page.evaluate(() => document.fonts.ready)
      expect(['lost', some, await faultsOfWall(page)]).toEqual(['lost', some, NONE])
    }
    const quiet: Standing[] = ['failed', 'ended-warned', 'succeeded', 'unknown', 'succeeded', 'succeeded']
    reply = makeWallReply(
      quiet.map((kind, n) => makeRun(kind, n, nowMs)),
      nowMs,
    )
    await page.reload()
    await expect(page.getByTestId('wall-quiet')).toContainText('No failover is running')
    await expect(page.getByTestId('wall-quiet')).toContainText(/as of \d\d:\d\d:\d\d UTC/)
    await expect(page.getByTestId('wall-today')).toHaveText(
      /^Ended on \d{4}-\d\d-\d\d \(UTC\):1 failed1 with warnings3 succeeded1 unknown$/,
    )
    expect(['quiet', await faultsOfWall(page)]).toEqual(['quiet', NONE])
  })
}

test('pages turn by themselves, with a countdown; a new failure is shown at once', async ({
  page,
  startStack,
}) => {
  const { url } = await startStack({ simulator: { scenarios: [] }, signedIn: null })
  await page.setViewportSize({ width: 1920, height: 1080 })
  await page.clock.install()
  const nowMs = Date.now()
  const pace = { pollAfterMs: 10_000 }
  const calm = Array.from({ length: 30 }, (_, n) => makeRun('working', n, nowMs))
  let reply = makeWallReply(calm, nowMs, pace)
  await show(page, url, () => reply)
  await expect(tiles(page).first()).toBeVisible()
  await page.clock.pauseAt(Date.now() + 2_000)
  const mark = page.getByTestId('wall-page')
  await expect(mark).toContainText('Page 1 of 3')
  await expect(mark).toContainText(/next in \d+ s/)
  const first = (await shownOn(page)).map(({ text }) => text)
  await page.clock.runFor(PAGE_MS + 1_000)
  await expect(mark).toContainText('Page 2 of 3')
  expect((await shownOn(page)).map(({ text }) => text)).not.toEqual(first)
  await page.keyboard.press('Space')
  await page.clock.runFor(PAGE_MS + 1_000)
  await expect(mark).toContainText('Page 2 of 3')
  await expect(mark).toContainText('held')
  const failing = { ...makeRun('failing', 29, nowMs) }
  reply = makeWallReply([failing, ...calm.slice(0, 29)], nowMs, pace)
  await page.clock.runFor(10_500)
  await expect(async () => {
    await page.clock.runFor(100)
    await expect(mark).toContainText('Page 1 of', { timeout: 500 })
  }).toPass()
  await expect(tiles(page).first()).toHaveAttribute('data-standing', 'failed')
  await expect(tiles(page).first()).toContainText('1 failed, running')
})

for (const [width, height] of SIZES) {
  test(`the name of a screen of ${width} × ${height} fits, and leaves a failure in view`, async ({
    page,
    startStack,
  }) => {
    const { url } = await startStack({ simulator: { scenarios: [] }, signedIn: null })
    await page.setViewportSize({ width, height })
    const nowMs = Date.now()
    const calm = Array.from({ length: 30 }, (_, n) => makeRun('working', n, nowMs))
    let reply = makeWallReply(calm, nowMs)
    await show(page, url, () => reply)
    await expect(page.getByTestId('wall-page')).toBeVisible()
    const failing = withOpenFailure(makeRun('failing', 30, nowMs))
    reply = makeWallReply([failing, ...calm], nowMs)
    await expect(page.getByTestId('wall-takeover')).toBeVisible({ timeout: 15_000 })
    // No page is in view.
    await expect(page.getByTestId('wall-page')).toHaveCount(0)
    const identify = { id: MESSAGE.id, kind: 'identify' as const, text: null, untilUtc: MESSAGE.untilUtc }
    const names = [
      'NOC-2',
      'W'.repeat(60),
      'NOC äöü '.padEnd(60, 'x'),
      '東京第二'.repeat(15),
      '🏥'.repeat(30),
    ]
    for (const name of names) {
      reply = { ...reply, screen: { ...reply.screen, name }, commands: [identify] }
      const shown = page.getByTestId('wall-identify')
      await expect(shown).toHaveText(name, { timeout: 15_000 })
      const cut = await shown.evaluate((box) => {
        const frame = box.getBoundingClientRect()
        const range = document.createRange()
        range.selectNodeContents(box)
        const text = range.getBoundingClientRect()
        const band = document.querySelector('.wall-band')?.getBoundingClientRect()
        return {
          isOut: text.top < frame.top - 1 || text.bottom > frame.bottom + 1 || text.right > frame.right + 1,
          coversBand: band === undefined || frame.bottom > band.top + 1,
          // Read across the room all the same.
          isSmall:
            Number.parseFloat(getComputedStyle(box.querySelector('p') ?? box).fontSize) < frame.height / 12,
        }
      })
      expect([name, cut]).toEqual([name, { isOut: false, coversBand: false, isSmall: false }])
      const covered = await page.locator('.wall-takeover-state').evaluate((state) => {
        const over = document.querySelector('.wall-identify')?.getBoundingClientRect()
        return over === undefined || state.getBoundingClientRect().bottom > over.top
      })
      expect([name, covered]).toEqual([name, false])
    }
  })
}

test('states differ without their colour: by shape and by word', async ({ page, startStack }) => {
  const { url } = await startStack({ simulator: { scenarios: [] }, signedIn: null })
  await page.setViewportSize({ width: 1920, height: 1080 })
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const nowMs = Date.now()
  const kinds: Standing[] = ['failed', 'working', 'unknown', 'ended-warned', 'succeeded']
  // All in one place each time: only the shape and the word can differ.
  let reply = makeWallReply([], nowMs)
  await show(page, url, () => reply)
  const shapes: string[] = []
  const words: string[] = []
  const pictures: Buffer[] = []
  for (const kind of kinds) {
    reply = makeWallReply([makeRun(kind, 0, nowMs)], nowMs)
    await page.reload()
    const state = page.locator('.wall-tile-state')
    await expect(state).toHaveCount(1)
    const icon = state.locator('svg')
    shapes.push(await icon.innerHTML())
    words.push(await state.innerText())
    // As large a square for each, white on black: the tile of a failure is scaled otherwise, and red.
    await icon.evaluate((svg) => {
      document.documentElement.style.filter = 'grayscale(1)'
      for (const part of document.querySelectorAll<HTMLElement>('body > *')) part.style.visibility = 'hidden'
      Object.assign(svg.style, { position: 'fixed', inset: '0 auto auto 0', width: '80px', height: '80px' })
      Object.assign(svg.style, { visibility: 'visible', color: '#fff' })
    })
    pictures.push(await page.screenshot({ clip: { x: 0, y: 0, width: 80, height: 80 } }))
  }
  expect(words.map((word) => word.replaceAll('\n', ' '))).toEqual([
    'Failed',
    'Working',
    'Unknown, ended',
    'Warnings, ended',
    'Succeeded',
  ])
  expect(new Set(shapes).size).toBe(kinds.length)
  const differences = await page.evaluate(
    compare,
    pictures.map((picture) => picture.toString('base64')),
  )
  // Of 6400 pixels, those that differ clearly.
  for (const difference of differences) expect(difference).toBeGreaterThan(150)
  expect(differences).toHaveLength(10)

  reply = makeWallReply(mixOf(12, nowMs), nowMs)
  await page.reload()
  await expect(tiles(page).first()).toBeVisible()
  expect(await faultsOf(page)).toEqual([])
})

/** In the page: how many pixels of each pair of pictures differ by more than a tenth. */
async function compare(pictures: string[]): Promise<number[]> {
  const pixels = await Promise.all(
    pictures.map(async (picture) => {
      const image = new Image()
      image.src = `data:image/png;base64,${picture}`
      await image.decode()
      const canvas = document.createElement('canvas')
      canvas.width = image.width
      canvas.height = image.height
      const context = canvas.getContext('2d')
      context?.drawImage(image, 0, 0)
      return context?.getImageData(0, 0, image.width, image.height).data ?? new Uint8ClampedArray()
    }),
  )
  return pixels.flatMap((one, index) =>
    pixels.slice(index + 1).map((other) => {
      let count = 0
      for (let at = 0; at < one.length; at += 4)
        if (Math.abs((one[at] ?? 0) - (other[at] ?? 0)) > 25) count += 1
      return count
    }),
  )
}

test('thirty runs of a real server are paged, by one small request per interval', async ({
  page,
  request,
  startStack,
}) => {
  const { url, simulator } = await startStack({
    simulator: { scenarios: ['failures', 'clean'], speed: 1 },
    signedIn: STAFF.operator,
  })
  const state = (await (await fetch(`${simulator.url}/simulator/state`)).json()) as { scenarioNowUtc: string } // safe: our own simulator
  const nowMs = Date.parse(state.scenarioNowUtc)
  for (let n = 0; n < 28; n += 1) {
    simulator.addSession({
      id: `0000000${n % 10}-0000-4000-8000-${String(n).padStart(12, '0')}`,
      name: `Plan ${n}`,
      serverId: '00000000-0000-4000-8000-000000000900',
      createdAtMs: nowMs - n * 60_000,
      endedAtMs: null,
      state: 'Working',
      result: 'None',
      progress: 40,
      failureMessage: null,
      tasks: [],
    })
  }
  const headers = { Origin: url }
  await page.setViewportSize({ width: 1920, height: 1080 })
  const asked: number[] = []
  page.on('response', (response) => {
    if (new URL(response.url()).pathname === '/api/wall') asked.push(response.status())
  })
  await page.goto(`${url}/wall`)
  const letters = page.getByTestId('wall-code-letters').locator('[aria-hidden]')
  await expect(letters).toHaveCount(2)
  const code = (await letters.allTextContents()).join('')
  const approved = await request.post(`${url}/api/screens/${code}/approve`, {
    data: { name: 'Hall', scope: { kind: 'all' } },
    headers,
  })
  expect(approved.status()).toBe(201)
  await expect(page.getByTestId('wall-page')).toContainText(/Page \d of 3/, { timeout: 30_000 })
  await expect(page.getByTestId('wall-totals')).toContainText('30 running')
  expect(await faultsOfWall(page)).toEqual(NONE)
  // Nothing moves at this speed, or hardly: most answers are no more than that nothing has changed.
  await expect
    .poll(() => asked.filter((status) => status === 304).length, { timeout: 30_000 })
    .toBeGreaterThan(3)
})

const MESSAGE = {
  id: '0a4c4f3e-5b1c-4f59-9a65-1f2f3d4e5f60',
  kind: 'message' as const,
  text: 'The power is out in hall 3 until noon. '.repeat(5).slice(0, 200),
  untilUtc: new Date(Date.now() + 3_600_000).toISOString(),
}

/** Names of a take-over that have not even one line. */
const squashedOf = (page: Page): Promise<string[]> =>
  page
    .locator('.wall-takeover-name, .wall-takeover-tenant')
    .evaluateAll((names) =>
      names
        .filter((name) => name.clientHeight < Number.parseFloat(getComputedStyle(name).fontSize))
        .map((name) => `${name.className} ${name.clientHeight}`),
    )

test('a new failure has the whole screen, at every size and with names of any length', async ({
  page,
  startStack,
}) => {
  test.setTimeout(240_000)
  const { url } = await startStack({ simulator: { scenarios: [] }, signedIn: null })
  const nowMs = Date.now()
  const failing = makeRun('failing', 0, nowMs)
  const names = [
    failing.session.name,
    'W'.repeat(256),
    'Ausfallsicherungsrechenzentrumswiederherstellungsplan Nord',
  ]
  const message = 'Failed to power on VM replica: '.repeat(12)
  let reply = makeWallReply([makeRun('working', 0, nowMs)], nowMs)
  await answerWall(page, () => reply)
  for (const [width, height] of SIZES) {
    await page.setViewportSize({ width, height })
    for (const name of names) {
      const session = { ...failing.session, name }
      const failures = ['sql02', 'x'.repeat(120), null].map((vmName) => ({ vmName, message }))
      const taken = withOpenFailure({ ...failing, session, failures })
      reply = makeWallReply([makeRun('working', 0, nowMs)], nowMs)
      await page.goto('about:blank')
      await page.goto(`${url}/wall`)
      await page.evaluate(() => sessionStorage.clear())
      await page.reload()
      await expect(tiles(page).first()).toBeVisible()
      reply = makeWallReply([taken], nowMs)
      await expect(page.getByTestId('wall-takeover')).toBeVisible({ timeout: 15_000 })
      await page.evaluate(() => document.fonts.ready)
      const what = `${width} × ${height}: ${name?.slice(0, 20)}`
      expect(await faultsOfWall(page), what).toEqual(NONE)
      expect(await squashedOf(page), what).toEqual([])
      // What staff say stands below it and takes its room from the reasons.
      reply = { ...reply, commands: [MESSAGE] }
      await expect(page.getByTestId('wall-message')).toBeVisible({ timeout: 15_000 })
      expect(await faultsOfWall(page), `${what}, with a message`).toEqual(NONE)
      expect(await squashedOf(page), `${what}, with a message`).toEqual([])
      await expect(page.getByTestId('wall-page')).toHaveCount(0)
    }
  }
  expect(await faultsOf(page)).toEqual([])
})
