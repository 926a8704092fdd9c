// Plain JavaScript without dependencies: it runs before anything is installed.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

export const ROOT = fileURLToPath(new URL('..', import.meta.url))

const OLDEST_NODE = [20, 19]
const INSTALLED = join(ROOT, 'node_modules', '.installed-from')
const BUILT = join(ROOT, '.next', 'built-from')

/** What the build reads; anything else may change without a new build. */
const BUILD_INPUTS = [
  'app',
  'components',
  'lib',
  'public',
  'instrumentation.ts',
  'proxy.ts',
  'next.config.mjs',
  'postcss.config.mjs',
  'tailwind.config.ts',
  'tsconfig.json',
  'package-lock.json',
]

/** The environment of every program we start: nothing calls home, nothing downloads a browser behind our back. */
export const childEnv = {
  ...process.env,
  NEXT_TELEMETRY_DISABLED: '1',
  PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1',
}

export function fail(message) {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}

export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return
  fail(`Node.js ${OLDEST_NODE.join('.')} or newer is needed; this is ${process.versions.node}.`)
}

const hashOf = (path) => createHash('sha256').update(readFileSync(path)).digest('hex')

/** Installs the locked packages unless exactly these are there. */
export function ensureInstalled() {
  checkNode()
  const wanted = hashOf(join(ROOT, 'package-lock.json'))
  if (existsSync(INSTALLED) && readFileSync(INSTALLED, 'utf8') === wanted) return
  process.stdout.write('Installing packages (npm ci) …\n')
  const { status } = spawnSync('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: ROOT,
    env: childEnv,
    stdio: 'inherit',
  })
  if (status !== 0)
    fail('npm ci failed: see its message above. The npm registry must be reachable for the first set-up.')
  writeFileSync(INSTALLED, wanted)
}

function filesBelow(path) {
  if (!existsSync(path)) return []
  const entries = readdirSync(dirname(path), { withFileTypes: true })
  const self = entries.find((entry) => join(dirname(path), entry.name) === path)
  if (!self?.isDirectory()) return [path]
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

function hashOfSources() {
  const hash = createHash('sha256')
  for (const input of BUILD_INPUTS) {
    for (const file of filesBelow(join(ROOT, input)))
      hash.update(file.slice(ROOT.length)).update(readFileSync(file))
  }
  return hash.digest('hex')
}

/** Notes what the present build was made from, so that the next start need not build again. */
export function noteBuild() {
  mkdirSync(dirname(BUILT), { recursive: true })
  writeFileSync(BUILT, hashOfSources())
}

export const isBuilt = () => existsSync(BUILT) && readFileSync(BUILT, 'utf8') === hashOfSources()

/** Builds unless the present build was made from exactly these sources. */
export function ensureBuilt() {
  if (isBuilt()) return
  process.stdout.write('Building (next build) …\n')
  const { status, stdout, stderr } = spawnSync('npx', ['next', 'build'], {
    cwd: ROOT,
    env: childEnv,
    encoding: 'utf8',
  })
  if (status !== 0) fail(`next build failed:\n${stdout}${stderr}`)
  noteBuild()
}

/**
 * Runs one of our TypeScript programs; Node 20 runs no TypeScript, and `server-only` is harmless under this condition only.
 * By the loader and not by tsx's own program: whoever ends the process then ends the program itself, and not a wrapper.
 */
export const tsxArguments = (program, ...rest) => [
  '--conditions=react-server',
  '--import',
  pathToFileURL(join(ROOT, 'node_modules', 'tsx', 'dist', 'loader.mjs')).href,
  join(ROOT, program),
  ...rest,
]
