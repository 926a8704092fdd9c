import 'server-only'
import type { Insertable, Kysely, Selectable, Transaction } from 'kysely'
import { chunks } from './chunks'
import { toRowFacts } from './row-facts'
import { toCountColumns, toMs, toOutcomeColumn, toSortName, toText } from './rows'
import type { SessionWrite } from './session-write'
import type { SessionsTable, Tables } from './tables'
import { isEnded } from '@/lib/failover/words'

/**
 * Adds what was seen to the record, all of it or nothing. Returns when it is on disk. Safe to repeat.
 * @throws the database's error
 */
export async function writeSessions(
  db: Kysely<Tables>,
  emId: number,
  writes: readonly SessionWrite[],
): Promise<void> {
  if (writes.length === 0) return
  await db.transaction().execute(async (transaction) => {
    for (const write of writes) await writeSession(transaction, emId, write)
  })
}

/** One session within the transaction of all. The tag's columns are an operator's and left alone. */
export async function writeSession(
  db: Transaction<Tables>,
  emId: number,
  write: SessionWrite,
): Promise<void> {
  const no = await writeHead(db, emId, write)
  const owner = { em_id: emId, session_no: no }
  const { observedAtMs } = write
  if (write.tasks.length > 0) await writeTasks(db, owner, write)
  if (write.sample !== null) {
    await db
      .insertInto('session_samples')
      .values({
        ...owner,
        at_ms: observedAtMs,
        progress: write.sample.progress,
        ...toCountColumns(write.counts),
      })
      .onConflict((conflict) => conflict.columns(['session_no', 'at_ms']).doNothing())
      .execute()
  }
  for (const part of chunks(write.taskSamples)) {
    await db
      .insertInto('task_samples')
      .values(part.map((it) => ({ ...owner, task_no: it.no, at_ms: observedAtMs, progress: it.progress })))
      .onConflict((conflict) => conflict.columns(['session_no', 'task_no', 'at_ms']).doNothing())
      .execute()
  }
  for (const part of chunks(write.transitions)) {
    await db
      .insertInto('transitions')
      .values(
        part.map((it) => ({
          ...owner,
          task_no: it.taskNo,
          field: it.field,
          at_ms: it.atMs,
          not_before_ms: it.notBeforeMs,
          em_ms: toMs(it.emTimeUtc),
          from_word: toText(it.from),
          to_word: toText(it.to),
        })),
      )
      .onConflict((conflict) => conflict.columns(['session_no', 'task_no', 'field', 'at_ms']).doNothing())
      .execute()
  }
  for (const part of chunks(toNewest(write.points))) await writePoints(db, owner, part)
  if (write.tasks.length > 0 || write.points.length > 0) {
    await db
      .updateTable('sessions')
      .set(await toRowFacts(db, no))
      .where('no', '=', no)
      .execute()
  }
  for (const gap of write.gaps) {
    await db
      .insertInto('gaps')
      .values({ ...owner, from_ms: gap.fromMs, to_ms: gap.toMs, code: gap.code })
      .onConflict((conflict) =>
        conflict
          .columns(['session_no', 'from_ms', 'code'])
          // An ended gap stays ended, whatever is written late.
          .doUpdateSet((eb) => ({ to_ms: eb.fn.coalesce('gaps.to_ms', eb.ref('excluded.to_ms')) })),
      )
      .execute()
  }
}

type Owner = { em_id: number; session_no: number }

async function writeHead(db: Transaction<Tables>, emId: number, write: SessionWrite): Promise<number> {
  const { id } = write.session
  const known = await db
    .selectFrom('sessions')
    .select(['no', 'in_em', 'sort_ms', 'plan_id', 'plan_name', 'tenant_id', 'tenant_name'])
    .where('em_id', '=', emId)
    .where('id', '=', id)
    .executeTakeFirst()
  const columns = toColumns(write, known)
  if (known === undefined) {
    const { no } = await db
      .insertInto('sessions')
      .values({ ...columns, em_id: emId, id, first_seen_ms: write.observedAtMs })
      .returning('no')
      .executeTakeFirstOrThrow()
    if (columns.in_em === 0) await countUnlisted(db, emId, 1)
    return no
  }
  await db.updateTable('sessions').set(columns).where('no', '=', known.no).execute()
  if (known.in_em !== columns.in_em) await countUnlisted(db, emId, known.in_em - columns.in_em)
  return known.no
}

type Known = Pick<
  Selectable<SessionsTable>,
  'sort_ms' | 'plan_id' | 'plan_name' | 'tenant_id' | 'tenant_name'
>

function toColumns(write: SessionWrite, known: Known | undefined) {
  const { session } = write
  const join = toJoinColumns(write, known)
  const names = [session.name, join.plan_name, join.tenant_name, session.backupServer?.name, session.id]
  return {
    uid: toText(session.uid) ?? '',
    name: toText(session.name),
    job_type: toText(session.jobType),
    creation_ms: toMs(session.creationTimeUtc),
    end_ms: toMs(session.endTimeUtc),
    state: toText(session.state),
    result: toText(session.result),
    progress: session.progress,
    failure_message: toText(session.failureMessage),
    backup_server_id: session.backupServer?.id ?? null,
    backup_server_name: toText(session.backupServer?.name ?? null),
    ...join,
    observed_ms: write.observedAtMs,
    moved_ms: write.movedAtMs,
    rows_changed_ms: write.rowsChangedAtMs,
    rows_seen_ms: write.rowsSeenAtMs,
    rows_from: write.tasksFrom,
    ended: isEnded(session) ? 1 : 0,
    outcome: toOutcomeColumn(write.outcome),
    in_em: write.inEnterpriseManager ? 1 : 0,
    sort_ms: toMs(session.creationTimeUtc) ?? known?.sort_ms ?? write.observedAtMs,
    sort_name: toSortName(session.name),
    sort_tenant: join.tenant_name === null ? null : toSortName(join.tenant_name),
    sort_server: session.backupServer?.name == null ? null : toSortName(session.backupServer.name),
    search_text: toText(names.join('\n').toLowerCase()) ?? '',
    ...toCountColumns(write.counts),
  } satisfies Partial<Insertable<SessionsTable>>
}

/** A join that was certain once is not forgotten because the plan has changed since. */
function toJoinColumns({ plan, tenant }: SessionWrite, known: Known | undefined) {
  if (plan === null && known !== undefined) {
    const { plan_id, plan_name, tenant_id, tenant_name } = known
    return { plan_id, plan_name, tenant_id, tenant_name }
  }
  return {
    plan_id: plan?.id ?? null,
    plan_name: toText(plan?.name ?? null),
    tenant_id: tenant?.id ?? null,
    tenant_name: toText(tenant?.name ?? null),
  }
}

async function writeTasks(db: Transaction<Tables>, owner: Owner, write: SessionWrite): Promise<void> {
  for (const part of chunks(write.tasks)) {
    await db
      .insertInto('task_sessions')
      .values(
        part.map(({ no, place, task }) => ({
          ...owner,
          no,
          place,
          key: toText(task.key) ?? '',
          vm_name: toText(task.vmName),
          point_id: task.vmReplicaPoint?.id ?? null,
          point_name: toText(task.vmReplicaPoint?.name ?? null),
          creation_ms: toMs(task.creationTimeUtc),
          end_ms: toMs(task.endTimeUtc),
          state: toText(task.state),
          result: toText(task.result),
          progress: task.progress,
          failure_message: toText(task.failureMessage),
          first_seen_ms: write.observedAtMs,
        })),
      )
      .onConflict((conflict) =>
        conflict.columns(['session_no', 'no']).doUpdateSet((eb) => ({
          place: eb.ref('excluded.place'),
          key: eb.ref('excluded.key'),
          vm_name: eb.ref('excluded.vm_name'),
          point_id: eb.ref('excluded.point_id'),
          point_name: eb.ref('excluded.point_name'),
          creation_ms: eb.ref('excluded.creation_ms'),
          end_ms: eb.ref('excluded.end_ms'),
          state: eb.ref('excluded.state'),
          result: eb.ref('excluded.result'),
          progress: eb.ref('excluded.progress'),
          failure_message: eb.ref('excluded.failure_message'),
        })),
      )
      .execute()
  }
}

/** Two VMs can be started from one point, and PostgreSQL takes a key only once in a statement. */
function toNewest(points: SessionWrite['points']): SessionWrite['points'] {
  const byAge = [...points].sort((a, b) => a.observedAtMs - b.observedAtMs)
  return [...new Map(byAge.map((point) => [point.id, point])).values()]
}

async function writePoints(
  db: Transaction<Tables>,
  owner: Owner,
  points: SessionWrite['points'],
): Promise<void> {
  await db
    .insertInto('replica_points')
    .values(
      points.map((point) => ({
        ...owner,
        point_id: point.id,
        name: toText(point.name),
        vm_display_name: toText(point.vmDisplayName),
        creation_ms: toMs(point.creationTimeUtc),
        point_type: toText(point.pointType),
        state: toText(point.state),
        observed_ms: point.observedAtMs,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['session_no', 'point_id'])
        .doUpdateSet((eb) => ({
          name: eb.ref('excluded.name'),
          vm_display_name: eb.ref('excluded.vm_display_name'),
          creation_ms: eb.ref('excluded.creation_ms'),
          point_type: eb.ref('excluded.point_type'),
          state: eb.ref('excluded.state'),
          observed_ms: eb.ref('excluded.observed_ms'),
        }))
        .whereRef('replica_points.observed_ms', '<=', 'excluded.observed_ms'),
    )
    .execute()
}

/** Keeps the number of sessions that EM no longer lists, so that no list has to count them. */
export async function countUnlisted(db: Kysely<Tables>, emId: number, by: number): Promise<void> {
  await db
    .updateTable('enterprise_managers')
    .set((eb) => ({ unlisted_sessions: eb('unlisted_sessions', '+', by) }))
    .where('id', '=', emId)
    .execute()
}
