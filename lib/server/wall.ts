import 'server-only'
import { type Board, type BoardRun, lastSeenMs } from './board'
import { inPlainWords, rethrowInPlainWords } from './plain-words'
import type { ScreenCodes } from './screen-codes'
import type { Sessions } from './sessions'
import type { SurroundingsSource } from './surroundings'
import type { WallReply, WallRun } from '@/lib/api/screen-replies'
import type { ScreenSettings } from '@/lib/api/screen-settings'
import { canViewSession } from '@/lib/auth/permissions'
import type { ScreenPrincipal } from '@/lib/auth/principal'
import { parseSessionId } from '@/lib/failover/ids'
import { isEnded } from '@/lib/failover/words'

/** How long a run that is over stays on the wall beside those that run. */
const ENDED_WITHIN_MS = 2 * 60 * 60_000
/** While nothing runs: so many of the last results, and none older than this. */
const LAST_RESULTS = 6
const RESULTS_WITHIN_MS = 7 * 24 * 60 * 60_000
/** A screen that is withdrawn must be blank within half a minute, however seldom Enterprise Manager is read. */
const POLL_AT_MOST_MS = 10_000

/** What a screen's answer has beside what it shows. */
export type OfScreen = { settings: ScreenSettings; commands: WallReply['commands'] }

export type Wall = {
  /** All that one screen shows. @throws {ReadError} only while nothing was ever read */
  read: (principal: ScreenPrincipal, of: OfScreen) => Promise<WallReply>
}

/** What all screens of one scope show alike. */
type View = Pick<WallReply, 'sessions' | 'totals' | 'today'>

export function createWall(
  sessions: Pick<Sessions, 'board'>,
  surroundings: Pick<SurroundingsSource, 'tenants'>,
  { codes, build, now }: { codes: ScreenCodes; build: string; now: () => number },
): Wall {
  // A board is one object as long as nothing was read anew; with it go the views of it.
  const views = new WeakMap<Board, Map<string, View>>()

  function viewOf(principal: ScreenPrincipal, board: Board, names: ScreenSettings['names']): View {
    const known = views.get(board) ?? new Map<string, View>()
    views.set(board, known)
    const key = JSON.stringify([principal.scope, names])
    const view =
      known.get(key) ??
      toView({ principal, codes: names === 'codes' ? codes : null }, board, now() + board.emClockAheadMs)
    known.set(key, view)
    return view
  }

  return {
    async read(principal, { settings, commands }) {
      const { screenId: id, name, scope } = principal
      const board = await sessions.board(RESULTS_WITHIN_MS).catch(rethrowInPlainWords)
      return {
        screen: { id, name, scope: settings.names === 'codes' ? codes.scopeInCode(scope) : scope, settings },
        ...viewOf(principal, board, settings.names),
        scopeUnknown: scope.kind === 'tenant' ? surroundings.tenants().unknown : null,
        // Whose they are cannot be told.
        unreadable: scope.kind === 'all' ? board.unreadable : 0,
        commands,
        build,
        freshness: inPlainWords(board.freshness),
        emClockAheadMs: board.emClockAheadMs,
        pollAfterMs: Math.min(board.intervalMs, POLL_AT_MOST_MS),
      }
    },
  }
}

/** `codes`: null where the screen shows names. */
type ShownOn = { principal: ScreenPrincipal; codes: ScreenCodes | null }

function toView({ principal, codes }: ShownOn, board: Board, nowMs: number): View {
  const scoped = board.runs.filter((run) => isInScope(principal, run)).map((run) => toShown(principal, run))
  const known = codes === null ? scoped : scoped.map(codes.withCodes)
  const isOver = ({ outcome }: WallRun): boolean => outcome.kind !== 'running'
  const lately = known.filter((run) => !isOver(run) || lastSeenMs(run) >= nowMs - ENDED_WITHIN_MS)
  const isQuiet = known.every(isOver)
  const last = isQuiet ? known.sort((a, b) => lastSeenMs(b) - lastSeenMs(a)).slice(0, LAST_RESULTS) : []
  const shown = [...new Set([...lately, ...last])]
  return { sessions: shown.sort(worstFirst), totals: toTotals(shown), today: toToday(known, nowMs) }
}

function isInScope(principal: ScreenPrincipal, { summary, proven }: BoardRun): boolean {
  const id = parseSessionId(summary.session.id)
  return id !== null && canViewSession(principal, { id, tenantId: proven.tenant?.id ?? null })
}

/** A screen that shows a part may hang at a tenant's: no likely join, and nothing of the provider's inside. */
function toShown({ scope }: ScreenPrincipal, run: BoardRun): WallRun {
  const { summary, proven, rtoTargetMs, failures } = run
  const shown = { ...summary, freshness: inPlainWords(summary.freshness), rtoTargetMs, failures }
  if (scope.kind === 'all') return shown
  return {
    ...shown,
    session: { ...summary.session, ...proven, backupServer: null, failureMessage: null },
    // Goals are the provider's own.
    recovery: { rtoTargetMs: null, rpoTargetMs: null, worstRpoMs: null },
    failures: [],
    // The goal is that of a plan which may only be likely.
    rtoTargetMs: proven.plan !== null && proven.plan.id === summary.session.plan?.id ? rtoTargetMs : null,
    // Account names carry the machine's.
    tag: summary.tag && { ...summary.tag, setBy: '' },
    acknowledgedBy: summary.acknowledgedBy && '',
  }
}

/** EM dropped it before its end was seen, and a VM had failed by then: that is not over for whoever has to look at it. */
const isLostWithFailures = ({ session, counts, inEnterpriseManager }: WallRun): boolean =>
  !inEnterpriseManager && !isEnded(session) && counts.failed > 0

function rankOf(run: WallRun): number {
  const { outcome } = run
  if (outcome.kind === 'running') {
    if (outcome.failedSoFar > 0) return 0
    return outcome.warningSoFar > 0 ? 2 : 3
  }
  if (outcome.kind === 'unknown') return isLostWithFailures(run) ? 1 : 4
  return { failed: 1, warning: 5, success: 6 }[outcome.result]
}

/** What needs somebody stands first; among equals the newest. Stable from poll to poll. */
function worstFirst(a: WallRun, b: WallRun): number {
  const startOf = ({ session }: WallRun): string => session.creationTimeUtc ?? ''
  return (
    rankOf(a) - rankOf(b) || startOf(b).localeCompare(startOf(a)) || a.session.id.localeCompare(b.session.id)
  )
}

function toTotals(shown: readonly WallRun[]): WallReply['totals'] {
  const totals = { running: 0, withFailures: 0, success: 0, warning: 0, failed: 0, unknown: 0 }
  for (const run of shown) {
    const { outcome } = run
    totals[outcome.kind === 'ended' ? outcome.result : outcome.kind] += 1
    if (outcome.kind === 'running' ? outcome.failedSoFar > 0 : isLostWithFailures(run))
      totals.withFailures += 1
  }
  return totals
}

/** By Enterprise Manager's clock, which dates the ends. */
function toToday(known: readonly WallRun[], nowMs: number): WallReply['today'] {
  const dateUtc = new Date(nowMs).toISOString().slice(0, 10)
  const ended = known.filter(
    ({ outcome, session }) => outcome.kind !== 'running' && session.endTimeUtc?.slice(0, 10) === dateUtc,
  )
  const { success, warning, failed, unknown } = toTotals(ended)
  return { dateUtc, success, warning, failed, unknown }
}
