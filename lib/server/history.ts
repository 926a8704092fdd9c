import 'server-only'
import { inRecord } from './record-errors'
import type { HistoryReply } from '@/lib/api/record-replies'
import type { SessionId } from '@/lib/failover/ids'
import type { RecordedHistory } from '@/lib/store/read-history'
import type { StoreDoor } from '@/lib/store/store-door'

/** All of it, or without the course of each VM, or of one VM alone by its task's key. */
type Wanted = { tasks?: boolean; task?: string | undefined }

export type History = {
  /** What is recorded of a run; empty series if nothing is. @throws {RequestError} `record_unavailable` */
  read: (id: SessionId, wanted?: Wanted) => Promise<HistoryReply>
}

/** Samples in one reply. A run of 300 VMs that took hours has more; they are left out evenly. */
const MOST_SAMPLES = 2_000
const MOST_TASK_SAMPLES = 20_000
const POLL_MS = 15_000

export function createHistory(door: Pick<StoreDoor, 'use'>): History {
  return {
    async read(id, { tasks = true, task } = {}) {
      const recorded = await inRecord(door.use((store) => store.readHistory(id)))
      return toHistoryReply(recorded && task !== undefined ? ofTask(recorded, task) : recorded, tasks)
    },
  }
}

/** What concerns one VM; the gaps do, for in them nothing of it could be seen. */
function ofTask(recorded: RecordedHistory, key: string): RecordedHistory {
  const isIts = (it: { key: string | null }): boolean => it.key === key
  return {
    ...recorded,
    samples: [],
    taskSamples: recorded.taskSamples.filter(isIts),
    transitions: recorded.transitions.filter(isIts),
  }
}

export function toHistoryReply(recorded: RecordedHistory | null, withTasks: boolean): HistoryReply {
  if (recorded === null) {
    return {
      samples: [],
      taskSamples: [],
      transitions: [],
      gaps: [],
      recordedFromUtc: null,
      recordedToUtc: null,
      thinned: false,
      pollAfterMs: POLL_MS,
    }
  }
  const samples = thinEvenly(recorded.samples, MOST_SAMPLES)
  const taskSamples = withTasks ? thinEvenly(recorded.taskSamples, MOST_TASK_SAMPLES) : []
  return {
    samples: samples.map(({ atMs, ...sample }) => ({ atUtc: utc(atMs), ...sample })),
    taskSamples: taskSamples.map(({ atMs, ...sample }) => ({ atUtc: utc(atMs), ...sample })),
    transitions: recorded.transitions.map(({ atMs, notBeforeMs, ...transition }) => ({
      atUtc: utc(atMs),
      notBeforeUtc: notBeforeMs === null ? null : utc(notBeforeMs),
      ...transition,
    })),
    gaps: recorded.gaps.map((gap) => ({
      fromUtc: utc(gap.fromMs),
      toUtc: gap.toMs === null ? null : utc(gap.toMs),
      code: gap.code,
    })),
    recordedFromUtc: utc(recorded.firstSeenAtMs),
    recordedToUtc: utc(recorded.observedAtMs),
    thinned:
      samples.length < recorded.samples.length ||
      (withTasks && taskSamples.length < recorded.taskSamples.length),
    // The record's own word: the page must not stop asking before the end is written.
    pollAfterMs: recorded.isOver ? null : POLL_MS,
  }
}

const utc = (ms: number): string => new Date(ms).toISOString()

/** Every n-th item, the first and the last among them. */
function thinEvenly<Item>(items: readonly Item[], most: number): readonly Item[] {
  if (items.length <= most) return items
  const step = (items.length - 1) / (most - 1)
  return Array.from({ length: most }, (_, index) => items[Math.round(index * step)]).flatMap(
    (item) => item ?? [],
  )
}
