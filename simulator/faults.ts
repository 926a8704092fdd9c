import { z } from 'zod'

/** What can go wrong between EM and a client. Times in ms. */
export const FaultSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('latency'), ms: z.number().min(0) }),
  z.strictObject({ kind: z.literal('status'), status: z.literal([401, 403, 404, 500, 503]) }),
  /** The connection is reset before any answer. */
  z.strictObject({ kind: z.literal('reset') }),
  /** The body trickles. */
  z.strictObject({ kind: z.literal('drip'), bytesPerSecond: z.number().positive() }),
  /** Half of the announced body, then the connection ends. */
  z.strictObject({ kind: z.literal('truncate') }),
  /** A page of some proxy, with status 200. */
  z.strictObject({ kind: z.literal('html') }),
  z.strictObject({ kind: z.literal('empty') }),
  /** No answer, ever. */
  z.strictObject({ kind: z.literal('hang') }),
  /** EM's clock is off: the Date header and every time in the reply. */
  z.strictObject({ kind: z.literal('clock-skew'), ms: z.number() }),
  /** HTTPS presents another certificate; connections that are open are closed. */
  z.strictObject({ kind: z.literal('wrong-certificate') }),
  z.strictObject({ kind: z.literal('bom') }),
  z.strictObject({ kind: z.literal('redirect'), to: z.string() }),
  /** A document type with an entity bomb. */
  z.strictObject({ kind: z.literal('dtd') }),
  z.strictObject({ kind: z.literal('huge'), bytes: z.int().positive() }),
  z.strictObject({ kind: z.literal('deep'), levels: z.int().positive() }),
])

export type Fault = z.infer<typeof FaultSchema>

export type FaultOptions = {
  /** Limits the fault to requests whose path with query matches; text = a part of it, in any case. */
  path?: RegExp | string | undefined
  /** The fault ends after so many requests. */
  times?: number | undefined
}

export type ActiveFault = { fault: Fault; path: RegExp | string | null; timesLeft: number | null }

/** The faults that are on: one per path, a later one for the same path takes its place. */
export type FaultBook = {
  /** Null clears: all, or the one for the given path. */
  set(fault: Fault | null, options?: FaultOptions): void
  /** Faults that hit this request; counts it. */
  take(path: string): Fault[]
  list(): readonly ActiveFault[]
}

export function createFaultBook(): FaultBook {
  let active: ActiveFault[] = []
  return {
    set(fault, options = {}) {
      const path = options.path ?? null
      if (fault === null && path === null) {
        active = []
        return
      }
      active = active.filter((other) => String(other.path) !== String(path))
      if (fault !== null) active.push({ fault, path, timesLeft: options.times ?? null })
    },
    take(path) {
      const hits = active.filter((candidate) => matches(candidate.path, path))
      for (const hit of hits) {
        if (hit.timesLeft !== null) hit.timesLeft -= 1
      }
      active = active.filter((candidate) => candidate.timesLeft === null || candidate.timesLeft > 0)
      return hits.map((hit) => hit.fault)
    },
    list: () => active,
  }
}

function matches(pattern: RegExp | string | null, path: string): boolean {
  if (pattern === null) return true
  if (typeof pattern === 'string') return path.toLowerCase().includes(pattern.toLowerCase())
  // A global or sticky pattern remembers where it stopped.
  pattern.lastIndex = 0
  return pattern.test(path)
}
