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
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
  },
  (line) => line.startsWith('Failover Monitor is ready'),
)

const page = (id) => `http://127.0.0.1:${PORT}/sessions/${id}`
const { sessionIds } = simulator
process.stdout.write(`
Failover Monitor runs against a simulated Enterprise Manager, ${SPEED} times as fast as life.

  Sign in with        monitor / monitor-secret    (portal / portal-secret: operator; operator / operator-secret: viewer)
  All failovers       http://127.0.0.1:${PORT}/
  One that fails      ${page(sessionIds.failures)}
  One that runs well  ${page(sessionIds.clean)}
  300 VMs             ${page(sessionIds.long)}
  Connection          http://127.0.0.1:${PORT}/health
  People              http://127.0.0.1:${PORT}/people

  Provoke a fault:    curl -X POST ${simulator.url}/simulator/faults -d '{"fault":{"kind":"status","status":503}}'
  End it again:       curl -X POST ${simulator.url}/simulator/faults -d 'null'

Ctrl-C stops everything.
`)
