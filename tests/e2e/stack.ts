import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { test as base, expect, type BrowserContext, type Locator, type Page } from '@playwright/test'
import { tsxArguments } from '@/scripts/set-up.mjs'
import { startSimulator, type Simulator, type SimulatorOptions } from '@/simulator/start-simulator'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
type Env = Record<string, string>

/** The built monitor, started as `npm start` does, against a simulated Enterprise Manager. */
export type Stack = {
  simulator: Simulator
  url: string
  /** Where the monitor keeps its record. */
  dataDir: string
  /** Ends the monitor's server by SIGTERM, with its exit code; `startServer` brings it back on the same port. */
  stopServer: () => Promise<number | null>
  startServer: () => Promise<void>
  /** Ends it as a crash would: no signal that it could answer. */
  killServer: () => Promise<void>
}

async function startServer(env: Env): Promise<{ child: ChildProcess; url: string }> {
  // As npm start does, in one process: a kill -9 has to hit the server itself.
  const child = spawn(process.execPath, tsxArguments('lib/server/start.ts'), {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', LOG_LEVEL: 'error', ...env },
  })
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const ready = /is ready: (\S+)/.exec(line)?.[1]
      if (ready) resolve(ready)
    })
    child.once('exit', (code) => reject(new Error(`the monitor ended with code ${code}`)))
  })
  return { child, url }
}

function stop(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve(child.exitCode)
    child.once('exit', resolve)
    child.kill(signal)
  })
}

export type StackSettings = {
  simulator?: SimulatorOptions
  env?: Env | ((simulator: Simulator) => Env)
  /**
   * Whose sign-in the browser has from the start; null: nobody's. Usually the administrator's. `local`: an administrator
   * by an account of the monitor's own, where Enterprise Manager cannot or must not be asked.
   */
  signedIn?: SignIn | 'local' | null
}

export type SignIn = { username: string; password: string }

/** The simulator's accounts, by the role that they have with us. */
export const STAFF = {
  admin: { username: 'monitor', password: 'monitor-secret' },
  operator: { username: 'portal', password: 'portal-secret' },
  viewer: { username: 'operator', password: 'operator-secret' },
} as const satisfies Record<string, SignIn>

export const LOCAL: SignIn = { username: 'night', password: 'correct horse battery' }

/**
 * Makes the account for the day Enterprise Manager is down, by the admin program beside the server. Not by `spawnSync`: the
 * simulator lives in this process and would stand still meanwhile.
 */
export async function makeLocalAccount(
  dataDir: string,
  role: 'viewer' | 'operator' | 'admin',
): Promise<void> {
  const child = spawn(
    process.execPath,
    tsxArguments('lib/cli/main.ts', 'account', LOCAL.username, '--role', role),
    {
      cwd: ROOT,
      stdio: ['pipe', 'ignore', 'pipe'],
      env: { ...process.env, NODE_ENV: 'production', DATA_DIR: dataDir },
    },
  )
  let said = ''
  child.stderr.on('data', (part: Buffer) => (said += part.toString()))
  child.stdin.end(`${LOCAL.password}\n`)
  const code = await new Promise((resolve) => {
    child.once('exit', resolve)
  })
  if (code !== 0) throw new Error(`the local account: ${said}`)
}

/** Signs the browser in as its person would, without the page. */
export async function signIn(
  context: BrowserContext,
  url: string,
  account: SignIn,
  way: 'enterprise-manager' | 'local' = 'enterprise-manager',
): Promise<void> {
  const reply = await context.request.post(`${url}/api/auth/sign-in/${way}`, {
    data: account,
    headers: { Origin: url },
  })
  if (reply.status() !== 204) throw new Error(`sign-in: ${reply.status()} ${await reply.text()}`)
}

type Fixtures = { startStack: (settings?: StackSettings) => Promise<Stack>; faultsOfPage: string[] }

/** `faultsOfPage` collects console errors and requests to third parties; every test ends by proving that there were none. */
export const test = base.extend<Fixtures>({
  // One jar for pages and plain requests: who is signed in is signed in for both.
  request: async ({ context }, use) => use(context.request),
  startStack: async ({ context }, use) => {
    const stacks: (() => Promise<void>)[] = []
    await use(async ({ simulator: options = {}, env = {}, signedIn = STAFF.admin } = {}) => {
      const simulator = await startSimulator({ historySessions: 4, ...options })
      const dataDir = mkdtempSync(join(tmpdir(), 'failover-e2e-'))
      const settings: Env = {
        EM_URL: simulator.url,
        EM_USERNAME: 'monitor',
        EM_PASSWORD: 'monitor-secret',
        EM_POLL_ACTIVE_MS: '500',
        EM_POLL_IDLE_MS: '1000',
        EM_TIMEOUT_MS: '1500',
        DATA_DIR: dataDir,
        PORT: '0',
        ...(typeof env === 'function' ? env(simulator) : env),
      }
      let server = await startServer(settings)
      const stack: Stack = {
        simulator,
        url: server.url,
        dataDir,
        stopServer: () => stop(server.child),
        killServer: async () => void (await stop(server.child, 'SIGKILL')),
        async startServer() {
          server = await startServer({ ...settings, PORT: new URL(stack.url).port })
        },
      }
      stacks.push(async () => {
        await stop(server.child)
        await simulator.close()
        rmSync(dataDir, { recursive: true, force: true })
      })
      if (signedIn === 'local') {
        await makeLocalAccount(dataDir, 'admin')
        await signIn(context, stack.url, LOCAL, 'local')
      } else if (signedIn) await signIn(context, stack.url, signedIn)
      return stack
    })
    await Promise.all(stacks.map((close) => close()))
  },
  faultsOfPage: [
    async ({ page }, use) => {
      const faults: string[] = []
      page.on('pageerror', (error) => faults.push(`error: ${error.message}`))
      page.on('console', (message) => {
        // The browser itself reports every reply of 400 and more; those the tests provoke.
        if (message.type() === 'error' && !/Failed to load resource/.test(message.text()))
          faults.push(message.text())
      })
      page.on('request', (request) => {
        const { hostname, protocol } = new URL(request.url())
        if (protocol.startsWith('http') && hostname !== '127.0.0.1')
          faults.push(`third party: ${request.url()}`)
      })
      await use(faults)
      expect(faults).toEqual([])
    },
    { auto: true },
  ],
})

export { expect }

/** The level that the page claims, by its mark. */
export const level = (page: Page) => page.getByTestId('freshness').locator('[data-level]')
export const rows = (page: Page) => page.locator('[data-standing]')

/** The page of the point that a VM was started from, as a path; its link in the row opens a sheet beside the run. */
export async function pointPath(page: Page, row: Locator): Promise<string> {
  const href = await row.locator('.task-point a').getAttribute('href')
  const id = new URL(href ?? '', page.url()).searchParams.get('point')
  const session = /sessions\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? ''
  return `/replica-points/${id}?session=${session}`
}

export async function openPoint(page: Page, row: Locator): Promise<void> {
  await page.goto(new URL(await pointPath(page, row), page.url()).href)
}
