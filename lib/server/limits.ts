import 'server-only'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { RequestError } from './reply'

/** What is guessed at, and how many wrong guesses from one source pass in how many seconds. */
const FAILURES = {
  /** Addresses of share links that nobody made. */
  token: { points: 60, duration: 60 },
  /** Passcodes, per link and address. */
  passcode: { points: 5, duration: 15 * 60 },
  /** Passcodes, per link from everywhere: many addresses must not add up. */
  passcode_link: { points: 50, duration: 60 * 60 },
  /** Pairing codes that no screen shows, per person. */
  code: { points: 10, duration: 10 * 60 },
  /** Pairing codes that one address asks for. */
  pairing: { points: 20, duration: 10 * 60 },
} as const

export type FailureKind = keyof typeof FAILURES

export type FailureLimits = {
  /** @throws {RequestError} `too_many_requests` if too many have failed; whoever is right is not counted and not stopped */
  check: (kind: FailureKind, source: string) => Promise<void>
  /** Counts one failure. */
  failed: (kind: FailureKind, source: string) => Promise<void>
}

/** Counts failures in memory: what is right is never counted, so it is never slowed. */
export function createFailureLimits(factor = 1): FailureLimits {
  const limiters = new Map<FailureKind, RateLimiterMemory>()
  const limiterOf = (kind: FailureKind): RateLimiterMemory => {
    const known = limiters.get(kind)
    if (known) return known
    const { points, duration } = FAILURES[kind]
    const made = new RateLimiterMemory({ keyPrefix: kind, points: points * factor, duration })
    limiters.set(kind, made)
    return made
  }
  return {
    async check(kind, source) {
      const limiter = limiterOf(kind)
      const used = await limiter.get(source)
      if (used === null || used.consumedPoints < limiter.points) return
      throw new RequestError(
        'too_many_requests',
        'Too many attempts have failed.',
        'Wait, then try again.',
        Math.max(1_000, used.msBeforeNext),
      )
    },
    async failed(kind, source) {
      try {
        await limiterOf(kind).consume(source)
      } catch (error) {
        // It rejects with its count when the limit is reached; the next check says so.
        if (!(error instanceof RateLimiterRes)) throw error
      }
    },
  }
}
