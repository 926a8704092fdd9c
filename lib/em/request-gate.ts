import 'server-only'
import { ReadError } from '@/lib/failover/read-error'

/** Reads of sessions, and what they need, go before all others. */
export type Priority = 'session' | 'optional'

type Waiting = { priority: Priority; enter: (lane: number) => void }

export type RequestGate = {
  /**
   * Runs the job as soon as one of the lanes is free, in order of asking within a priority.
   * @throws {ReadError} `unreachable` if the signal aborts while the job waits; the place is given up at once
   */
  run<T>(priority: Priority, signal: AbortSignal, job: (lane: number) => Promise<T>): Promise<T>
}

/** At most `lanes` jobs at a time, each told its lane's number from 0. */
export function createRequestGate(lanes: number): RequestGate {
  const free = Array.from({ length: lanes }, (_, lane) => lane)
  const waiting: Waiting[] = []

  function next(): void {
    if (free.length === 0 || waiting.length === 0) return
    const first = waiting.findIndex((job) => job.priority === 'session')
    const [job] = waiting.splice(Math.max(0, first), 1)
    const lane = free.shift()
    if (job && lane !== undefined) job.enter(lane)
  }

  function enter(priority: Priority, signal: AbortSignal): Promise<number> {
    if (signal.aborted) return Promise.reject(calledOff())
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        const at = waiting.indexOf(job)
        if (at >= 0) waiting.splice(at, 1)
        reject(calledOff())
      }
      const job: Waiting = {
        priority,
        enter: (lane) => {
          signal.removeEventListener('abort', leave)
          resolve(lane)
        },
      }
      signal.addEventListener('abort', leave, { once: true })
      waiting.push(job)
      next()
    })
  }

  return {
    async run(priority, signal, job) {
      const lane = await enter(priority, signal)
      try {
        return await job(lane)
      } finally {
        // The lowest lane first: its connection was used last and is the least likely to have been closed.
        free.push(lane)
        free.sort((a, b) => a - b)
        next()
      }
    },
  }
}

/** The reader lost interest, or the client is being closed; nothing is said about Enterprise Manager. */
export function calledOff(): ReadError {
  return new ReadError('unreachable', 'The read was called off')
}
