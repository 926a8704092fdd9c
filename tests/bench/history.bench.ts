/**
 * A year of history on SQLite: 20 failovers a day, 20 VMs each (`DAYS`, `PER_DAY`, `VMS` change the size). Prints what the
 * record takes on disk, how long the pages' queries take as it grows, and how SQLite answers them. Ends with 1 if one of
 * the queries that must not grow reads a table from end to end.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { addDays, pointIdOf, sessionIdOf, type Shape } from './year-of-history'
import { toHistoryReply } from '@/lib/server/history'
import { createStore, type Store } from '@/lib/store/create-store'

const DAYS = Number(process.env['DAYS'] ?? 365)
const shape: Shape = {
  perDay: Number(process.env['PER_DAY'] ?? 20),
  vms: Number(process.env['VMS'] ?? 20),
  plans: 40,
  retention: { fullDays: 30, minuteDays: 365 },
}
const REPEATS = 40

const folder = mkdtempSync(join(tmpdir(), 'failover-history-'))
const path = join(folder, 'record.db')
const nowMs = Date.now()
const store = await createStore({ engine: 'sqlite', path }, 'https://em.example:9398', nowMs)

/** The statements that a query sends, taken where the store hands them to the database. */
const sent: string[] = []
let listening = false
const prototype = Database.prototype as { prepare: (sql: string) => unknown } // safe: libsql's documented method
const { prepare } = prototype
prototype.prepare = function listeningPrepare(this: unknown, sql: string) {
  if (listening) sent.push(sql)
  return prepare.call(this, sql)
}

type Measured = {
  name: string
  mustNotGrow: boolean
  run: (store: Store, number: number) => Promise<unknown>
}

const newest = { sort: 'newest' } as const
const measured: Measured[] = [
  {
    name: 'session list, first page',
    mustNotGrow: true,
    run: async (it) => [await it.count(newest), await it.list({ ...newest, limit: 50 })],
  },
  {
    name: 'one session’s history reply',
    mustNotGrow: true,
    run: async (it, number) => toHistoryReply(await it.readHistory(sessionIdOf(number)), true),
  },
  {
    name: 'one session with its rows',
    mustNotGrow: true,
    run: (it, number) => it.readSession(sessionIdOf(number)),
  },
  {
    name: 'earlier runs of a plan (ETA, comparison)',
    mustNotGrow: true,
    run: (it, number) =>
      it.readEarlierRuns({
        id: sessionIdOf(number),
        name: `Failover plan of tenant ${number % shape.plans}`,
        backupServerId: `00000003-0000-4000-8000-${((number % shape.plans) % 4).toString(16).padStart(6, '0')}000000`,
        planId: null,
        kind: null,
        startedAtMs: nowMs,
      }),
  },
  {
    name: 'uses of a replica point',
    mustNotGrow: true,
    run: (it, number) => it.readPointUses(pointIdOf(number, 3)),
  },
  { name: 'what EM listed, at a start', mustNotGrow: true, run: (it) => it.readListed() },
  {
    name: 'list filtered by a text (reads every head)',
    mustNotGrow: false,
    run: async (it) => {
      const query = { ...newest, text: 'tenant 17' }
      return [await it.count(query), await it.list({ ...query, limit: 50 })]
    },
  },
]

/** Median, ms. */
async function timeOf({ run }: Measured, number: number): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < REPEATS; round += 1) {
    const begun = performance.now()
    await run(store, number)
    times.push(performance.now() - begun)
  }
  return times.sort((a, b) => a - b)[Math.floor(REPEATS / 2)] ?? 0
}

const stages = [60, 180, DAYS].filter((days, index, all) => days <= DAYS && all.indexOf(days) === index)
const times = new Map<string, number[]>()
let from = 0
for (const to of stages) {
  const begun = performance.now()
  await addDays(store, path, shape, { from, to, nowMs })
  const seconds = ((performance.now() - begun) / 1_000).toFixed(0)
  console.log(
    `${to} days: ${to * shape.perDay} sessions, made in ${seconds} s, ${megabytes(statSync(path).size)}`,
  )
  await store.writeList({ observedAtMs: nowMs, goneIds: [] })
  from = to
  // One of the last weeks, with all its samples, at every stage.
  for (const one of measured) {
    times.set(one.name, [...(times.get(one.name) ?? []), await timeOf(one, 5 * shape.perDay)])
  }
}

console.log(`\nmedian of ${REPEATS}, ms, at ${stages.join(', ')} days, and the last against the first`)
for (const [name, list] of times) {
  const ratio = ((list.at(-1) ?? 0) / (list[0] ?? 1)).toFixed(2)
  console.log(`  ${name}: ${list.map((ms) => ms.toFixed(2)).join(', ')}  ×${ratio}`)
}

console.log('\nhow SQLite answers')
const beside = new Database(path)
let grows = 0
for (const one of measured) {
  sent.length = 0
  listening = true
  await one.run(store, 5 * shape.perDay)
  listening = false
  console.log(`  ${one.name}`)
  for (const sql of new Set(sent)) {
    const plan = prepare.call(beside, `explain query plan ${sql}`) as {
      all: (values: []) => { detail: string }[]
    } // safe: as above
    for (const { detail } of plan.all([])) {
      // The one row per Enterprise Manager is no growing table.
      const scans = /^SCAN (?!enterprise_managers)/.test(detail)
      if (scans && one.mustNotGrow) grows += 1
      console.log(`    ${scans && one.mustNotGrow ? 'GROWS: ' : ''}${detail}`)
    }
  }
}

const rows = ['sessions', 'task_sessions', 'session_samples', 'task_samples', 'transitions', 'replica_points']
const counted = rows.map((table) => {
  const counting = prepare.call(beside, `select count(*) as n from ${table}`) as {
    get: (values: []) => { n: number }
  } // safe: as above
  return `${table} ${counting.get([]).n.toLocaleString('en-GB')}`
})
beside.close()
const bytes = statSync(path).size
console.log(`\nrows: ${counted.join(', ')}`)
console.log(
  `file: ${megabytes(bytes)} for ${DAYS} days, ${megabytes((bytes * 365) / DAYS)} a year at this rate`,
)

const begunThinning = performance.now()
const later = nowMs + 40 * 86_400_000
let thinned = 0
for (let step = 0; step < 20; step += 1) {
  thinned += (await store.thin(shape.retention, later)).thinned
}
const stepMs = ((performance.now() - begunThinning) / 20).toFixed(1)
console.log(`thinning: ${thinned} sessions in 20 steps, ${stepMs} ms a step`)
console.log(`integrity: ${(await store.check()).join('; ') || 'whole'}`)
await store.close()
rmSync(folder, { recursive: true, force: true })
if (grows > 0) process.exitCode = 1

function megabytes(count: number): string {
  return `${(count / 1e6).toFixed(0)} MB`
}
