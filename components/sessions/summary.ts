import type { SessionListReply } from '@/lib/api/replies'

export type Summary = {
  running: number
  /** Running, and a VM has failed already. */
  attention: number
  finishedToday: number
  failedToday: number
  /** The list was cut before yesterday: the two figures of today are then the least that is true. */
  atLeast: boolean
}

/** @param todayUtc the date in UTC, `2026-11-23` */
export function toSummary(reply: SessionListReply, todayUtc: string): Summary {
  const running = reply.sessions.filter((it) => it.outcome.kind === 'running')
  const finished = reply.sessions.filter((it) => it.outcome.kind !== 'running')
  const today = finished.filter((it) => it.session.endTimeUtc?.startsWith(todayUtc))
  const oldest = finished.at(-1)?.session.creationTimeUtc ?? null
  return {
    running: running.length,
    attention: running.filter((it) => it.counts.failed > 0).length,
    finishedToday: today.length,
    failedToday: today.filter((it) => it.outcome.kind === 'ended' && it.outcome.result === 'failed').length,
    atLeast: reply.sessions.length < reply.total && (oldest === null || oldest >= todayUtc),
  }
}
