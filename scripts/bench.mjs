// npm run bench [name …]: the benchmarks in tests/bench, one after the other; each prints its figures.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { childEnv, ensureBuilt, ensureInstalled, fail, ROOT, tsxArguments } from './set-up.mjs'

ensureInstalled()
ensureBuilt()

const all = readdirSync(join(ROOT, 'tests', 'bench'))
  .filter((name) => name.endsWith('.bench.ts'))
  .map((name) => name.replace(/\.bench\.ts$/, ''))
const wanted = process.argv.slice(2)
const unknown = wanted.find((name) => !all.includes(name))
if (unknown) fail(`There is no benchmark ${unknown}; there are: ${all.join(', ')}.`)

let failed = 0
for (const name of wanted.length > 0 ? wanted : all) {
  process.stdout.write(`\n== ${name}\n`)
  const { status } = spawnSync(process.execPath, tsxArguments(`tests/bench/${name}.bench.ts`), {
    cwd: ROOT,
    env: childEnv,
    stdio: 'inherit',
  })
  if (status !== 0) failed += 1
}
process.exit(failed > 0 ? 1 : 0)
