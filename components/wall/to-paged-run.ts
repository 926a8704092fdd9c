import type { WallRun } from '@/lib/api/screen-replies'
import { toWorstSoFar } from '../status-look'
import type { PagedRun } from './layout/paging'

/** What somebody has to look at is larger. What ended with warnings is over, and nobody waits for it. */
export function toPagedRun({ session, outcome }: WallRun): PagedRun {
  const worst = toWorstSoFar(outcome)
  const hasFailed = worst?.standing === 'failed' || (outcome.kind === 'ended' && outcome.result === 'failed')
  return { id: session.id, hasFailed, isTrouble: hasFailed || worst !== null }
}
