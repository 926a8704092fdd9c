// A PostgreSQL server of our own for the tests: started in a temporary folder, gone with whoever asked for it.
// Plain JavaScript without dependencies: .ci/run asks it before anything is installed.
//
//   node scripts/throw-away-postgres.mjs          starts one by hand, prints its address, runs until Ctrl-C or Ctrl-D
//   node scripts/throw-away-postgres.mjs --find   prints the folder of the server's programs, or fails
import { spawn, spawnSync } from 'node:child_process'
import {
  accessSync,
  chownSync,
  constants,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, isAbsolute, join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

/** How the line about skipped suites begins; `npm test` repeats it beside the sum. */
export const POSTGRES_SKIPPED = 'PostgreSQL suites are SKIPPED'

const SELF = fileURLToPath(import.meta.url)

const INITDB_MS = 60_000
const START_MS = 30_000
/** Fast, then immediate shutdown, then none at all; how long each may take. */
const STOP = [
  ['SIGINT', 10_000],
  ['SIGQUIT', 5_000],
  ['SIGKILL', 5_000],
]

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** The `bin` folders of all versions below a folder, newest first. */
function versions(parent, pattern) {
  if (!existsSync(parent)) return []
  return readdirSync(parent)
    .filter((name) => pattern.test(name))
    .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
    .map((name) => join(parent, name, 'bin'))
}

/** What a program of the system prints; null if it is not there or fails. */
function outputOf(program, ...args) {
  const { status, stdout } = spawnSync(program, args, { encoding: 'utf8' })
  return status === 0 ? stdout.trim() : null
}

/** Finds the folder with the server's programs. pg_config may name one without them: the client's package has it too. */
export function findPostgres() {
  const folders = [
    outputOf('pg_config', '--bindir') ?? '',
    ...(process.env.PATH ?? '').split(delimiter),
    ...versions('/usr/lib/postgresql', /^\d/),
    ...versions('/usr', /^pgsql-\d/),
    ...versions('/opt/homebrew/opt', /^postgresql(@\d+)?$/),
    ...versions('/usr/local/opt', /^postgresql(@\d+)?$/),
    '/opt/homebrew/bin',
    '/usr/local/pgsql/bin',
    '/usr/local/bin',
    '/Applications/Postgres.app/Contents/Versions/latest/bin',
  ]
  const hasServer = (folder) => ['initdb', 'postgres'].every((name) => isExecutable(join(folder, name)))
  return folders.find((folder) => isAbsolute(folder) && hasServer(folder)) ?? null
}

/**
 * Starts a throw-away server. A keeper process of its own holds it and ends it when `stop` is called or when this
 * process ends, however it ends: Ctrl-C leaves no time to wait for a shutdown, and SIGKILL none for anything.
 *
 * @returns {Promise<{ url: string, stop: () => Promise<void> } | { url: null, reason: string }>} no address if the
 *   machine has no server programs; a server that is there and does not start is an error
 */
export async function startThrowAwayPostgres() {
  // Detached: Ctrl-C goes to the whole group of the terminal, and would take the keeper along.
  const keeper = spawn(process.execPath, [SELF], { stdio: ['pipe', 'pipe', 'ignore'], detached: true })
  const gone = new Promise((resolve) => {
    keeper.once('error', resolve)
    keeper.once('close', resolve) // not `exit`: what it said last is read by then
  })
  // The keeper may be gone before we let go of it.
  keeper.stdin.on('error', () => {})
  const said = await Promise.race([
    new Promise((resolve) => {
      createInterface({ input: keeper.stdout }).once('line', (line) => resolve(JSON.parse(line)))
    }),
    gone.then(() => ({ error: 'its keeper ended without a word' })),
  ])
  if (said.error) throw new Error(`The throw-away PostgreSQL server did not start: ${said.error}`)
  if (!said.url) return { url: null, reason: said.reason }
  return {
    url: said.url,
    async stop() {
      keeper.stdin.end()
      await gone
    },
  }
}

/** initdb and postgres refuse to run as root: another account must do it. */
function findAccount() {
  if (process.getuid?.() !== 0) return null
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => outputOf('id', flag, name))
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) }
  }
  throw new Error('it refuses to run as root, and there is no account named postgres or nobody')
}

/** A port that is free now; it may be taken a moment later, so that a start must be tried more than once. */
function findPort() {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })
}

/** Runs one of the server's programs inside `folder`, by `account`, without the settings that PG* variables would make. */
function runProgram(path, args, { folder, account, log }) {
  const child = spawn(path, args, {
    // The account may not be allowed to enter the present folder.
    cwd: folder,
    env: Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('PG'))),
    stdio: ['ignore', log, log],
    ...account,
  })
  const exited = new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(code ?? signal))
  })
  return { child, exited }
}

async function stopProgram({ child, exited }, steps) {
  for (const [signal, boundMs] of steps) {
    child.kill(signal)
    const isGone = exited.then(() => true)
    if (await Promise.race([isGone, sleep(boundMs, false, { ref: false })])) return
  }
}

/** What pg_ctl waits for too: this very server, not another one at the same port, says that it is ready. */
function isReady(child, data) {
  const file = join(data, 'postmaster.pid')
  if (!existsSync(file)) return false
  const lines = readFileSync(file, 'utf8').split('\n')
  return Number(lines[0]) === child.pid && lines[7]?.trim() === 'ready'
}

const lastLines = (path) => readFileSync(path, 'utf8').trim().split('\n').slice(-10).join('\n')

/** Makes the data folder. Nothing waits for the disk here: whatever gets lost is made anew. */
async function initialise(bin, data, place) {
  const args = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync']
  const initdb = runProgram(join(bin, 'initdb'), args, place)
  const code = await Promise.race([initdb.exited, sleep(INITDB_MS, 'no end in time', { ref: false })])
  if (code === 0) return
  await stopProgram(initdb, [['SIGKILL', 5_000]])
  throw new Error(`initdb failed (${code}):\n${lastLines(place.logPath)}`)
}

/** Starts the server. fsync and all else that guards data stay as a real server has them: crash tests need that. */
async function startServer(bin, data, place) {
  for (let triesLeft = 2; ; triesLeft -= 1) {
    const port = await findPort()
    const settings = { listen_addresses: '127.0.0.1', port, unix_socket_directories: '' }
    const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    const server = runProgram(join(bin, 'postgres'), ['-D', data, ...args], place)
    const deadline = Date.now() + START_MS
    let end = null
    while (end === null && Date.now() < deadline) {
      if (isReady(server.child, data)) return { ...server, port }
      end = await Promise.race([server.exited, sleep(20, null)])
    }
    if (end !== null && triesLeft > 0) continue
    await stopProgram(server, STOP)
    throw new Error(`${bin}/postgres (${end ?? 'not ready in time'}):\n${lastLines(place.logPath)}`)
  }
}

/** The keeper's whole life: starts the server, says where it is, ends it when its input or a signal says so. */
async function keep(say) {
  let isOver = false
  const over = new Promise((resolve) => {
    const end = () => {
      isOver = true
      resolve()
    }
    for (const event of ['end', 'close', 'error']) process.stdin.once(event, end)
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end)
    process.stdin.resume()
  })
  const bin = findPostgres()
  if (!bin) {
    say({ reason: 'the server programs (initdb, postgres) were not found' })
    return
  }

  const account = findAccount()
  const folder = mkdtempSync(join(tmpdir(), 'failover-monitor-postgres-'))
  try {
    if (account) chownSync(folder, account.uid, account.gid)
    const data = join(folder, 'data')
    const logPath = join(folder, 'log')
    const place = { folder, account, logPath, log: openSync(logPath, 'a') }
    await initialise(bin, data, place)
    if (isOver) return
    const server = await startServer(bin, data, place)
    say({ url: `postgres://postgres@127.0.0.1:${server.port}/postgres` })
    await Promise.race([over, server.exited])
    await stopProgram(server, STOP)
  } finally {
    // Processes of a killed server may write a moment longer.
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  }
}

async function main() {
  if (process.argv.includes('--find')) {
    const bin = findPostgres()
    if (bin) process.stdout.write(`${bin}\n`)
    process.exit(bin ? 0 : 1)
  }
  // Whoever listened may be gone; the server must be stopped all the same.
  process.stdout.on('error', () => {})
  const say = (message) => void process.stdout.write(`${JSON.stringify(message)}\n`)
  await keep(say).catch((error) => say({ error: error.message }))
  process.exit()
}

if (process.argv[1] && realpathSync(process.argv[1]) === realpathSync(SELF)) await main()
