import { READ_PROBLEMS } from '@/lib/failover/read-error'
import type { WallTexts } from '@/lib/i18n/messages/en/wall'
import type { PageProblem } from '../page-freshness'

/** What keeps the data from being current. Whatever is no fault of Enterprise Manager is one of ours. */
export function toWallReason(texts: Pick<WallTexts, 'reason'>, problem: PageProblem | null): string {
  return texts.reason[READ_PROBLEMS.find((one) => one === problem?.code) ?? 'monitor']
}
