/**
 * 50 screens and 200 browsers on 30 failovers that run: Enterprise Manager must see no more of them than of one screen
 * alone. Both are measured in one run, one after the other; prints what EM saw, the server's CPU and the times of the
 * replies. `SCREENS`, `BROWSERS`, `FAILOVERS` and `SECONDS` change the size.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Agent, fetch } from 'undici'
import {
  cookieOf,
  cpuSeconds,
  createTimes,
  percentile,
  poll,
  signInAs,
  type Times,
  toStatusText,
} from './http-viewer'
import { endProgram, startProgram } from './start-program'

const SCREENS = Number(process.env['SCREENS'] ?? 50)
const BROWSERS = Number(process.env['BROWSERS'] ?? 200)
const SECONDS = Number(process.env['SECONDS'] ?? 60)
const INTERVAL_MS = 3_000
/** Of what EM sees in a minute of the same work: its lists fall a second earlier or later. */
const TOLERANCE = 1.05

const em = startProgram('tests/bench/many-failovers.ts', [], {}, /^\{/)
const { url: emUrl, ids } = JSON.parse(await em.line) as { url: string; ids: string[] } // safe: our own program's line
const dataDir = mkdtempSync(join(tmpdir(), 'failover-wall-'))
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
    EM_POLL_ACTIVE_MS: String(INTERVAL_MS),
    LIMIT_FACTOR: '100',
    LOG_LEVEL: 'silent',
  },
  /ready: /,
)
const base = /ready: (\S+)/.exec(await monitor.line)?.[1] ?? ''
const pid = monitor.child.pid ?? 0
const agent = new Agent({ connections: SCREENS + BROWSERS })
const operator = await signInAs(base, { username: 'monitor', password: 'monitor-secret' })

async function pairScreen(n: number): Promise<string> {
  const asked = await fetch(`${base}/api/screens/pairing`, { method: 'POST', headers: { Origin: base } })
  const { code } = (await asked.json()) as { code: string } // safe: our own server's reply
  const approved = await fetch(`${base}/api/screens/${code}/approve`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: base, cookie: operator },
    body: JSON.stringify({ name: `Screen ${n + 1}`, scope: { kind: 'all' } }),
  })
  if (approved.status !== 201) throw new Error(`pairing: ${approved.status} ${await approved.text()}`)
  return cookieOf(asked.headers.get('Set-Cookie'))
}

const report = JSON.stringify({
  build: 'bench',
  page: { number: 1, of: 2 },
  size: { width: 1920, height: 1080, pixelRatio: 1 },
  sound: 'off',
  done: [],
})

async function seenByEm(): Promise<Map<string, number>> {
  const response = await fetch(`${emUrl}/simulator/requests`)
  const body = (await response.json()) as
    | { method: string; path: string }[]
    | { requests: { path: string }[] } // safe: our own simulator's reply
  const kinds = new Map<string, number>()
  for (const { path } of Array.isArray(body) ? body : body.requests) {
    const kind = /\/api\/(?:cloud\/)?([A-Za-z]+)/.exec(path)?.[1] ?? path
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  }
  return kinds
}

type Look = { em: Map<string, number>; total: number; cpu: number; seconds: number }

async function look(act: (untilMs: number) => Promise<unknown>): Promise<Look> {
  const before = await seenByEm()
  const cpuBefore = cpuSeconds(pid)
  const began = Date.now()
  await act(began + SECONDS * 1_000)
  const seconds = (Date.now() - began) / 1_000
  const cpu = cpuSeconds(pid) - cpuBefore
  const seen = new Map(
    [...(await seenByEm())].map(([kind, count]) => [kind, count - (before.get(kind) ?? 0)] as const),
  )
  return { em: seen, total: [...seen.values()].reduce((sum, count) => sum + count, 0), cpu, seconds }
}

const watch = (cookie: string, untilMs: number, times: Times): Promise<void> =>
  poll({
    url: `${base}/api/wall`,
    cookie,
    headers: { 'Screen-Report': report },
    intervalMs: INTERVAL_MS,
    untilMs,
    dispatcher: agent,
    times,
  })

/** Half of the people have the list open, the others one of the runs. */
const browse = (cookie: string, n: number, untilMs: number, times: Times): Promise<void> =>
  poll({
    url: n % 2 === 0 ? `${base}/api/sessions` : `${base}/api/sessions/${ids[n % ids.length] ?? ''}`,
    cookie,
    intervalMs: INTERVAL_MS,
    untilMs,
    dispatcher: agent,
    times,
  })

const screens: string[] = []
while (screens.length < SCREENS) screens.push(await pairScreen(screens.length))
const browsers: string[] = []
while (browsers.length < BROWSERS)
  browsers.push(await signInAs(base, { username: 'operator', password: 'operator-secret' }))
const first = await fetch(`${base}/api/wall`, { headers: { cookie: screens[0] ?? '' } })
const board = (await first.json()) as { sessions: unknown[] } // safe: our own server's reply

// What is read once, and what a sign-in costs, is over before either look begins.
await pause(15_000)
const alone = createTimes()
const one = await look((untilMs) => watch(screens[0] ?? '', untilMs, alone))
const ofScreens = createTimes()
const ofBrowsers = createTimes()
const all = await look((untilMs) =>
  Promise.all([
    ...screens.map((cookie) => watch(cookie, untilMs, ofScreens)),
    ...browsers.map((cookie, n) => browse(cookie, n, untilMs, ofBrowsers)),
  ]),
)

const perMinute = ({ total, seconds }: Look): number => (total * 60) / seconds
const kindsOf = ({ em: seen }: Look): string =>
  [...seen]
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => `${kind} ${count}`)
    .join(', ')
const share = (look_: Look): string => `${((100 * look_.cpu) / look_.seconds).toFixed(0)} % of one core`
const line = (name: string, times: Times): void =>
  console.log(
    `${name}: ${times.ms.length} replies (${toStatusText(times)}), ${(times.bytes / 1e6).toFixed(1)} MB; median ${percentile(times, 0.5).toFixed(1)} ms, 95 % ${percentile(times, 0.95).toFixed(1)} ms, longest ${percentile(times, 1).toFixed(0)} ms`,
  )

console.log(
  `${board.sessions.length} failovers on the wall; ${SCREENS} screens and ${BROWSERS} browsers, ${SECONDS} s each, interval ${INTERVAL_MS} ms`,
)
line('one screen alone', alone)
console.log(`  EM: ${perMinute(one).toFixed(0)} requests a minute (${kindsOf(one)}); CPU ${share(one)}`)
line('all screens', ofScreens)
line('all browsers', ofBrowsers)
console.log(`  EM: ${perMinute(all).toFixed(0)} requests a minute (${kindsOf(all)}); CPU ${share(all)}`)
console.log(`EM's requests with all against one screen: ${(perMinute(all) / perMinute(one)).toFixed(2)}`)

await endProgram(monitor)
await endProgram(em)
await agent.close()
rmSync(dataDir, { recursive: true, force: true })
const unexpected = [ofScreens, ofBrowsers].some(({ statuses }) =>
  [...statuses.keys()].some((status) => status !== 200 && status !== 304),
)
if (unexpected || perMinute(all) > perMinute(one) * TOLERANCE) process.exitCode = 1
