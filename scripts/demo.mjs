// npm run demo: all set-up, then the simulator and the monitor against it, until Ctrl-C.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { childEnv, ensureBuilt, ensureInstalled, fail, ROOT, tsxArguments } from './set-up.mjs'

const PORT = process.env.PORT ?? '3000'
const SPEED = process.env.DEMO_SPEED ?? '10'
if (!(Number(SPEED) > 0))
  fail(`DEMO_SPEED is ${JSON.stringify(SPEED)}: it must be a number above 0 (10: ten minutes in one).`)

ensureInstalled()
ensureBuilt()

const dataDir = mkdtempSync(join(tmpdir(), 'failover-monitor-demo-'))
const children = new Set()
let stopping = false

/** Stops everything that was started, then goes; nothing is left behind. */
function stop(code) {
  if (stopping) return
  stopping = true
  for (const child of children) child.kill('SIGTERM')
  const cutOff = setTimeout(() => {
    for (const child of children) child.kill('SIGKILL')
  }, 5_000)
  const waitForAll = setInterval(() => {
    if (children.size > 0) return
    clearInterval(waitForAll)
    clearTimeout(cutOff)
    rmSync(dataDir, { recursive: true, force: true })
    process.exit(code)
  }, 50)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(0))

/** Starts a program of ours and waits for the first line that `isReady` accepts. */
function start(name, args, env, isReady) {
  // Its own group: Ctrl-C reaches only us, and we stop the children in order.
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...childEnv, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  children.add(child)
  const last = []
  const keep = (line) => {
    last.push(line)
    if (last.length > 20) last.shift()
  }
  createInterface({ input: child.stderr }).on('line', keep)
  return new Promise((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      keep(line)
      if (isReady(line)) resolve(line)
    })
    child.on('exit', (code) => {
      children.delete(child)
      if (stopping) return
      process.stderr.write(`${name} ended (code ${code}):\n${last.join('\n')}\n`)
      stop(1)
    })
  })
}

const simulator = JSON.parse(
  await start(
    'The simulator',
    tsxArguments('simulator/main.ts', '--json', '--port', '0', '--speed', SPEED),
    {},
    (line) => line.startsWith('{'),
  ),
)

await start(
  'The monitor',
  tsxArguments('lib/server/start.ts'),
  {
    NODE_ENV: 'production',
    PORT,
    DATA_DIR: dataDir,
    EM_URL: simulator.url,
    EM_USERNAME: 'monitor',
    EM_PASSWORD: 'monitor-secret',
    EM_POLL_ACTIVE_MS: process.env.EM_POLL_ACTIVE_MS ?? '2000',
    EM_COLLECT: process.env.EM_COLLECT ?? 'manual',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
  },
  (line) => line.startsWith('Failover Monitor is ready'),
)

const url = `http://127.0.0.1:${PORT}`
const page = (id) => `${url}/sessions/${id}`
const { sessionIds } = simulator

/** What an operator would do by hand: tell tenants who the provider is, and share one failover. */
async function share() {
  let cookie = ''
  const send = async (method, path, body) => {
    const reply = await fetch(url + path, {
      method,
      headers: { Origin: url, 'Content-Type': 'application/json', Cookie: cookie },
      body: JSON.stringify(body),
    })
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`)
    return reply
  }
  const signedIn = await send('POST', '/api/auth/sign-in/enterprise-manager', {
    username: 'monitor',
    password: 'monitor-secret',
  })
  cookie = signedIn.headers.getSetCookie()[0].split(';')[0]
  await send('PUT', '/api/provider', {
    name: 'Nordwind Cloud',
    tagline: 'Your partner for disaster recovery',
    contact: 'On-call desk +49 40 555 0199 · oncall@nordwind.example',
    accent: '#0f766e',
  })
  const link = (label, language, timeZone) => ({ sessionId: sessionIds.failures, label, language, timeZone })
  const [english, german] = await Promise.all([
    send('POST', '/api/share-links', link('Failover of your servers', 'en', 'Europe/London')),
    send('POST', '/api/share-links', link('Failover Ihrer Server', 'de', 'Europe/Berlin')),
  ])
  // The failed run before the retry has a link of its own, which the retry can be added to where both are joined.
  const retried = await (
    await fetch(`${url}/api/sessions/${sessionIds.retried}`, { headers: { Cookie: cookie } })
  ).json()
  const failedBefore = retried.attempts?.runs[0]?.id
  if (failedBefore !== undefined)
    await send('POST', '/api/share-links', {
      sessionId: failedBefore,
      label: 'Saltmarsh: your servers',
      language: 'en',
      timeZone: 'Europe/London',
    })
  await send('POST', '/api/auth/sign-out')
  return { english: (await english.json()).url, german: (await german.json()).url }
}

const links = await share().catch((error) => {
  process.stderr.write(`The share links could not be made: ${error.message}\n`)
  return { english: 'none', german: 'none' }
})
process.stdout.write(`
Failover Monitor runs against a simulated Enterprise Manager, ${SPEED} times as fast as life.

  All failovers       ${url}/
  Sign in with        monitor / monitor-secret    (portal / portal-secret: operator; operator / operator-secret: viewer)
  One that fails      ${page(sessionIds.failures)}
  One that runs well  ${page(sessionIds.clean)}
  300 VMs             ${page(sessionIds.long)}
  A second attempt    ${page(sessionIds.retried)}    (its first one failed 40 minutes before: join them)

  What its tenant sees, without a sign-in
    in English        ${links.english}
    in German         ${links.german}
  A wall display      ${url}/wall    (approve its code at ${url}/screens)

  Provoke a fault:    curl -X POST ${simulator.url}/simulator/faults -d '{"fault":{"kind":"status","status":503}}'
  End it again:       curl -X POST ${simulator.url}/simulator/faults -d 'null'

Ctrl-C stops everything.
`)
