'use client'

import type { ReactNode } from 'react'
import type { WallRun } from '@/lib/api/screen-replies'
import type { FreshnessLevel } from '@/lib/failover/freshness'
import { type AgainstTarget, toRtoAgainst, toRunRto } from '@/lib/failover/recovery'
import { isLostRun } from '../is-lost-run'
import { emElapsedMs, useServerClock } from '../server-clock'
import { type Tick, useTick } from '../use-tick'
import { fill } from './fill'
import { printDuration, useTexts } from './wall-texts'

/** The run against the target of its plan. It ticks: the moment the target is passed needs no new reply. */
export function TileRto({ run, level }: { run: WallRun; level: FreshnessLevel }): ReactNode {
  const texts = useTexts()
  const { tile } = texts
  const clock = useServerClock()
  const { session, outcome, rtoTargetMs } = run
  const { creationTimeUtc } = session
  const against = (tick: Tick | null): AgainstTarget | null =>
    rtoTargetMs === null
      ? null
      : toRtoAgainst({
          targetMs: rtoTargetMs,
          outcome,
          rto: toRunRto(session, outcome),
          elapsedMs:
            creationTimeUtc === null ? null : emElapsedMs(clock, tick, level !== 'live', creationTimeUtc),
        })
  const toText = (it: AgainstTarget | null): string => {
    switch (it?.kind) {
      case 'left':
        return fill(tile.rtoLeft, { duration: printDuration(texts, it.ms, 'minute') })
      case 'exceeded':
        return fill(tile.rtoExceeded, { duration: printDuration(texts, it.ms, 'minute') })
      case 'met':
        return tile.rtoMet
      case 'not_met':
        return tile.rtoNotMet
      case 'unknown':
        return tile.rtoUnknown
      case undefined:
        return ''
      default:
        return it satisfies never
    }
  }
  const kind = useTick((tick) => against(tick)?.kind ?? null)
  const text = useTick((tick) => toText(against(tick)))
  const isOver = kind === 'exceeded' || kind === 'not_met'
  return (
    <p className={`wall-tile-rto ${isOver ? 'text-status-failed' : ''}`} data-testid="wall-tile-rto">
      {isLostRun(run) ? tile.gone : text}
    </p>
  )
}
