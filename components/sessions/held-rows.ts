import type { SessionListReply, SessionSummary } from '@/lib/api/replies'

/** The server's page length; a page that is not full yet may grow at its end. */
export const PAGE_LENGTH = 50

/** What the server says of runs that it was asked for by id. */
export type Also = SessionListReply['also']

export type Shown = {
  rows: readonly SessionSummary[]
  /** Runs that would come between the rows that are read, by id. */
  held: readonly string[]
  /** Rows that no longer belong to the list, by id; they are as the server has them now. */
  left: readonly string[]
  /** Rows of which nobody knows anything newer, by id. */
  unseen: readonly string[]
}

const idOf = ({ session }: SessionSummary): string => session.id
const isRunning = ({ outcome }: SessionSummary): boolean => outcome.kind === 'running'

/**
 * The rows of a page while new runs come. A row that stands is patched where it stands, however the server would order it
 * now; what is new waits in `held`, unless it comes after all rows of a page that is not full: nothing moves for that.
 * What has slipped off the server's page goes on by what the server says of it in `also`.
 * @param before null for a page that is new
 */
export function toShown(
  before: readonly SessionSummary[] | null,
  latest: readonly SessionSummary[],
  also: Also = [],
): Shown {
  if (before === null || before.length === 0) return { rows: latest, held: [], left: [], unseen: [] }
  const byId = new Map([...toRuns(also), ...latest].map((row) => [idOf(row), row]))
  const standing = new Set(before.map(idOf))
  const lastStanding = latest.findLastIndex((row) => standing.has(idOf(row)))
  const added = latest
    .slice(lastStanding + 1)
    .filter((row) => !standing.has(idOf(row)))
    .slice(0, Math.max(0, PAGE_LENGTH - before.length))
  const taken = new Set(added.map(idOf))
  const onPage = new Set(latest.map(idOf))
  const off = also.filter(({ id }) => standing.has(id) && !onPage.has(id))
  return {
    rows: [...before.map((row) => byId.get(idOf(row)) ?? row), ...added],
    held: latest.map(idOf).filter((id) => !standing.has(id) && !taken.has(id)),
    left: off.filter(({ fits, run }) => !fits && run !== null).map(({ id }) => id),
    unseen: off.filter(({ run }) => run === null).map(({ id }) => id),
  }
}

const toRuns = (also: Also): SessionSummary[] => also.flatMap(({ run }) => run ?? [])

type Known = Pick<SessionListReply, 'live' | 'sessions' | 'also'>

/**
 * The cards of what runs. A run that begins is never held back, for it is the alarm: its card comes after those that
 * stand, so that none moves. A run that ends keeps its card, which shows the end, until the reader asks for what is new.
 * One of which the reply says nothing stays as it was last seen, see {@link toUnseen}.
 * @param before null at first: what has ended already is history
 */
export function toCards(
  before: readonly SessionSummary[] | null,
  { live, sessions, also }: Known,
): readonly SessionSummary[] {
  const running = live.filter(isRunning)
  if (before === null) return running
  const byId = new Map([...toRuns(also), ...sessions, ...live].map((run) => [idOf(run), run]))
  const standing = new Set(before.map(idOf))
  return [
    ...before.map((card) => byId.get(idOf(card)) ?? card),
    ...running.filter((run) => !standing.has(idOf(run))),
  ]
}

/** Ids of cards whose run went on when it was last seen, and of which the reply says nothing. */
export function toUnseen(cards: readonly SessionSummary[], { live, sessions, also }: Known): string[] {
  const known = new Set([...toRuns(also), ...sessions, ...live].map(idOf))
  return cards.filter((card) => isRunning(card) && !known.has(idOf(card))).map(idOf)
}

/** Ids of what is shown and is neither on the server's page nor among what runs: to be asked for. */
export function toMissing(
  rows: readonly SessionSummary[],
  cards: readonly SessionSummary[],
  { live, sessions }: Pick<Known, 'live' | 'sessions'>,
): string[] {
  const onPage = new Set(sessions.map(idOf))
  const told = new Set([...live.map(idOf), ...onPage])
  return [
    ...new Set([
      ...rows.map(idOf).filter((id) => !onPage.has(id)),
      ...cards.map(idOf).filter((id) => !told.has(id)),
    ]),
  ]
}

/**
 * Ids of the cards that fit what the list is narrowed down by. One that has fitted stays while the filter does, so that no
 * card moves by itself.
 * @param before null for a filter that is new
 */
export function toFitting(
  before: readonly string[] | null,
  cards: readonly SessionSummary[],
  { live, also, fitting }: Pick<SessionListReply, 'live' | 'also' | 'fitting'>,
): readonly string[] {
  const fits = new Set([...fitting, ...also.filter((one) => one.fits).map(({ id }) => id)])
  const told = new Set([...live.map(idOf), ...also.map(({ id }) => id)])
  const stay = new Set(before ?? [])
  // Nothing is hidden of which nobody has said that it does not fit.
  return cards.map(idOf).filter((id) => stay.has(id) || fits.has(id) || !told.has(id))
}

/** Ids of what "show" would bring: rows that wait, and cards whose run has ended. */
export function toWaiting(
  held: readonly string[],
  without: readonly string[],
  cards: readonly SessionSummary[],
): string[] {
  const ended = cards.filter((card) => !isRunning(card)).map(idOf)
  return [...new Set([...held, ...without, ...ended])]
}
