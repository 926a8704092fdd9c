import 'server-only'
import type { Board, Sessions } from './sessions'
import type { SurroundingsSource } from './surroundings'
import type { SessionSummary } from '@/lib/api/replies'
import type { WallReply } from '@/lib/api/screen-replies'
import { canViewSession } from '@/lib/auth/permissions'
import type { ScreenPrincipal } from '@/lib/auth/principal'
import type { Freshness } from '@/lib/failover/freshness'
import { parseSessionId } from '@/lib/failover/ids'
import { ReadError, type ReadProblem } from '@/lib/failover/read-error'

/** How long a run that is over stays on the wall. */
const ENDED_WITHIN_MS = 2 * 60 * 60_000
/** A screen that is withdrawn must be blank within half a minute, however seldom Enterprise Manager is read. */
const POLL_AT_MOST_MS = 10_000

export type Wall = {
  /** All that one screen shows. @throws {ReadError} only while nothing was ever read */
  read: (principal: ScreenPrincipal) => Promise<WallReply>
}

export function createWall(
  sessions: Pick<Sessions, 'board'>,
  surroundings: Pick<SurroundingsSource, 'tenants'>,
  build: string,
): Wall {
  return {
    async read(principal) {
      const { screenId: id, name, scope } = principal
      const board = await sessions.board(ENDED_WITHIN_MS).catch(rethrowInPlainWords)
      const shown = board.runs
        .filter((run) => isInScope(principal, run))
        .map((run) => toShown(principal, run))
      return {
        screen: { id, name, scope },
        sessions: shown.sort(worstFirst),
        totals: toTotals(shown),
        scopeUnknown: scope.kind === 'tenant' ? surroundings.tenants().unknown : null,
        // Whose they are cannot be told.
        unreadable: scope.kind === 'all' ? board.unreadable : 0,
        commands: [],
        build,
        freshness: inPlainWords(board.freshness),
        emClockAheadMs: board.emClockAheadMs,
        pollAfterMs: Math.min(board.intervalMs, POLL_AT_MOST_MS),
      }
    },
  }
}

type Run = Board['runs'][number]

function isInScope(principal: ScreenPrincipal, { summary, proven }: Run): boolean {
  const id = parseSessionId(summary.session.id)
  return id !== null && canViewSession(principal, { id, tenantId: proven.tenant?.id ?? null })
}

/** A screen that shows a part may hang at a tenant's: no likely join, and nothing of the provider's inside. */
function toShown({ scope }: ScreenPrincipal, { summary, proven }: Run): SessionSummary {
  const shown = { ...summary, freshness: inPlainWords(summary.freshness) }
  if (scope.kind === 'all') return shown
  return {
    ...shown,
    session: { ...summary.session, ...proven, backupServer: null, failureMessage: null },
    // Account names carry the machine's.
    tag: summary.tag && { ...summary.tag, setBy: '' },
  }
}

function rankOf({ outcome }: SessionSummary): number {
  if (outcome.kind === 'running') {
    if (outcome.failedSoFar > 0) return 0
    return outcome.warningSoFar > 0 ? 2 : 3
  }
  if (outcome.kind === 'unknown') return 4
  return { failed: 1, warning: 5, success: 6 }[outcome.result]
}

/** What needs somebody stands first; among equals the newest. Stable from poll to poll. */
function worstFirst(a: SessionSummary, b: SessionSummary): number {
  const startOf = ({ session }: SessionSummary): string => session.creationTimeUtc ?? ''
  return (
    rankOf(a) - rankOf(b) || startOf(b).localeCompare(startOf(a)) || a.session.id.localeCompare(b.session.id)
  )
}

function toTotals(shown: readonly SessionSummary[]): WallReply['totals'] {
  const totals = { running: 0, runningWithFailures: 0, success: 0, warning: 0, failed: 0, unknown: 0 }
  for (const { outcome } of shown) {
    totals[outcome.kind === 'ended' ? outcome.result : outcome.kind] += 1
    if (outcome.kind === 'running' && outcome.failedSoFar > 0) totals.runningWithFailures += 1
  }
  return totals
}

// What went wrong inside names hosts and addresses; a screen hangs where anybody can read it.
const PLAIN_WORDS: Record<ReadProblem, string> = {
  unreachable: 'Enterprise Manager cannot be reached',
  timed_out: 'Enterprise Manager does not answer in time',
  tls_untrusted: 'The certificate of Enterprise Manager is not trusted',
  logon_refused: 'Enterprise Manager refused the logon',
  forbidden: 'Enterprise Manager denies access',
  not_found: 'Enterprise Manager no longer has it',
  bad_reply: 'The answer of Enterprise Manager was not understood',
  upstream_error: 'Enterprise Manager reports an error',
  collection_old: 'The data of Enterprise Manager itself is old',
}

function inPlainWords(freshness: Freshness): Freshness {
  const { problem } = freshness
  return problem === null
    ? freshness
    : { ...freshness, problem: { ...problem, message: PLAIN_WORDS[problem.code] } }
}

function rethrowInPlainWords(error: unknown): never {
  if (!(error instanceof ReadError)) throw error
  throw new ReadError(error.code, PLAIN_WORDS[error.code], {
    cause: error,
    ...(error.retryAfterMs === null ? {} : { retryAfterMs: error.retryAfterMs }),
    ...(error.sinceUtc === null ? {} : { sinceUtc: error.sinceUtc }),
  })
}
