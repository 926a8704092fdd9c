'use client'

import type { ReactNode } from 'react'
import type { WallRun } from '@/lib/api/screen-replies'
import type { FreshnessLevel } from '@/lib/failover/freshness'
import { toTook } from '@/lib/failover/recovery'
import { isLostRun } from '../is-lost-run'
import { emElapsedMs, useServerClock } from '../server-clock'
import { useTick } from '../use-tick'
import { fill } from './fill'
import { printDuration, useTexts } from './wall-texts'

/** How long the run has taken, or took. */
export function TileTook({ run, level }: { run: WallRun; level: FreshnessLevel }): ReactNode {
  const texts = useTexts()
  const clock = useServerClock()
  const { creationTimeUtc, endTimeUtc } = run.session
  const took = toTook(creationTimeUtc, endTimeUtc)
  const words = useTick((tick) => {
    if (isLostRun(run)) return ''
    if (creationTimeUtc === null) return texts.tile.noStart
    if (run.outcome.kind !== 'running')
      return 'ms' in took ? fill(texts.tile.took, { duration: printDuration(texts, took.ms, 'minute') }) : ''
    // Time that nobody observed is not counted: it would have to be taken back.
    return printDuration(texts, emElapsedMs(clock, tick, level !== 'live', creationTimeUtc), 'minute')
  })
  return <p className="wall-tile-took">{words}</p>
}
