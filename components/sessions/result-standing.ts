import type { ResultFilter } from '@/lib/api/session-filters'
import type { TaskStanding } from '@/lib/failover/outcome'

/** The word and look of a result that is asked for. */
export const toResultStanding = (result: ResultFilter): TaskStanding =>
  result === 'success' ? 'succeeded' : result
