// npm start: the production server against a real Enterprise Manager.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { checkNode, childEnv, fail, ROOT, tsxArguments } from './set-up.mjs'

checkNode()
if (!existsSync(join(ROOT, 'node_modules')))
  fail('The packages are not installed: run `npm ci`, then `npm run build`.')
if (!existsSync(join(ROOT, '.next', 'BUILD_ID'))) fail('There is no build yet: run `npm run build` first.')

const server = spawn(process.execPath, tsxArguments('lib/server/start.ts'), {
  cwd: ROOT,
  env: { ...childEnv, NODE_ENV: 'production' },
  // The channel ends with us, however we end: the server then stops too instead of living on unseen.
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
})
// The terminal signals the whole group; a supervisor signals only us.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal))
server.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
