import { hash32 } from './seeded-random'

const SHOWN_JOBS = 40
/** Jobs listed while EM is always current: one a minute. */
const CURRENT_INTERVAL_MS = 60_000

export type CollectJob = { key: string; startMs: number; endMs: number }

/**
 * EM's data collection (api.md §3): what was started on a backup server becomes visible, and moves, only when a
 * collection has ended. All times are scenario time in epoch ms.
 */
export type Collection = {
  /** The time as of which EM knows the backup servers. */
  dataTimeMs(nowMs: number): number
  /** Started jobs, oldest first; the last one may still run. */
  jobs(nowMs: number): CollectJob[]
  /** Forces a job, also while the regular ones are stopped. */
  collect(nowMs: number): void
  setDelay(delayMs: number): void
  setStopped(stopped: boolean, nowMs: number): void
  readonly delayMs: number
  readonly stopped: boolean
}

export function createCollection(input: {
  startMs: number
  delayMs: number
  /** Regular collections stopped at this time; null = they run. */
  stoppedAtMs: number | null
}): Collection {
  let delayMs = input.delayMs
  let pauses: { fromMs: number; toMs: number }[] =
    input.stoppedAtMs === null ? [] : [{ fromMs: input.stoppedAtMs, toMs: Infinity }]
  const forced: CollectJob[] = []
  // One reply asks for the same moment once per run.
  let known: { nowMs: number; dataMs: number } | null = null
  const isStopped = (): boolean => pauses.some((pause) => pause.toMs === Infinity)

  const regularJob = (index: number, intervalMs: number): CollectJob => {
    // The job with index 0 ends exactly at the start, so whatever exists then has been collected.
    const endMs = input.startMs + index * intervalMs
    const lengthMs = Math.min(intervalMs / 2, 5_000 + (hash32(`collect ${index}`) % 13_000))
    return { key: `regular ${intervalMs} ${index}`, startMs: Math.floor(endMs - lengthMs), endMs }
  }
  const jobs = (nowMs: number): CollectJob[] => {
    const intervalMs = delayMs > 0 ? delayMs : CURRENT_INTERVAL_MS
    // While stopped, look back from the stop, however long ago it was.
    const open = pauses.find((pause) => pause.toMs === Infinity)
    const untilMs = Math.min(nowMs, open?.fromMs ?? nowMs)
    const newest = Math.floor((untilMs - input.startMs) / intervalMs) + 1
    return Array.from({ length: SHOWN_JOBS }, (_, back) => regularJob(newest - back, intervalMs))
      .filter((job) => !pauses.some((pause) => job.endMs > pause.fromMs && job.startMs < pause.toMs))
      .concat(forced)
      .filter((job) => job.startMs <= nowMs)
      .sort((left, right) => left.startMs - right.startMs)
  }
  return {
    jobs,
    dataTimeMs(nowMs) {
      if (delayMs === 0 && !isStopped()) return nowMs
      if (known?.nowMs !== nowMs) {
        const ended = jobs(nowMs).filter((job) => job.endMs <= nowMs)
        known = { nowMs, dataMs: ended.reduce((newest, job) => Math.max(newest, job.endMs), -Infinity) }
      }
      return known.dataMs
    },
    collect(nowMs) {
      known = null
      forced.push({ key: `forced ${forced.length}`, startMs: nowMs, endMs: nowMs + 8_000 })
    },
    setDelay(newDelayMs) {
      known = null
      delayMs = Math.max(0, newDelayMs)
    },
    setStopped(stopped, nowMs) {
      if (stopped === isStopped()) return
      known = null
      pauses = stopped
        ? [...pauses, { fromMs: nowMs, toMs: Infinity }]
        : pauses.map((pause) => ({ ...pause, toMs: Math.min(pause.toMs, nowMs) }))
    },
    get delayMs() {
      return delayMs
    },
    get stopped() {
      return isStopped()
    },
  }
}
