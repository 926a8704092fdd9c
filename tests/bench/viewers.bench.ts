/**
 * 200 browsers on one session, over HTTP, for a minute: what Enterprise Manager sees of them and what the server needs.
 * `VIEWERS` and `SECONDS` change the size.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Agent, fetch } from 'undici'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const VIEWERS = Number(process.env['VIEWERS'] ?? 200)
const SECONDS = Number(process.env['SECONDS'] ?? 60)
const INTERVAL_MS = 3_000

/** Starts one of our programs and waits for the line that says it is ready. Each has a process of its own: viewers, server and EM share no event loop. */
function start(program: string, args: string[], env: Record<string, string>, ready: RegExp) {
  const tsx = join(ROOT, 'node_modules', 'tsx', 'dist', 'cli.mjs')
  const child = spawn(process.execPath, [tsx, '--conditions=react-server', program, ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  })
  const line = new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (text) => {
      if (ready.test(text)) resolve(text)
    })
    child.on('exit', () => reject(new Error(`${program} ended`)))
  })
  return { child, line }
}

type Simulated = { url: string; sessionIds: { long: string } }

const em = start(
  'simulator/main.ts',
  ['--json', '--port', '0', '--scenario', 'long', '--speed', '5'],
  {},
  /^\{/,
)
const simulator = JSON.parse(await em.line) as Simulated // safe: our own simulator's line
const dataDir = mkdtempSync(join(tmpdir(), 'failover-bench-'))
const monitor = start(
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

/** CPU time of the server and its children so far, seconds; Linux counts 100 ticks a second. */
function cpuSeconds(pid: number): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean)
  const [, , , , , , , , , , , user = '0', system = '0'] = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  return (
    (Number(user) + Number(system)) / 100 +
    children.reduce((sum, child) => sum + cpuSeconds(Number(child)), 0)
  )
}

/** One viewer's sign-in, as each of them has one. @returns the cookie */
async function signIn(): Promise<string> {
  const response = await fetch(`${base}/api/auth/sign-in/enterprise-manager`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: base },
    body: JSON.stringify({ username: 'operator', password: 'operator-secret' }),
  })
  const [cookie = ''] = (response.headers.get('Set-Cookie') ?? '').split(';')
  if (response.status !== 204) throw new Error(`sign-in: ${response.status} ${await response.text()}`)
  return cookie
}

const agent = new Agent({ connections: VIEWERS })
const url = `${base}/api/sessions/${simulator.sessionIds.long}`
const times: number[] = []
const statuses = new Map<number, number>()
let bytes = 0

async function view(cookie: string, untilMs: number): Promise<void> {
  let etag: string | null = null
  await pause(Math.random() * INTERVAL_MS)
  while (Date.now() < untilMs) {
    const began = performance.now()
    const headers = { cookie, ...(etag && { 'If-None-Match': etag }) }
    const response = await fetch(url, { headers, dispatcher: agent })
    bytes += (await response.arrayBuffer()).byteLength
    times.push(performance.now() - began)
    statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1)
    etag = response.headers.get('ETag') ?? etag
    await pause(INTERVAL_MS)
  }
}

const cookies: string[] = []
// One after another: signing in is not what is measured.
while (cookies.length < VIEWERS) cookies.push(await signIn())
const first = await fetch(url, { headers: { cookie: cookies[0] ?? '' } })
if (!first.ok) throw new Error(`the session: ${first.status}`)
const sample = await first.text()
// The first reads of 300 replica points are over before the minute begins.
await pause(5_000)
const earlier = (await requestsOfEm()).length
const cpuBefore = cpuSeconds(server.pid ?? 0)
const began = Date.now()
await Promise.all(cookies.map((cookie) => view(cookie, began + SECONDS * 1_000)))
const seconds = (Date.now() - began) / 1_000
const cpu = cpuSeconds(server.pid ?? 0) - cpuBefore

times.sort((a, b) => a - b)
const at = (share: number): string => (times[Math.floor(times.length * share)] ?? 0).toFixed(1)
const requests = (await requestsOfEm()).slice(earlier)
const seen = (part: RegExp): number =>
  requests.filter((request) => part.test(`${request.method} ${request.path}`)).length
const intervals = seconds / (INTERVAL_MS / 1_000)
console.log(
  `${VIEWERS} viewers of a session with 300 VMs, ${seconds.toFixed(0)} s, interval ${INTERVAL_MS} ms`,
)
console.log(
  `replies: ${times.length} (${[...statuses].map(([status, n]) => `${status}: ${n}`).join(', ')}), ${(bytes / 1e6).toFixed(1)} MB, one at the beginning ${(sample.length / 1e3).toFixed(0)} kB`,
)
console.log(`reply time: median ${at(0.5)} ms, 95 % ${at(0.95)} ms, longest ${at(0.9999)} ms`)
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

for (const child of [server, em.child]) {
  const ended = new Promise((resolve) => {
    child.removeAllListeners('exit')
    child.on('exit', resolve)
  })
  child.kill('SIGTERM')
  await ended
}
await agent.close()
rmSync(dataDir, { recursive: true, force: true })
