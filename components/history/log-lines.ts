import type { HistoryGap, HistoryReply, HistoryTransition } from '@/lib/api/record-replies'
import { type TaskStanding, toTaskStanding } from '@/lib/failover/outcome'
import { parseSessionResult } from '@/lib/failover/words'

type Change = { from: string | null; to: string | null }

export type LogLine =
  | {
      kind: 'change'
      id: string
      atMs: number
      atUtc: string
      /** The VM's task; null for the session itself. */
      key: string | null
      firstSight: boolean
      state: Change | null
      result: Change | null
      /** Where the VM stands after it, by all its words so far; null for the session. */
      standing: TaskStanding | null
      /** The moment by Enterprise Manager's clock, where it gives one. */
      emTimeUtc: string | null
      /** The change fell somewhere between this and `atUtc`; null where that is near enough, or EM tells the moment. */
      notBeforeUtc: string | null
    }
  | { kind: 'gap'; id: string; atMs: number; gap: HistoryGap }

export type ChangeLine = Extract<LogLine, { kind: 'change' }>

/** A moment that is known to half a minute is known well enough. */
const UNSURE_ABOVE_MS = 30_000

/** Changes and gaps by time, oldest first. What changed of one VM at one moment is one line. */
export function toLogLines({ transitions, gaps }: Pick<HistoryReply, 'transitions' | 'gaps'>): LogLine[] {
  const lines: LogLine[] = [
    ...toChanges(transitions),
    ...gaps.map((gap) => ({
      kind: 'gap' as const,
      id: `gap ${gap.fromUtc} ${gap.code}`,
      atMs: Date.parse(gap.fromUtc),
      gap,
    })),
  ]
  return lines.sort((a, b) => a.atMs - b.atMs || rank(a) - rank(b))
}

/** What was seen at the very begin of a gap was seen before it. */
const rank = (line: LogLine): number => (line.kind === 'gap' ? 1 : 0)

function toChanges(transitions: readonly HistoryTransition[]): ChangeLine[] {
  const moments = new Map<string, HistoryTransition[]>()
  for (const it of transitions) {
    const id = `${it.atUtc} ${it.key ?? ''}`
    const together = moments.get(id)
    if (together) together.push(it)
    else moments.set(id, [it])
  }
  const standings = createStandings()
  return [...moments]
    .sort(([, [a]], [, [b]]) => (a === undefined || b === undefined ? 0 : compare(a, b)))
    .map(([id, together]) => toChange(id, together, standings))
}

const compare = (a: HistoryTransition, b: HistoryTransition): number =>
  Date.parse(a.atUtc) - Date.parse(b.atUtc)

function toChange(
  id: string,
  together: readonly HistoryTransition[],
  standings: ReturnType<typeof createStandings>,
): ChangeLine {
  const [first] = together
  if (first === undefined) throw new Error('a moment has at least one change')
  const state = together.find((it) => it.field === 'state') ?? null
  const result = together.find((it) => it.field === 'result') ?? null
  const { atUtc, key } = first
  const emTimeUtc = state?.emTimeUtc ?? result?.emTimeUtc ?? null
  const atMs = Date.parse(atUtc)
  const notBeforeUtc = first.notBeforeUtc
  const unsure = notBeforeUtc !== null && atMs - Date.parse(notBeforeUtc) > UNSURE_ABOVE_MS
  return {
    kind: 'change',
    id,
    atMs,
    atUtc,
    key,
    firstSight: together.every((it) => it.notBeforeUtc === null && it.from === null),
    state: state && { from: state.from, to: state.to },
    result: result && { from: result.from, to: result.to },
    standing: key === null ? null : standings.after(key, state, result),
    emTimeUtc,
    notBeforeUtc: unsure && emTimeUtc === null ? notBeforeUtc : null,
  }
}

/** Remembers each VM's newest words, since a line may change only one of the two. */
function createStandings() {
  const words = new Map<string, { state: string | null; result: string | null }>()
  return {
    after: (key: string, state: Change | null, result: Change | null): TaskStanding => {
      const before = words.get(key) ?? { state: null, result: null }
      const now = { state: state ? state.to : before.state, result: result ? result.to : before.result }
      words.set(key, now)
      return toTaskStanding(now)
    },
  }
}

/** A result that says nothing yet is not worth a word. */
export function saysNothing(result: string | null): boolean {
  return result === null || parseSessionResult(result) === 'None'
}

export type LogFilter = { sessionOnly: boolean; vm: string }

/** Gaps stay whatever is sought: they tell what nobody can know. */
export function filterLines(
  lines: readonly LogLine[],
  filter: LogFilter,
  nameOf: (key: string) => string,
): LogLine[] {
  const sought = filter.vm.trim().toLowerCase()
  if (!filter.sessionOnly && sought === '') return [...lines]
  return lines.filter((line) => {
    if (line.kind === 'gap') return true
    if (filter.sessionOnly) return line.key === null
    return line.key !== null && nameOf(line.key).toLowerCase().includes(sought)
  })
}
