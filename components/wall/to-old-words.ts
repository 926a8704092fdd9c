import type { WallRun } from '@/lib/api/screen-replies'
import type { WallTexts } from '@/lib/i18n/messages/en/wall'
import type { PageFreshness } from '../page-freshness'
import { fill } from './fill'

type Old = { run: WallRun; level: 'stale' | 'lost'; page: PageFreshness }

/** Since when a run's data is too old, and why, in as few words as a tile has room for. */
export function toOldWords(
  { tile, shortReason }: WallTexts,
  moment: (utc: string) => string,
  { run: { freshness }, level, page }: Old,
): { since: string; reason: string } {
  // The page's own silence is worse than what the server said before it.
  const isOwn = freshness.level === 'stale' || freshness.level === 'lost'
  const problem = isOwn ? freshness.problem : page.problem
  const since = problem?.code === 'collection_old' ? problem.sinceUtc : freshness.observedAtUtc
  const code = problem?.code ?? 'monitor'
  return {
    since: fill(level === 'lost' ? tile.lost : tile.stale, { time: moment(since) }),
    reason: code in shortReason ? shortReason[code as keyof typeof shortReason] : shortReason.monitor, // safe: it has just been looked up
  }
}
