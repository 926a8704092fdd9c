import type { SessionListReply, SessionSummary, TaskView } from '@/lib/api/replies'
import type { Freshness } from '@/lib/failover/freshness'
import { toTaskStanding } from '@/lib/failover/outcome'
import {
  ago,
  guid,
  makeCollection,
  makeFreshness,
  makeSessionReply,
  makeTask,
  NOW_MS,
  type SessionSpec,
  utc,
  waiting,
  working,
} from './fixtures'
import { NOTHING_SAID_IN_SHORT } from '../samples/teamwork'

/** The list around the run of fixtures.ts, at the same moment. */
type SummarySpec = SessionSpec & { summaryRecovery?: Partial<SessionSummary['recovery']> }

export function makeSummary({ summaryRecovery, ...spec }: SummarySpec = {}, nowMs = NOW_MS): SessionSummary {
  const { session, outcome, counts, freshness, inEnterpriseManager, tag } = makeSessionReply(spec, nowMs)
  const { tasks, tasksFrom: _from, tasksRecordedAtUtc: _at, ...head } = session
  return {
    session: head,
    outcome,
    counts,
    freshness,
    inEnterpriseManager,
    tag,
    ...NOTHING_SAID_IN_SHORT,
    unacknowledged: counts.failed,
    failing: tasks
      .filter((task) => toTaskStanding(task) === 'failed')
      .map(({ key }) => ({ key, open: true })),
    attempt: null,
    recovery: { rtoTargetMs: null, rpoTargetMs: null, worstRpoMs: null, ...summaryRecovery },
  }
}

const finished = (result: string, minutesAgo: number, tookMinutes: number, nowMs: number): SessionSpec => ({
  state: 'Stopped',
  result,
  creationTimeUtc: ago(minutesAgo, nowMs),
  endTimeUtc: ago(minutesAgo - tookMinutes, nowMs),
})

export function makeTotals(
  nowMs = NOW_MS,
  spec: Partial<SessionListReply['totals']> = {},
): SessionListReply['totals'] {
  const dayMs = 86_400_000
  return {
    running: 3,
    needAttention: 1,
    finishedToday: 6,
    vmsFailedOverToday: 118,
    days: Array.from({ length: 30 }, (_, n) => ({
      dayUtc: utc(nowMs - (29 - n) * dayMs).slice(0, 10),
      succeeded: n % 7 === 3 ? 0 : 3 + (n % 3),
      warning: n % 10 === 5 ? 1 : 0,
      failed: n % 11 === 6 ? 1 : 0,
      unknown: 0,
    })),
    succeeded30: 96,
    ended30: 101,
    history: 6,
    incomplete: false,
    ...spec,
  }
}

export function makeListReply(nowMs = NOW_MS, freshness: Partial<Freshness> = {}): SessionListReply {
  const good = (count: number): TaskView[] =>
    Array.from({ length: count }, (_, index) => makeTask(index + 1, {}, nowMs))
  const sessions = [
    makeSummary({}, nowMs),
    makeSummary(
      {
        id: guid(501),
        name: 'UCM Full Site',
        tenant: { id: guid(2), name: 'UCM & Söhne' },
        creationTimeUtc: ago(33, nowMs),
        tasks: [
          ...good(19),
          ...[20, 21, 22].map((n) => makeTask(n, { result: 'Warning' }, nowMs)),
          makeTask(23, working(80), nowMs),
        ],
      },
      nowMs,
    ),
    makeSummary(
      {
        id: guid(502),
        name: 'CRM stack',
        tenant: null,
        creationTimeUtc: ago(6, nowMs),
        tasks: [
          ...good(3),
          ...[4, 5, 6].map((n) => makeTask(n, working(30), nowMs)),
          ...[7, 8, 9].map((n) => makeTask(n, waiting, nowMs)),
        ],
      },
      nowMs,
    ),
    ...(
      [
        ['ERP', 'テナント株式会社', 'Success', 44, 41, 12],
        ['Webshop', 'Hansen Logistik', 'Success', 122, 22, 8],
        ['File services', 'Orchard Clinics', 'Failed', 203, 9, 6],
        ['Terminal farm', 'UCM & Söhne', 'Warning', 350, 28, 14],
        ['Domain controllers', 'ABC Company', 'None', 366, 4, 0],
        ['SAP landscape', 'Brückner AG', 'Success', 1500, 66, 31],
      ] as const
    ).map(([name, tenant, result, minutesAgo, took, vms], index) =>
      makeSummary(
        {
          id: guid(600 + index),
          name,
          tenant: { id: guid(700 + index), name: tenant },
          tasks: good(vms),
          ...finished(result, minutesAgo, took, nowMs),
        },
        nowMs,
      ),
    ),
  ]
  const isRunning = (it: SessionSummary): boolean => it.outcome.kind === 'running'
  const history = sessions.filter((it) => !isRunning(it))
  return {
    sessions: history,
    page: 1,
    pages: 1,
    total: history.length,
    unreadable: 0,
    recordUnavailable: false,
    live: sessions.filter(isRunning),
    fitting: sessions.filter(isRunning).map(({ session }) => session.id),
    also: [],
    code: null,
    totals: makeTotals(nowMs, { history: history.length }),
    freshness: makeFreshness(freshness, nowMs),
    emClockAheadMs: 0,
    collection: makeCollection(),
    pollAfterMs: 3000,
    may: { collect: false },
  }
}
