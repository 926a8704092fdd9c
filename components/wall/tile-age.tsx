'use client'

import { CloudOff } from 'lucide-react'
import type { ReactNode } from 'react'
import type { WallRun } from '@/lib/api/screen-replies'
import type { FreshnessLevel } from '@/lib/failover/freshness'
import { usePageFreshness } from '../use-freshness'
import { fill } from './fill'
import type { TileLook } from './layout/sizes'
import { toOldWords } from './to-old-words'
import { useTileMoment } from './use-moment'
import { useTexts } from './wall-texts'

type Props = { run: WallRun; level: FreshnessLevel }

/** When the tile's own data was read; when the run ended, once it has. Where there is little room the time stands alone. */
export function TileAge({ run, level, look }: Props & { look: TileLook }): ReactNode {
  const { tile } = useTexts()
  const moment = useTileMoment(look === 'narrow')
  const { freshness, session } = run
  const readAt = moment(freshness.observedAtUtc)
  const say = (text: string, time: string): string => (look === 'narrow' ? time : fill(text, { time }))
  if (level === 'late') return <p className="wall-tile-age text-text">{fill(tile.late, { time: readAt })}</p>
  if (level !== 'final') return <p className="wall-tile-age">{say(tile.read, readAt)}</p>
  return (
    <p className="wall-tile-age">
      {session.endTimeUtc === null
        ? say(tile.finalRead, readAt)
        : say(tile.final, moment(session.endTimeUtc))}
    </p>
  )
}

/** What stands in a tile whose data is too old: since when, and why. Its last word stays. */
export function TileOld({ run, level }: { run: WallRun; level: 'stale' | 'lost' }): ReactNode {
  const texts = useTexts()
  const moment = useTileMoment()
  const { since, reason } = toOldWords(texts, moment, { run, level, page: usePageFreshness() })
  return (
    <>
      <p className="wall-tile-rto" data-testid="wall-tile-since">
        {since}
      </p>
      <p className="wall-tile-age text-text">
        <CloudOff aria-hidden className="size-[1em] shrink-0" />
        {reason}
      </p>
    </>
  )
}
