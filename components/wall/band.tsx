'use client'

import { CloudOff } from 'lucide-react'
import type { ReactNode } from 'react'
import type { WallReply } from '@/lib/api/screen-replies'
import type { FreshnessLevel } from '@/lib/failover/freshness'
import { serverNowMs, useServerClock } from '../server-clock'
import { useHydrated } from '../use-hydrated'
import { usePageFreshness } from '../use-freshness'
import { useTick } from '../use-tick'
import { fill } from './fill'
import { toWallReason } from './to-wall-reason'
import { useMoment } from './use-moment'
import { useTexts } from './wall-texts'

/** The lower edge: what time it is, how old all of this is, and which screen this is. */
export function Band({ reply }: { reply: WallReply }): ReactNode {
  const texts = useTexts()
  const { band, board } = texts
  const moment = useMoment()
  const { level, problem, observedAtUtc, collectedAtUtc } = usePageFreshness()
  const isOld = level === 'stale' || level === 'lost'
  const since = problem?.code === 'collection_old' ? problem.sinceUtc : observedAtUtc
  return (
    <footer aria-label={band.label} className="wall-band">
      <Clock />
      <p
        data-level={level}
        data-testid="wall-level"
        className={`flex min-w-0 items-center gap-3 ${TONE[level]}`}
      >
        {isOld ? (
          <CloudOff aria-hidden className="size-[1em] shrink-0" />
        ) : (
          <span aria-hidden className={DOT[level]} />
        )}
        <span className="truncate">
          {fill(band[level === 'final' ? 'live' : level], { time: moment(isOld ? since : observedAtUtc) })}
          {problem && ` · ${toWallReason(texts, problem)}`}
        </span>
      </p>
      {collectedAtUtc !== null && !isOld && (
        <p className="text-muted">{fill(band.collected, { time: moment(collectedAtUtc) })}</p>
      )}
      {reply.unreadable > 0 && <p>{fill(board.unreadable, { count: reply.unreadable })}</p>}
      <p className="ms-auto min-w-0 truncate text-end text-muted">
        <bdi className="text-text">{reply.screen.name}</bdi>
        {/* What is wrong needs the place more. */}
        {!isOld && ` · ${fill(band.build, { build: reply.build })}`}
      </p>
    </footer>
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

/** By the server's clock: that of a television is often wrong. */
function Clock(): ReactNode {
  const { time } = useTexts()
  const clock = useServerClock()
  const hydrated = useHydrated()
  const utc = useTick((tick) => new Date(serverNowMs(clock, tick)).toISOString().slice(11, 19))
  const local = useTick((tick) => (hydrated ? toLocalTime(serverNowMs(clock, tick)) : ''))
  return (
    <p className="flex items-baseline gap-5 whitespace-nowrap">
      <time className="text-2xl font-semibold">{fill(time, { time: utc })}</time>
      <span className="text-muted">{local}</span>
    </p>
  )
}

/** In the zone of the screen, which it says itself. */
const toLocalTime = (ms: number): string =>
  new Date(ms).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' })
