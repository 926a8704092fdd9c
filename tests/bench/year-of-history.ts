import Database from 'libsql'
import type { FailoverSession, TaskSession } from '@/lib/failover/failover-session'
import { parseReplicaPointId, parseSessionId, type ReplicaPointId, type SessionId } from '@/lib/failover/ids'
import { toCounts, toOutcome } from '@/lib/failover/outcome'
import type { Store } from '@/lib/store/create-store'
import type { SessionWrite } from '@/lib/store/session-write'
import type { Retention } from '@/lib/store/thin-samples'

/** How much is made. A plan has the VMs of one tenant and is run again and again. */
export type Shape = { perDay: number; vms: number; plans: number; retention: Retention }

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
/** EM lists so many days; what is older stands in the record only. */
const LISTED_DAYS = 30
const RUN_MS = 10 * MINUTE_MS
const POLL_MS = 3_000
const SESSIONS_AT_ONCE = 40

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0')
const guid = (kind: number, a: number, b = 0): string =>
  `${hex(kind, 8)}-0000-4000-8000-${hex(a, 6)}${hex(b, 6)}`

export const sessionIdOf = (number: number): SessionId => {
  const id = parseSessionId(guid(1, number))
  if (id === null) throw new Error('no GUID')
  return id
}

export const pointIdOf = (number: number, vm: number): ReplicaPointId => {
  const id = parseReplicaPointId(guid(2, number, vm))
  if (id === null) throw new Error('no GUID')
  return id
}

const utc = (ms: number): string => new Date(ms).toISOString()

/** One finished run. Its number grows with its age: 0 is the newest. */
function toSession(shape: Shape, number: number, startMs: number): FailoverSession {
  const plan = number % shape.plans
  const tasks = Array.from({ length: shape.vms }, (_, vm): TaskSession => {
    const pointId = pointIdOf(number, vm)
    const failed = (number + vm) % 97 === 0
    const vmName = `tenant${plan}-vm${vm}`
    return {
      key: pointId,
      vmName,
      vmReplicaPoint: { id: pointId, name: `${vmName}@2026-01-01 00:00:00` },
      creationTimeUtc: utc(startMs + 4_000 + vm * 1_500),
      endTimeUtc: utc(startMs + RUN_MS - (vm % 10) * 20_000),
      state: 'Stopped',
      result: failed ? 'Failed' : 'Success',
      progress: failed ? 64 : 100,
      failureMessage: failed ? 'Failed to power on VM replica: the host has insufficient memory' : null,
    }
  })
  return {
    uid: `urn:veeam:CloudFailoverSession:${guid(1, number)}`,
    id: sessionIdOf(number),
    name: `Failover plan of tenant ${plan}`,
    jobType: 'FailoverPlan',
    creationTimeUtc: utc(startMs),
    endTimeUtc: utc(startMs + RUN_MS + 5_000),
    state: 'Stopped',
    result: tasks.some((task) => task.result === 'Failed') ? 'Failed' : 'Success',
    progress: 100,
    failureMessage: null,
    backupServer: { id: guid(3, plan % 4), name: `vbr-0${plan % 4}.example` },
    tasks,
  }
}

function toWrite(shape: Shape, number: number, startMs: number, isListed: boolean): SessionWrite {
  const { tasks, ...session } = toSession(shape, number, startMs)
  const counts = toCounts(tasks)
  const plan = number % shape.plans
  const observedAtMs = startMs + RUN_MS + 6_000
  return {
    session,
    outcome: toOutcome(session, counts),
    counts,
    plan: { id: guid(4, plan), name: session.name },
    tenant: { id: guid(5, plan), name: `Tenant ${plan}` },
    tasksFrom: 'record',
    rowsChangedAtMs: observedAtMs,
    rowsSeenAtMs: observedAtMs,
    movedAtMs: observedAtMs,
    observedAtMs,
    inEnterpriseManager: isListed,
    tasks: tasks.map((task, place) => ({ no: place + 1, place, task })),
    sample: null,
    taskSamples: [],
    transitions: [],
    points: tasks.map((task, vm) => ({
      id: pointIdOf(number, vm),
      name: task.vmReplicaPoint?.name ?? null,
      vmDisplayName: task.vmName,
      creationTimeUtc: utc(startMs - 30 * MINUTE_MS),
      pointType: 'Snapshot',
      state: 'Failover',
      observedAtMs,
    })),
    gaps: number % 50 === 0 ? [{ fromMs: startMs + 60_000, toMs: startMs + 120_000, code: 'timed_out' }] : [],
  }
}

/** Moments of the samples that are left of a run of that age. */
function sampleMoments(shape: Shape, startMs: number, ageDays: number): number[] {
  const { fullDays, minuteDays } = shape.retention
  const everyMs = ageDays < fullDays ? POLL_MS : ageDays < minuteDays ? MINUTE_MS : 10 * MINUTE_MS
  return Array.from({ length: Math.floor(RUN_MS / everyMs) + 1 }, (_, index) => startMs + index * everyMs)
}

/**
 * Adds the runs of some days, the newest first. Heads, rows, points and gaps go through the store's own functions;
 * samples and transitions, millions of rows, by plain statements into the same tables.
 */
export async function addDays(
  store: Store,
  path: string,
  shape: Shape,
  days: { from: number; to: number; nowMs: number },
): Promise<void> {
  const numbers = Array.from(
    { length: (days.to - days.from) * shape.perDay },
    (_, index) => days.from * shape.perDay + index,
  )
  const startOf = (number: number): number =>
    days.nowMs - DAY_MS / 2 - Math.floor((number / shape.perDay) * DAY_MS)
  for (let at = 0; at < numbers.length; at += SESSIONS_AT_ONCE) {
    const part = numbers.slice(at, at + SESSIONS_AT_ONCE)
    await store.writeSessions(
      part.map((number) => toWrite(shape, number, startOf(number), number / shape.perDay < LISTED_DAYS)),
    )
  }
  addCourses(path, shape, numbers, startOf)
}

function addCourses(
  path: string,
  shape: Shape,
  numbers: readonly number[],
  startOf: (number: number) => number,
): void {
  const database = new Database(path)
  database.pragma('busy_timeout=10000')
  const noOf = database.prepare('select no, em_id from sessions where id = ?')
  const sample = database.prepare(
    'insert into session_samples (em_id, session_no, at_ms, progress, total, working, succeeded) values (?,?,?,?,?,?,?)',
  )
  const taskSample = database.prepare(
    'insert into task_samples (em_id, session_no, task_no, at_ms, progress) values (?,?,?,?,?)',
  )
  const transition = database.prepare(
    `insert into transitions (em_id, session_no, task_no, field, at_ms, not_before_ms, em_ms, from_word, to_word)
     values (?,?,?,?,?,?,?,?,?)`,
  )
  database.exec('begin')
  for (const number of numbers) {
    const startMs = startOf(number)
    const row = noOf.get([sessionIdOf(number)]) as { no: number; em_id: number } // safe: written just before
    const moments = sampleMoments(shape, startMs, number / shape.perDay)
    moments.forEach((atMs, index) => {
      const percent = Math.floor((100 * index) / moments.length)
      const done = Math.floor((shape.vms * index) / moments.length)
      sample.run([row.em_id, row.no, atMs, percent, shape.vms, shape.vms - done, done])
      // A VM moves by about a percent with every second read.
      for (let vm = 0; vm < shape.vms; vm += 1) {
        if ((index + vm) % 2 === 0) taskSample.run([row.em_id, row.no, vm + 1, atMs, percent])
      }
    })
    for (let vm = 0; vm <= shape.vms; vm += 1) {
      const words = [
        ['state', 'Starting', 'Working', startMs + 9_000],
        ['state', 'Working', 'Stopped', startMs + RUN_MS],
        ['result', 'None', 'Success', startMs + RUN_MS],
      ] as const
      for (const [field, from, to, atMs] of words)
        transition.run([row.em_id, row.no, vm, field, atMs, atMs - POLL_MS, atMs - 500, from, to])
    }
  }
  database.exec('commit')
  database.pragma('wal_checkpoint(truncate)')
  database.close()
}
