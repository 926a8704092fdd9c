import 'server-only'
import { z } from 'zod'
import { rankOf, toAttention, type ListedRun } from './listed-run'
import type { ScreenCode } from './screen-codes'
import type { SessionListReply, SessionSummary } from '@/lib/api/replies'
import { RECENT_SPANS, type RecentSpan } from '@/lib/api/session-filters'
import { needsAttention } from '@/lib/failover/need-attention'
import { RUN_KINDS } from '@/lib/failover/role'
import { compareRuns, RUN_SORTS } from '@/lib/failover/run-order'
import { toTotalsWindow } from '@/lib/failover/run-totals'

const PAGE_SIZE = 50
/** Runs that one page can name: those it holds back, and those it shows although they are not on the server's page. */
const MOST_NAMED = 100
const DAY_MS = 86_400_000
const utcDay = z.iso.datetime({ offset: true }).or(z.iso.date())
const text = z.string().trim().max(200)
const idList = z
  .string()
  .max(MOST_NAMED * 37)
  .transform((list) => (list === '' ? [] : list.toLowerCase().split(',')))
  .pipe(z.array(z.guid()).max(MOST_NAMED))

/** What the list may be asked for; anything else is a fault of the asker, never silently ignored. */
export const sessionListQuerySchema = z.strictObject({
  state: z.enum(['active', 'ended']).optional(),
  result: z.enum(['success', 'warning', 'failed', 'unknown']).optional(),
  /** `open`: runs that need somebody, see need-attention.ts: what "Need attention" counts. */
  attention: z.enum(['open']).optional(),
  /** `none`: runs that nobody has tagged. */
  kind: z.enum([...RUN_KINDS, 'none']).optional(),
  /** Part of a name of plan, tenant, backup server or VM, or of the id, in any case. */
  q: text.optional(),
  plan: text.optional(),
  tenant: text.optional(),
  backupServer: text.optional(),
  /** Runs that began in these days, today (UTC) among them. */
  when: z.enum(RECENT_SPANS).optional(),
  from: utcDay.optional(),
  to: utcDay.optional(),
  sort: z.enum(RUN_SORTS).default('newest'),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  /** Ids of runs to leave out, so that pages stay as they are while new runs come. */
  without: idList.optional(),
  /** Ids of runs that are told of beside the page, whatever the list is narrowed down by. */
  also: idList.optional(),
})

export type SessionListQuery = z.infer<typeof sessionListQuerySchema> & {
  /** The text as a code on screens, where it can be one and a screen shows codes. */
  code?: ScreenCode | undefined
  /** Whether the code stands for the run. */
  isMeant?: ((run: SessionSummary['session']) => boolean) | undefined
}
export type ListedSessions = Pick<SessionListReply, 'sessions' | 'page' | 'pages' | 'total'>

const SPAN_DAYS: Record<RecentSpan, number> = { today: 1, '7d': 7, '30d': 30 }

/**
 * Bounds of the start, ms since 1970: from inclusive, to exclusive; and the begin of the time in which what has failed
 * still needs somebody. @param nowMs by EM's clock
 */
export function toBounds(
  { when, from, to }: Pick<SessionListQuery, 'when' | 'from' | 'to'>,
  nowMs: number,
): { fromMs: number | undefined; toMs: number | undefined; attentionSinceMs: number } {
  const least = [
    ...(when === undefined ? [] : [toTotalsWindow(nowMs).todayMs - (SPAN_DAYS[when] - 1) * DAY_MS]),
    ...(from === undefined ? [] : [Date.parse(from)]),
  ]
  return {
    fromMs: least.length === 0 ? undefined : Math.max(...least),
    toMs: to === undefined ? undefined : Date.parse(to),
    attentionSinceMs: toTotalsWindow(nowMs).attentionSinceMs,
  }
}

export type Bounds = ReturnType<typeof toBounds>

/**
 * Runs that match; active ones stand first, those with failures before the others.
 * @param matched runs that are known to match
 */
export function findRuns(
  all: readonly ListedRun[],
  query: SessionListQuery,
  bounds: Bounds = toBounds(query, Date.now()),
  matched: readonly ListedRun[] = [],
): ListedRun[] {
  return [...all.filter((run) => matches(run, query, bounds)), ...matched].sort(byActivityThen(query.sort))
}

/** Whether what runs fits: a run that goes on has no result yet, so that does not take it away. */
export const fitsRunning = (run: ListedRun, query: SessionListQuery, bounds: Bounds): boolean =>
  matches(run, { ...query, state: undefined, result: undefined, without: undefined }, bounds)

/** Whether a run still belongs to the list, on whichever page. */
export const fits = (run: ListedRun, query: SessionListQuery, bounds: Bounds): boolean =>
  matches(run, { ...query, without: undefined }, bounds)

/**
 * The page that is shown (one beyond the last is the last), and which part of the record it needs: with `found` runs
 * beside it, no earlier one can stand on it.
 */
export function toPage(
  total: number,
  query: Pick<SessionListQuery, 'page'>,
  found = 0,
): { page: number; pages: number; start: number; offset: number; limit: number } {
  const pages = Math.max(1, Math.ceil(total / PAGE_SIZE))
  const page = Math.min(query.page, pages)
  const start = (page - 1) * PAGE_SIZE
  const offset = Math.max(0, start - found)
  return { page, pages, start, offset, limit: start + PAGE_SIZE - offset }
}

/** What of the record stands on a page or near it: in the same order, from `offset` on. */
export type RecordedPart = { runs: readonly ListedRun[]; total: number }

/** One page of what EM lists together with what only the record has. */
export function listSessions(
  found: readonly ListedRun[],
  query: SessionListQuery,
  recorded: RecordedPart = { runs: [], total: 0 },
): ListedSessions {
  const total = found.length + recorded.total
  const { page, pages, start, offset } = toPage(total, query, found.length)
  const all =
    recorded.runs.length === 0 ? found : [...found, ...recorded.runs].sort(byActivityThen(query.sort))
  // At most `found` runs stand before the part, so whatever stands on the page keeps its place less the offset.
  const from = recorded.runs.length === 0 ? start : start - offset
  return {
    sessions: all.slice(from, from + PAGE_SIZE).map((run) => run.summary),
    page,
    pages,
    total,
  }
}

function matches(run: ListedRun, query: SessionListQuery, bounds: Bounds): boolean {
  const { summary, searchText } = run
  const { session, outcome, tag } = summary
  const active = outcome.kind === 'running'
  if (query.state !== undefined && active !== (query.state === 'active')) return false
  if (
    query.result !== undefined &&
    query.result !== (outcome.kind === 'ended' ? outcome.result : outcome.kind)
  )
    return false
  if (query.attention !== undefined && !needsAttention(toAttention(run), bounds.attentionSinceMs))
    return false
  if (query.kind !== undefined && query.kind !== (tag?.kind ?? 'none')) return false
  if (
    query.q !== undefined &&
    !searchText.includes(query.q.toLowerCase()) &&
    query.isMeant?.(session) !== true
  )
    return false
  if (query.without?.includes(session.id) === true) return false
  if (!isNamed(session.plan ?? { id: '', name: session.name }, query.plan)) return false
  if (!isNamed(session.tenant, query.tenant) || !isNamed(session.backupServer, query.backupServer))
    return false
  const startMs = session.creationTimeUtc === null ? null : Date.parse(session.creationTimeUtc)
  if (bounds.fromMs !== undefined && (startMs === null || startMs < bounds.fromMs)) return false
  return bounds.toMs === undefined || (startMs !== null && startMs < bounds.toMs)
}

function isNamed(it: { id: string; name: string | null } | null, sought: string | undefined): boolean {
  return sought === undefined || it?.id === sought || it?.name === sought
}

function byActivityThen(sort: SessionListQuery['sort']): (a: ListedRun, b: ListedRun) => number {
  const compare = compareRuns(sort)
  return (a, b) => rankOf(a.summary) - rankOf(b.summary) || compare(a.order, b.order)
}
