'use client'

import { CloudOff } from 'lucide-react'
import type { ReactNode } from 'react'
import type { WallRun } from '@/lib/api/screen-replies'
import type { FreshnessLevel } from '@/lib/failover/freshness'
import { usePageFreshness } from '../use-freshness'
import { fill } from './fill'
import { toWallReason } from './to-wall-reason'
import { useMoment } from './use-moment'
import { useTexts } from './wall-texts'

/** How old the data of the whole screen is, by us and by Enterprise Manager; where it is not current, why. */
export function BandAge({ sessions }: { sessions: readonly WallRun[] }): ReactNode {
  const texts = useTexts()
  const { band } = texts
  const moment = useMoment()
  const { level, problem, observedAtUtc, collectedAtUtc } = usePageFreshness()
  const isOld = level === 'stale' || level === 'lost'
  const collected =
    collectedAtUtc === null ? band.notCollected : fill(band.collected, { time: moment(collectedAtUtc) })
  const stale = sessions.filter(
    ({ freshness }) => freshness.level === 'stale' || freshness.level === 'lost',
  ).length
  return (
    <div className="wall-band-part wall-band-age">
      <p
        data-level={level}
        data-testid="wall-level"
        className={`flex min-w-0 items-center gap-3 ${TONE[level]}`}
      >
        {isOld ? (
          <CloudOff aria-hidden className="size-[1em] shrink-0" />
        ) : (
          <span aria-hidden className={`shrink-0 ${DOT[level]}`} />
        )}
        <span>
          {problem?.code === 'collection_old' && isOld
            ? band.staleCollection
            : fill(band[level === 'final' ? 'live' : level], { time: moment(observedAtUtc) })}
          {problem && ` · ${toWallReason(texts, problem)}`}
        </span>
      </p>
      <p className="text-muted">
        {collected}
        {stale > 0 && !isOld && (
          <strong className="font-semibold text-text">
            {' · '}
            {stale === 1 ? band.oneOld : fill(band.someOld, { count: stale })}
          </strong>
        )}
      </p>
    </div>
  )
}

const TONE: Record<FreshnessLevel, string> = {
  live: 'text-status-succeeded',
  final: 'text-status-succeeded',
  late: 'text-text',
  stale: 'font-semibold text-text',
  lost: 'font-semibold text-text',
}

// Filled and half: they differ without their colour too.
const DOT: Record<FreshnessLevel, string> = {
  live: 'size-[0.6em] rounded-full bg-current',
  final: 'size-[0.6em] rounded-full bg-current',
  late: 'size-[0.7em] rounded-full border-[0.1em] border-current bg-[linear-gradient(90deg,currentColor_50%,transparent_50%)]',
  stale: '',
  lost: '',
}
