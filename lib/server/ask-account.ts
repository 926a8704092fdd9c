import 'server-only'
import type { AskEnterpriseManager } from '@/lib/auth/sign-in'
import { ReadError } from '@/lib/failover/read-error'

/**
 * Asks Enterprise Manager about an account, and says with a failure since when the monitor itself has been without answer.
 * @param problem of the monitor's own reads
 */
export const askWithSince =
  (ask: AskEnterpriseManager, problem: () => { sinceUtc: string } | null): AskEnterpriseManager =>
  async (account) => {
    try {
      return await ask(account)
    } catch (error) {
      const sinceUtc = problem()?.sinceUtc
      if (!(error instanceof ReadError) || error.sinceUtc !== null || sinceUtc === undefined) throw error
      const { code, message, retryAfterMs } = error
      throw new ReadError(code, message, {
        cause: error,
        sinceUtc,
        ...(retryAfterMs === null ? {} : { retryAfterMs }),
      })
    }
  }
