import 'server-only'
import { z } from 'zod'
import type { SessionListReply, SessionSummary } from '@/lib/api/replies'
import { RUN_KINDS } from '@/lib/failover/role'

const PAGE_SIZE = 50
const utcDay = z.iso.datetime({ offset: true }).or(z.iso.date())
const text = z.string().trim().max(200)

/** What the list may be asked for; anything else is a fault of the asker, never silently ignored. */
export const sessionListQuerySchema = z.strictObject({
  state: z.enum(['active', 'ended']).optional(),
  result: z.enum(['success', 'warning', 'failed', 'unknown']).optional(),
  /** `none`: runs that nobody has tagged. */
  kind: z.enum([...RUN_KINDS, 'none']).optional(),
  q: text.optional(),
  plan: text.optional(),
  tenant: text.optional(),
  backupServer: text.optional(),
  from: utcDay.optional(),
  to: utcDay.optional(),
  sort: z.enum(['newest', 'oldest', 'name']).default('newest'),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
})

export type SessionListQuery = z.infer<typeof sessionListQuerySchema>
export type ListedSessions = Pick<SessionListReply, 'sessions' | 'page' | 'pages' | 'total'>

/** Sessions that match; active ones stand first, those with failures before the others. */
export function findSessions(all: readonly SessionSummary[], query: SessionListQuery): SessionSummary[] {
  return all.filter((summary) => matches(summary, query)).sort(byActivityThen(query.sort))
}

/** The page that is shown: one beyond the last is the last. */
export function toPage(total: number, query: SessionListQuery): { page: number; pages: number; end: number } {
  const pages = Math.max(1, Math.ceil(total / PAGE_SIZE))
  const page = Math.min(query.page, pages)
  return { page, pages, end: page * PAGE_SIZE }
}

/**
 * One page of what EM lists together with what only the record has.
 * @param recorded of the record, the first ones in the same order, up to the end of the page at least
 */
export function listSessions(
  found: readonly SessionSummary[],
  query: SessionListQuery,
  recorded: { sessions: readonly SessionSummary[]; total: number } = { sessions: [], total: 0 },
): ListedSessions {
  const total = found.length + recorded.total
  const { page, pages, end } = toPage(total, query)
  const all =
    recorded.sessions.length === 0 ? found : [...found, ...recorded.sessions].sort(byActivityThen(query.sort))
  return { sessions: all.slice(end - PAGE_SIZE, end), page, pages, total }
}

function matches({ session, outcome, tag }: SessionSummary, query: SessionListQuery): boolean {
  const active = outcome.kind === 'running'
  if (query.state !== undefined && active !== (query.state === 'active')) return false
  if (
    query.result !== undefined &&
    query.result !== (outcome.kind === 'ended' ? outcome.result : outcome.kind)
  )
    return false
  if (query.kind !== undefined && query.kind !== (tag?.kind ?? 'none')) return false
  const names = [
    session.name,
    session.plan?.name,
    session.tenant?.name,
    session.backupServer?.name,
    session.id,
  ]
  if (query.q !== undefined && !names.some((name) => holds(name, query.q))) return false
  if (!isNamed(session.plan ?? { id: '', name: session.name }, query.plan)) return false
  if (!isNamed(session.tenant, query.tenant) || !isNamed(session.backupServer, query.backupServer))
    return false
  const startMs = session.creationTimeUtc === null ? null : Date.parse(session.creationTimeUtc)
  if (query.from !== undefined && (startMs === null || startMs < Date.parse(query.from))) return false
  return query.to === undefined || (startMs !== null && startMs < Date.parse(query.to))
}

const holds = (name: string | null | undefined, sought: string | undefined): boolean =>
  name?.toLocaleLowerCase().includes((sought ?? '').toLocaleLowerCase()) ?? false

function isNamed(it: { id: string; name: string | null } | null, sought: string | undefined): boolean {
  return sought === undefined || it?.id === sought || it?.name === sought
}

/** As the record's index orders them, so that pages of both fit together. */
const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const nameOf = ({ session }: SessionSummary): string => (session.name ?? '').toLowerCase()

type Order = (a: SessionSummary, b: SessionSummary) => number

function byActivityThen(sort: SessionListQuery['sort']): Order {
  const startOf = ({ session }: SessionSummary): string => session.creationTimeUtc ?? ''
  const newest: Order = (a, b) =>
    startOf(b).localeCompare(startOf(a)) || a.session.id.localeCompare(b.session.id)
  const orders: Record<SessionListQuery['sort'], Order> = {
    newest,
    oldest: (a, b) => newest(b, a),
    name: (a, b) => byCode(nameOf(a), nameOf(b)) || newest(a, b),
  }
  // Among the active ones trouble comes first, however old the run is.
  const rank = ({ outcome }: SessionSummary): number => {
    if (outcome.kind !== 'running') return 3
    if (outcome.failedSoFar > 0) return 0
    return outcome.warningSoFar > 0 ? 1 : 2
  }
  return (a, b) => rank(a) - rank(b) || orders[sort](a, b)
}
