import 'server-only'
import { createClockOffset } from './clock-offset'
import type { ConnectionStatus } from './em-client'
import type { WireReply } from './transport'

export type ConnectionRecord = {
  answered: (reply: WireReply, sentAtMs: number, answeredAtMs: number) => void
  certificateSeen: (certificate: NonNullable<ConnectionStatus['certificate']>) => void
  read: () => Pick<ConnectionStatus, 'lastAnswerMs' | 'lastAnswerAtUtc' | 'clockAheadMs' | 'certificate'>
}

/** What the answers themselves tell of the connection, whatever they were about. */
export function createConnectionRecord(): ConnectionRecord {
  const clock = createClockOffset()
  let last: { ms: number; atMs: number } | null = null
  let certificate: ConnectionStatus['certificate'] = null
  return {
    answered(reply, sentAtMs, answeredAtMs) {
      last = { ms: answeredAtMs - sentAtMs, atMs: answeredAtMs }
      clock.observe(reply.header('Date'), sentAtMs, answeredAtMs)
    },
    certificateSeen(seen) {
      certificate = seen
    },
    read: () => ({
      lastAnswerMs: last?.ms ?? null,
      lastAnswerAtUtc: last === null ? null : new Date(last.atMs).toISOString(),
      clockAheadMs: clock.aheadMs(),
      certificate,
    }),
  }
}
