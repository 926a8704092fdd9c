import type { Schedule } from '@/lib/em/em-settings'

export type ManualClock = {
  now: () => number
  schedule: Schedule
  /** Moves time on and runs what falls due, in order. */
  advance: (ms: number) => void
  pending: () => number
}

/** Time that stands still until a test moves it. */
export function createManualClock(startUtc = '2026-11-23T06:45:00Z'): ManualClock {
  let nowMs = Date.parse(startUtc)
  let timers: { atMs: number; run: () => void }[] = []
  return {
    now: () => nowMs,
    schedule(run, ms) {
      const timer = { atMs: nowMs + ms, run }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
    advance(ms) {
      const untilMs = nowMs + ms
      for (;;) {
        const due = timers.filter((timer) => timer.atMs <= untilMs).toSorted((a, b) => a.atMs - b.atMs)[0]
        if (due === undefined) break
        timers = timers.filter((other) => other !== due)
        nowMs = Math.max(nowMs, due.atMs)
        due.run()
      }
      nowMs = untilMs
    },
    pending: () => timers.length,
  }
}
