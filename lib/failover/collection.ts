/** `off`: never; `manual`: when an administrator asks; `auto`: also by itself while a failover is active. */
export const COLLECT_MODES = ['off', 'manual', 'auto'] as const
export type CollectMode = (typeof COLLECT_MODES)[number]

/** One run of EM's job that reads its backup servers; times on EM's clock. */
export type CollectRun = {
  startedAtUtc: string
  endedAtUtc: string | null
  /** Null while it runs, and for a word that is not known. */
  result: CollectResult | null
}
export type CollectResult = 'success' | 'warning' | 'failed'

/** Why a collection that was asked for did not come about. `not_started`: EM took the order, and no job was seen. */
export const COLLECT_FAILURES = [
  'forbidden',
  'no_backup_server',
  'not_started',
  'unreachable',
  'refused',
] as const
export type CollectFailure = (typeof COLLECT_FAILURES)[number]

/** How far a collection has come, whoever asked for it. */
export type CollectProgress =
  | { state: 'idle' }
  /** EM is being asked, or has taken the order; `watched` is false where the role may not read how far it is. */
  | { state: 'asked'; sinceUtc: string; watched: boolean }
  | { state: 'running'; sinceUtc: string }
  /** It has run for so long that something may be wrong. */
  | { state: 'overdue'; sinceUtc: string }
  | { state: 'ended'; atUtc: string; result: CollectResult | null }
  | { state: 'failed'; atUtc: string; failure: CollectFailure }

/** What was asked of EM last, by this process. */
export type CollectOrder = {
  /** On our clock. */
  askedAtMs: number
  /** The newest job when EM was asked; jobs after it answer the order. Null: none, or the role may not read jobs. */
  after: string | null
  /** A job that ran already, which serves whoever asked. */
  joined: boolean
  failure: CollectFailure | null
}

/** A collection that has not ended by then is called overdue, and one that has not begun is given up. */
export const OVERDUE_MS = 15 * 60_000

/**
 * What may be said of the newest collection.
 * @param newest EM's newest job; null if it has none or its jobs cannot be read
 * @param emNowMs now on EM's clock
 */
export function toCollectProgress(
  order: CollectOrder | null,
  newest: CollectRun | null,
  clock: { nowMs: number; emNowMs: number; canWatch: boolean },
): CollectProgress {
  const answers = order !== null && order.failure === null && newest !== null && isAnswer(newest, order)
  if (newest !== null && newest.endedAtUtc === null) {
    const { startedAtUtc: sinceUtc } = newest
    const overdue = clock.emNowMs - Date.parse(sinceUtc) > OVERDUE_MS
    // One that was cut off by a restart of EM stays open on its list for ever; nobody asked about it.
    if (!overdue) return { state: 'running', sinceUtc }
    if (answers) return { state: 'overdue', sinceUtc }
  }
  if (order === null) return { state: 'idle' }
  const askedAtUtc = new Date(order.askedAtMs).toISOString()
  if (order.failure !== null) return { state: 'failed', atUtc: askedAtUtc, failure: order.failure }
  if (answers && newest.endedAtUtc !== null)
    return { state: 'ended', atUtc: newest.endedAtUtc, result: newest.result }
  if (clock.nowMs - order.askedAtMs <= OVERDUE_MS)
    return { state: 'asked', sinceUtc: askedAtUtc, watched: clock.canWatch }
  return clock.canWatch ? { state: 'failed', atUtc: askedAtUtc, failure: 'not_started' } : { state: 'idle' }
}

/** EM's times have one width, so their texts compare as the times do. */
const isAnswer = (run: CollectRun, { after, joined }: CollectOrder): boolean =>
  after === null || run.startedAtUtc > after || (joined && run.startedAtUtc === after)

/** Nothing more is to be found out about it by looking. */
export const isSettled = ({ state }: CollectProgress): boolean => state !== 'asked' && state !== 'running'
