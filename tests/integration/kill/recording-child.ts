/**
 * The monitor without its pages: records what Enterprise Manager tells until it is killed, or stops in order when its
 * input ends, which also happens when the parent dies. `CLOCK_AHEAD_MS` moves its clock, as the simulator's is moved.
 * At step `STAND_STILL_AT` of its writing it stands still, so that it can be killed between two statements.
 */
import Database from 'libsql'
import pg from 'pg'
import { say } from './child-lines'
import { loadConfig } from '@/lib/server/config'
import { createRuntime } from '@/lib/server/runtime'

const aheadMs = Number(process.env['CLOCK_AHEAD_MS'] ?? 0)

const standStillAt = Number(process.env['STAND_STILL_AT'] ?? 0)
const STAND_STILL_MS = 10_000

let isOpen = false
let steps = 0
let begunAtMs = 0

function step(): void {
  if (!isOpen) return
  steps += 1
  say({ kind: 'step' })
  if (steps === standStillAt) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, STAND_STILL_MS)
}

function before(text: string): void {
  if (/^begin/i.test(text) && !/exclusive/i.test(text)) {
    begunAtMs = performance.now()
    say({ kind: 'begin' })
  } else if (/^(insert|update|delete|commit)/i.test(text)) step()
}

function after(text: string, isDone: boolean): void {
  if (!/^(commit|rollback)$/i.test(text)) return
  const committed = isDone && /^commit$/i.test(text)
  say({ kind: 'end', committed, tookMs: performance.now() - begunAtMs })
  if (committed) step()
}

/** Tells what the database library is asked for, so that the parent can hit it. */
function watchSqlite(): void {
  type Statement = { run: (...values: unknown[]) => unknown }
  type Asked = { prepare: (text: string) => Statement; exec: (text: string) => unknown }
  // safe: the library's own class, whose statements have such a `run`
  const prototype = Database.prototype as unknown as Asked
  const { prepare, exec } = prototype
  prototype.exec = function execWatched(text) {
    before(text)
    const result = exec.call(this, text)
    after(text, true)
    return result
  }
  prototype.prepare = function prepareWatched(text) {
    before(text)
    const statement = prepare.call(this, text)
    const run = statement.run.bind(statement)
    statement.run = (...values) => {
      const result = run(...values)
      after(text, true)
      return result
    }
    return statement
  }
}

function watchPostgres(): void {
  // safe: of the library's overloads the one with a text and a promise is the only one that is used here
  const prototype = pg.Client.prototype as unknown as { query: (...values: unknown[]) => unknown }
  const query = prototype.query
  prototype.query = function queryWatched(...values) {
    const text = typeof values[0] === 'string' ? values[0] : ''
    before(text)
    const result = query.apply(this, values)
    void Promise.resolve(result).then(
      () => after(text, true),
      () => after(text, false),
    )
    return result
  }
}

async function main(): Promise<void> {
  watchSqlite()
  watchPostgres()
  const config = loadConfig(process.env)
  say({ kind: 'up' })
  const runtime = createRuntime(config, {
    now: () => Date.now() + aheadMs,
    onWritten: (writes) => say({ kind: 'written', writes }),
  })
  await runtime.opened
  isOpen = runtime.isRecordOpen()
  if (isOpen) say({ kind: 'open' })

  process.stdin.resume()
  await new Promise((resolve) => process.stdin.once('close', resolve))
  await runtime.dispose()
  say({ kind: 'stopped' })
}

void main()
