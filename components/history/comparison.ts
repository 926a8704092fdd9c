import type { ComparisonReply } from '@/lib/api/record-replies'
import type { Outcome, TaskStanding } from '@/lib/failover/outcome'
import { toOutcomeStanding } from '../status-look'

/** What became of a VM or a whole run, and how long it took; a time only where it failed over. */
export type ComparedRun = { standing: TaskStanding; tookMs: number | null }

export type Against =
  | { kind: 'slower' | 'faster'; ms: number }
  | { kind: 'same' }
  /** Neither in both: it stands only in this run, or only in earlier ones. */
  | { kind: 'only_now' | 'not_now' }
  | { kind: 'no_time' }

export type ComparedRow = {
  now: ComparedRun | null
  earlier: (ComparedRun | null)[]
  /** Of the earlier times; null if there is none. */
  typical: { medianMs: number; leastMs: number; mostMs: number } | null
  against: Against
}

/** Below this, two times are the same: no clock of the two is finer. */
const SAME_BELOW_MS = 1000

export function toRunRow(reply: Pick<ComparisonReply, 'run' | 'earlier'>): ComparedRow {
  return toRow(toComparedRun(reply.run), reply.earlier.map(toComparedRun))
}

export function toVmRow(vm: ComparisonReply['vms'][number]): ComparedRow {
  return toRow(
    vm.now && toTimed(vm.now),
    vm.earlier.map((it) => it && toTimed(it)),
  )
}

function toComparedRun({ outcome, tookMs }: { outcome: Outcome; tookMs: number | null }): ComparedRun {
  return toTimed({ standing: toOutcomeStanding(outcome), tookMs })
}

/** What did not come through has no time, however long it was tried. */
function toTimed({ standing, tookMs }: ComparedRun): ComparedRun {
  return { standing, tookMs: standing === 'succeeded' || standing === 'warning' ? tookMs : null }
}

function toRow(now: ComparedRun | null, earlier: (ComparedRun | null)[]): ComparedRow {
  const times = earlier.flatMap((it) => (it === null || it.tookMs === null ? [] : [it.tookMs]))
  const typical = toTypical(times)
  return { now, earlier, typical, against: toAgainst(now, earlier, typical) }
}

function toAgainst(
  now: ComparedRun | null,
  earlier: readonly (ComparedRun | null)[],
  typical: ComparedRow['typical'],
): Against {
  if (now === null) return { kind: 'not_now' }
  if (earlier.length > 0 && earlier.every((it) => it === null)) return { kind: 'only_now' }
  if (now.tookMs === null || typical === null) return { kind: 'no_time' }
  const ms = now.tookMs - typical.medianMs
  if (Math.abs(ms) < SAME_BELOW_MS) return { kind: 'same' }
  return { kind: ms > 0 ? 'slower' : 'faster', ms: Math.abs(ms) }
}

function toTypical(times: readonly number[]): ComparedRow['typical'] {
  const sorted = times.toSorted((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  const [low, high] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]]
  const [least, most] = [sorted[0], sorted.at(-1)]
  if (low === undefined || high === undefined || least === undefined || most === undefined) return null
  return { medianMs: (low + high) / 2, leastMs: least, mostMs: most }
}
