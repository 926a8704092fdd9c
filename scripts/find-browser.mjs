// Finds a Chromium for the browser journeys: the system's, else Playwright's own, which is downloaded if it can be.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { childEnv, ROOT } from './set-up.mjs'

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** @returns the executable's path, or null if there is none and none can be had */
export async function findBrowser() {
  const named = process.env.CHROMIUM_PATH
  if (named) return existsSync(named) ? named : null
  const system = SYSTEM.find((path) => existsSync(path))
  if (system) return system
  const { chromium } = await import('@playwright/test')
  if (existsSync(chromium.executablePath())) return chromium.executablePath()
  process.stdout.write('No Chromium found; trying Playwright’s own download …\n')
  const { PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: _skip, ...env } = childEnv
  spawnSync(
    process.execPath,
    [join(ROOT, 'node_modules', '@playwright', 'test', 'cli.js'), 'install', 'chromium'],
    {
      cwd: ROOT,
      env,
      stdio: 'ignore',
      timeout: 300_000,
    },
  )
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : null
}
