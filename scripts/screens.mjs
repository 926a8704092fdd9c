// npm run screens [-- -g name]: pictures of every page in every state, into the folder screens/, which git ignores.
import { spawnSync } from 'node:child_process'
import { childEnv, ensureBuilt, ensureInstalled, fail, ROOT } from './set-up.mjs'

ensureInstalled()
ensureBuilt()
const { findBrowser } = await import('./find-browser.mjs')
const browser = await findBrowser()
if (!browser)
  fail('No Chromium was found. Install it with `apt-get install chromium`, or name one with CHROMIUM_PATH.')

const { status } = spawnSync(
  'npx',
  [
    'playwright',
    'test',
    '--config',
    'tests/screens/playwright.config.ts',
    '--reporter=list',
    ...process.argv.slice(2),
  ],
  { cwd: ROOT, env: { ...childEnv, CHROMIUM_PATH: browser }, stdio: 'inherit' },
)
if (status === 0) process.stdout.write('The pictures are in screens/.\n')
process.exit(status ?? 1)
