/**
 * 200 browsers on one session, over HTTP, for a minute: what Enterprise Manager sees of them and what the server needs.
 * `VIEWERS` and `SECONDS` change the size.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Agent, fetch } from 'undici'
import { cpuSeconds, createTimes, percentile, poll, signInAs, toStatusText } from './http-viewer'
import { endProgram, startProgram } from './start-program'

const VIEWERS = Number(process.env['VIEWERS'] ?? 200)
const SECONDS = Number(process.env['SECONDS'] ?? 60)
const INTERVAL_MS = 3_000

type Simulated = { url: string; sessionIds: { long: string } }

const em = startProgram(
  'simulator/main.ts',
  ['--json', '--port', '0', '--scenario', 'long', '--speed', '5'],
  {},
  /^\{/,
)
const simulator = JSON.parse(await em.line) as Simulated // safe: our own simulator's line
const dataDir = mkdtempSync(join(tmpdir(), 'failover-bench-'))
const monitor = startProgram(
  'lib/server/start.ts',
  [],
  {
    NODE_ENV: 'production',
    PORT: '0',
    DATA_DIR: dataDir,
    EM_URL: simulator.url,
    EM_USERNAME: 'monitor',
    EM_PASSWORD: 'monitor-secret',
    EM_POLL_ACTIVE_MS: String(INTERVAL_MS),
    LOG_LEVEL: 'silent',
  },
  /ready: /,
)
const base = /ready: (\S+)/.exec(await monitor.line)?.[1] ?? ''
const server = monitor.child

type Logged = { method: string; path: string }

async function requestsOfEm(): Promise<Logged[]> {
  const response = await fetch(`${simulator.url}/simulator/requests`)
  const body = (await response.json()) as Logged[] | { requests: Logged[] } // safe: our own simulator's reply
  return Array.isArray(body) ? body : body.requests
}

const agent = new Agent({ connections: VIEWERS })
const url = `${base}/api/sessions/${simulator.sessionIds.long}`
const times = createTimes()

const cookies: string[] = []
// One after another: signing in is not what is measured.
while (cookies.length < VIEWERS)
  cookies.push(await signInAs(base, { username: 'operator', password: 'operator-secret' }))
const first = await fetch(url, { headers: { cookie: cookies[0] ?? '' } })
if (!first.ok) throw new Error(`the session: ${first.status}`)
const sample = await first.text()
// The first reads of 300 replica points are over before the minute begins.
await pause(5_000)
const earlier = (await requestsOfEm()).length
const cpuBefore = cpuSeconds(server.pid ?? 0)
const began = Date.now()
const untilMs = began + SECONDS * 1_000
await Promise.all(
  cookies.map((cookie) => poll({ url, cookie, intervalMs: INTERVAL_MS, untilMs, dispatcher: agent, times })),
)
const seconds = (Date.now() - began) / 1_000
const cpu = cpuSeconds(server.pid ?? 0) - cpuBefore

const at = (share: number): string => percentile(times, share).toFixed(1)
const requests = (await requestsOfEm()).slice(earlier)
const seen = (part: RegExp): number =>
  requests.filter((request) => part.test(`${request.method} ${request.path}`)).length
const intervals = seconds / (INTERVAL_MS / 1_000)
console.log(
  `${VIEWERS} viewers of a session with 300 VMs, ${seconds.toFixed(0)} s, interval ${INTERVAL_MS} ms`,
)
console.log(
  `replies: ${times.ms.length} (${toStatusText(times)}), ${(times.bytes / 1e6).toFixed(1)} MB, one at the beginning ${(sample.length / 1e3).toFixed(0)} kB`,
)
console.log(`reply time: median ${at(0.5)} ms, 95 % ${at(0.95)} ms, longest ${at(1)} ms`)
console.log(`server CPU: ${cpu.toFixed(1)} s = ${((100 * cpu) / seconds).toFixed(0)} % of one core`)
console.log(
  `Enterprise Manager saw ${requests.length} requests: session ${seen(/GET .*failoverSessions\/[0-9a-f-]{36}/i)} (${(
    seen(/GET .*failoverSessions\/[0-9a-f-]{36}/i) / intervals
  ).toFixed(
    2,
  )} per interval), lists ${seen(/GET .*(failoverSessions(\?|$)|\/query)/i)}, system sessions ${seen(/systemSessions/i)}, points ${seen(/vmReplicaPoints/i)} (${
    new Set(requests.map(({ path }) => path).filter((path) => /vmReplicaPoints/i.test(path))).size
  } different), logons ${seen(/POST .*sessionMngr/i)}`,
)

await endProgram(monitor)
await endProgram(em)
await agent.close()
rmSync(dataDir, { recursive: true, force: true })
