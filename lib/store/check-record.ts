import 'server-only'
import { sql, type Kysely } from 'kysely'
import type { Engine } from './store-fault'
import type { Tables } from './tables'

/** What is wrong with a record, in sentences; empty if all is well. */
export async function checkRecord(db: Kysely<Tables>, engine: Engine): Promise<string[]> {
  const faults: string[] = []
  if (engine === 'sqlite') {
    const { rows: pages } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db)
    faults.push(...pages.map((row) => row.integrity_check).filter((text) => text !== 'ok'))
    const { rows: keys } = await sql<{ table: string }>`pragma foreign_key_check`.execute(db)
    faults.push(...keys.map((row) => `A row of ${row.table} belongs to nothing`))
  }
  for (const { what, query } of RULES) {
    const { rows } = await query.execute(db)
    const count = rows[0]?.n ?? 0
    if (count > 0) faults.push(`${count} ${what}`)
  }
  return faults
}

type Rule = { what: string; query: ReturnType<typeof sql<{ n: number }>> }

const OF_SESSIONS = [
  'task_sessions',
  'session_samples',
  'task_samples',
  'transitions',
  'gaps',
  'replica_points',
  'reports',
  'acknowledgements',
  'run_notes',
  'finalisations',
] as const satisfies readonly (keyof Tables)[]

const OF_LINKS = [
  'share_tokens',
  'share_runs',
  'share_aliases',
  'share_updates',
  'share_views',
] as const satisfies readonly (keyof Tables)[]

/** What must hold whatever the engine, and what its own checks do not see. */
const RULES: readonly Rule[] = [
  {
    what: 'rows of one session under the same key',
    query: sql<{ n: number }>`select count(*) as n from (
      select 1 from task_sessions group by session_no, key having count(*) > 1) as doubles`,
  },
  {
    what: 'samples of VMs that have no row',
    query: sql<{ n: number }>`select count(*) as n from (
      select distinct session_no, task_no from task_samples) as sampled
      where not exists (select 1 from task_sessions where task_sessions.session_no = sampled.session_no
        and task_sessions.no = sampled.task_no)`,
  },
  {
    what: 'transitions of VMs that have no row',
    query: sql<{ n: number }>`select count(*) as n from transitions where task_no <> 0 and not exists (
      select 1 from task_sessions where task_sessions.session_no = transitions.session_no
        and task_sessions.no = transitions.task_no)`,
  },
  {
    what: 'transitions that change nothing',
    query: sql<{ n: number }>`select count(*) as n from transitions where from_word = to_word`,
  },
  {
    what: 'gaps that end before they begin',
    query: sql<{ n: number }>`select count(*) as n from gaps where to_ms < from_ms`,
  },
  {
    what: 'Enterprise Managers whose number of unlisted sessions is wrong',
    query: sql<{ n: number }>`select count(*) as n from enterprise_managers where unlisted_sessions <> (
      select count(*) from sessions where sessions.em_id = enterprise_managers.id and in_em = 0)`,
  },
  {
    what: 'runs that are the only attempt of their failover',
    query: sql<{ n: number }>`select count(*) as n from (
      select 1 from attempt_runs group by em_id, group_id having count(*) = 1) as single`,
  },
  {
    what: 'share links with two tokens in use',
    query: sql<{ n: number }>`select count(*) as n from (
      select 1 from share_tokens where ended_ms is null group by link_no having count(*) > 1) as doubles`,
  },
  {
    what: 'share links without a token in use',
    query: sql<{ n: number }>`select count(*) as n from share_links where not exists (
      select 1 from share_tokens where share_tokens.link_no = share_links.no and ended_ms is null)`,
  },
  {
    what: 'share links that show no run',
    query: sql<{ n: number }>`select count(*) as n from share_links where not exists (
      select 1 from share_runs where share_runs.link_no = share_links.no)`,
  },
  {
    what: 'rows that name another Enterprise Manager than their share link',
    query: sql<{ n: number }>`select count(*) as n from (${sql.join(
      OF_LINKS.map((table) => sql`select em_id, link_no from ${sql.table(table)}`),
      sql` union all `,
    )}) as parts join share_links on share_links.no = parts.link_no where parts.em_id <> share_links.em_id`,
  },
  {
    what: 'rows that name another Enterprise Manager than their session',
    query: sql<{ n: number }>`select count(*) as n from (${sql.join(
      OF_SESSIONS.map((table) => sql`select em_id, session_no from ${sql.table(table)}`),
      sql` union all `,
    )}) as parts join sessions on sessions.no = parts.session_no where parts.em_id <> sessions.em_id`,
  },
]
