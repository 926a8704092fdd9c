/**
 * A wall that is left alone for a day of fake time: failovers come and go, some fail, the monitor is restarted, Enterprise
 * Manager is away, a new build comes. Once a minute the screen is compared with the truth; once an hour its heap is
 * measured after a collection. Prints both, and fails if the screen was ever wrong, loaded more often than for the new
 * build, or grew by 20 %. `HOURS` changes the length.
 */
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { chromium, type Page } from '@playwright/test'
import { answerAt, isAlarming, nameOf, readAtMs, shownAt, within, writeScript } from './soak-script'
import { endProgram, startProgram } from './start-program'
import { COLLECTED_AT, OBSERVED_AGE, OBSERVED_AT } from '@/lib/api/get-json'

const HOURS = Number(process.env['HOURS'] ?? 24)
const HOUR_MS = 3_600_000
const STEP_MS = 1_000
const LOOK_MS = 60_000
/** So long after something has happened the screen may still show what was before: a few polls. */
const GRACE_MS = 20_000
const HOLD_MS = 10 * 60_000
const MOST_GROWTH = 1.2

const build = createHash('sha256').update(readFileSync('.next/BUILD_ID')).digest('hex').slice(0, 8)
const NEW_BUILD = 'feedf00d'
const script = writeScript(HOURS)
const dataDir = mkdtempSync(join(tmpdir(), 'failover-soak-'))
const em = startProgram('simulator/main.ts', ['--json', '--port', '0', '--scenario', 'clean'], {}, /^\{/)
const { url: emUrl } = JSON.parse(await em.line) as { url: string } // safe: our own simulator's line
const monitor = startProgram(
  'lib/server/start.ts',
  [],
  {
    NODE_ENV: 'production',
    PORT: '0',
    DATA_DIR: dataDir,
    EM_URL: emUrl,
    EM_USERNAME: 'monitor',
    EM_PASSWORD: 'monitor-secret',
    LOG_LEVEL: 'silent',
  },
  /ready: /,
)
const base = /ready: (\S+)/.exec(await monitor.line)?.[1] ?? ''
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
})
const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, timezoneId: 'UTC' })
// The compiler of this program names functions by a helper that a page does not have.
await context.addInitScript('globalThis.__name = (it) => it')
const page = await context.newPage()

async function endAll(): Promise<void> {
  await browser.close()
  await endProgram(monitor)
  await endProgram(em)
  rmSync(dataDir, { recursive: true, force: true })
}

const dayMs = Date.parse('2026-11-26T00:00:00Z')
let atMs = 0
let polls = 0
let loads = 0
const underWay = new Set<object>()
const errors: string[] = []
page.on('pageerror', (error) => errors.push(error.message))
const addresses = new Set<string>()
page.on('framenavigated', (frame) => addresses.add(new URL(frame.url()).pathname))

await page.route(`${base}/**`, async (route) => {
  if (within(script.silences, atMs)) return route.abort('connectionrefused')
  const { pathname } = new URL(route.request().url())
  const now = atMs >= script.newBuildAtMs ? NEW_BUILD : build
  if (pathname === '/wall') {
    loads += 1
    const response = await route.fetch()
    return route.fulfill({ response, body: (await response.text()).replaceAll(build, now) })
  }
  if (pathname !== '/api/wall') return route.continue()
  underWay.add(route)
  polls += 1
  const reply = answerAt(script, atMs, dayMs, now)
  await route.fulfill({
    json: reply,
    headers: {
      'Content-Type': 'application/json',
      [OBSERVED_AT]: reply.freshness.observedAtUtc,
      [OBSERVED_AGE]: String(atMs - readAtMs(script, atMs)),
      ...(reply.freshness.collectedAtUtc === null ? {} : { [COLLECTED_AT]: reply.freshness.collectedAtUtc }),
    },
  })
  underWay.delete(route)
  return undefined
})

type Seen = {
  level: string | null
  names: string[]
  takeover: string | null
  clock: string
  text: string
}

const see = (of: Page): Promise<Seen> =>
  of.evaluate(() => {
    const get = (id: string): HTMLElement | null => document.querySelector(`[data-testid="${id}"]`)
    return {
      level: get('wall-level')?.dataset['level'] ?? null,
      names: [...document.querySelectorAll('.wall-tile-name')].map((name) =>
        // The tag of a run stands before its name.
        [...name.childNodes]
          .map((part) => (part.nodeType === Node.TEXT_NODE ? part.textContent : ''))
          .join(''),
      ),
      takeover: get('wall-takeover')?.textContent ?? null,
      clock: get('wall-clock')?.textContent ?? '',
      text: document.body.innerText.slice(0, 300),
    }
  })

/** What is wrong with what is seen; empty: nothing. */
function faultsOf(seen: Seen): string[] {
  const faults: string[] = []
  if (/sign in|password/i.test(seen.text)) faults.push('asks for a sign-in')
  const silence = within(script.silences, atMs)
  const oldMs = silence ? atMs - silence.fromMs : atMs - readAtMs(script, atMs)
  const levels =
    oldMs === 0 ? ['live'] : oldMs > 7 * 60_000 ? ['lost'] : oldMs > 60_000 ? ['stale', 'lost'] : []
  if (levels.length > 0 && !levels.includes(seen.level ?? ''))
    faults.push(`level ${seen.level}, not ${levels.join(' or ')}`)
  const [hours = 0, minutes = 0, seconds = 0] = seen.clock.slice(0, 8).split(':').map(Number)
  const offMs = Math.abs(((hours * 60 + minutes) * 60 + seconds) * 1_000 - (atMs % (24 * HOUR_MS)))
  if (Math.min(offMs, 24 * HOUR_MS - offMs) > 5_000) faults.push(`the clock shows ${seen.clock}`)
  if (seen.level === 'lost') return seen.names.length > 0 ? [...faults, 'tiles although all is lost'] : faults
  if (silence) return faults
  const shown = shownAt(script, atMs)
  const open = shown.filter((course) => isAlarming(course, atMs))
  // What failed while nobody could see it is new once it is seen.
  const sinceMs = Math.max(
    0,
    ...[...script.silences, ...script.outages].map(({ toMs }) => (toMs <= atMs ? toMs : 0)),
  )
  const fresh = open.filter(({ failsAtMs }) => atMs - Math.max(failsAtMs ?? 0, sinceMs) < HOLD_MS + GRACE_MS)
  const certain = open.filter(
    ({ failsAtMs }) =>
      readAtMs(script, atMs) >= (failsAtMs ?? 0) && atMs - (failsAtMs ?? 0) < HOLD_MS - GRACE_MS,
  )
  if (seen.takeover !== null && fresh.length === 0) faults.push(`a take-over for nothing: ${seen.takeover}`)
  if (seen.takeover === null && certain.length > 0)
    faults.push(`no take-over for ${certain.map(nameOf).join(', ')}`)
  if (seen.takeover === null) {
    const wanted = shown.map(nameOf).toSorted().join(', ')
    const found = seen.names.toSorted().join(', ')
    if (wanted !== found) faults.push(`shows [${found}], not [${wanted}]`)
  }
  return faults
}

const isNearEdge = (): boolean => script.edges.some((edge) => atMs >= edge && atMs - edge < GRACE_MS)

const wrong: string[] = []
const heaps: { hour: number; bytes: number; nodes: number }[] = []
let looks = 0

async function step(): Promise<void> {
  await page.clock.runFor(STEP_MS)
  atMs += STEP_MS
  while (underWay.size > 0) await pause(1)
}

async function watch(): Promise<void> {
  await page.clock.install({ time: dayMs })
  await page.goto(`${base}/wall`)
  await page.getByTestId('wall-board').waitFor()
  await page.clock.pauseAt(dayMs + LOOK_MS)
  atMs = LOOK_MS
  const devtools = await context.newCDPSession(page)
  while (atMs < HOURS * HOUR_MS) {
    await step()
    if (atMs % LOOK_MS === 0 && !isNearEdge()) {
      looks += 1
      let faults = faultsOf(await see(page))
      // Time runs a hundred times as fast here as the answers do: what is wrong has to stay so for two polls.
      for (let again = 0; again < 6 && faults.length > 0; again += 1) {
        await step()
        faults = faultsOf(await see(page))
      }
      for (const fault of faults)
        wrong.push(`${new Date(dayMs + atMs).toISOString().slice(11, 19)}: ${fault}`)
    }
    if (process.env['VERBOSE'] && atMs % (10 * LOOK_MS) === 0)
      console.log(
        `${atMs / LOOK_MS} min after ${((Date.now() - began) / 1_000).toFixed(0)} s, ${polls} polls`,
      )
    if (atMs % HOUR_MS !== 0) continue
    await devtools.send('HeapProfiler.collectGarbage')
    const { usedSize: bytes } = await devtools.send('Runtime.getHeapUsage')
    const nodes = await page.evaluate(() => document.querySelectorAll('*').length)
    heaps.push({ hour: atMs / HOUR_MS, bytes, nodes })
  }
}

const began = Date.now()
await watch().finally(endAll)
const tookS = (Date.now() - began) / 1_000

console.log(
  `${HOURS} h of fake time in ${tookS.toFixed(0)} s: ${polls} polls, ${script.runs.length} failovers, ${script.silences.length} silences of the monitor, ${script.outages.length} of Enterprise Manager`,
)
console.log(
  `looked at ${looks} times, wrong ${wrong.length} times; page loaded ${loads} times; at ${[...addresses].join(', ')}`,
)
for (const line of wrong.slice(0, 20)) console.log(`  ${line}`)
for (const line of errors.slice(0, 5)) console.log(`  error: ${line}`)
console.log(
  `heap after each hour, MB (elements): ${heaps.map(({ bytes, nodes }) => `${(bytes / 1e6).toFixed(1)} (${nodes})`).join(', ')}`,
)
// The page of the new build has settled an hour after it.
const first = heaps.find(({ hour }) => hour * HOUR_MS >= script.newBuildAtMs + HOUR_MS) ?? heaps[0]
const last = heaps.at(-1)
const growth = first && last ? last.bytes / first.bytes : 1
console.log(`from hour ${first?.hour} to hour ${last?.hour}: × ${growth.toFixed(3)}, limit ${MOST_GROWTH}`)

const loadsWanted = HOURS * HOUR_MS > script.newBuildAtMs ? 2 : 1
if (
  wrong.length > 0 ||
  errors.length > 0 ||
  growth >= MOST_GROWTH ||
  loads !== loadsWanted ||
  addresses.size > 1
)
  process.exitCode = 1
