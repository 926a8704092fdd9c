import 'server-only'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

/**
 * Requests that one address may send in a second. A tenant's whole staff shares one address, and each open page asks a
 * few times a second at most: this is no pace for people, only a stop for a flood.
 */
export const REQUESTS_PER_SECOND = 600

export type AddressLimit = {
  /** Counts a request. @returns ms until the next one is answered; null if this one is */
  take: (address: string) => Promise<number | null>
}

export function createAddressLimit(perSecond: number): AddressLimit {
  const limiter = new RateLimiterMemory({ points: perSecond, duration: 1 })
  return {
    async take(address) {
      try {
        await limiter.consume(address)
        return null
      } catch (error) {
        if (error instanceof RateLimiterRes) return Math.max(1, error.msBeforeNext)
        throw error
      }
    },
  }
}
