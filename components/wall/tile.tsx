'use client'

import { CloudOff } from 'lucide-react'
import type { ReactNode } from 'react'
import type { SessionSummary } from '@/lib/api/replies'
import { durationBetween } from '@/lib/failover/duration'
import { type FreshnessLevel, worseLevel } from '@/lib/failover/freshness'
import { failedOver } from '@/lib/failover/outcome'
import { isLostRun } from '../is-lost-run'
import { emElapsedMs, useServerClock } from '../server-clock'
import { STATUS_LOOK, toOutcomeStanding, toWorstSoFar } from '../status-look'
import { usePageFreshness } from '../use-freshness'
import { useTick } from '../use-tick'
import { VmBar } from '../vm-bar'
import { fill } from './fill'
import { toRunWords } from './run-words'
import { useMoment } from './use-moment'
import { printDuration, useTexts } from './wall-texts'

/** One run. Its age stands in it: whatever else of the screen is covered, old data must not look new. */
export function Tile({ summary }: { summary: SessionSummary }): ReactNode {
  const { tile } = useTexts()
  const { session, outcome, counts, tag } = summary
  const page = usePageFreshness()
  const { freshness } = summary
  const level = freshness.level === 'final' ? 'final' : worseLevel(freshness.level, page.level)
  const isOld = level === 'stale' || level === 'lost'
  const standing = toWorstSoFar(outcome)?.standing ?? toOutcomeStanding(outcome)
  const { Icon, text, fill: edge } = STATUS_LOOK[standing]
  // "1 failed, running": what comes first is read across the room.
  const [word, ...others] = toRunWords(tile, summary).split(', ')
  const rest = others.join(', ')
  const isMoving = standing === 'working' && level === 'live'
  return (
    <li data-freshness={level} data-standing={standing} data-testid="wall-tile" className="wall-tile">
      <span aria-hidden className={`wall-tile-edge ages ${edge}`} />
      <div className="min-w-0">
        <h2 dir="auto" className="wall-tile-name">
          {session.name ?? tile.unnamed}
        </h2>
        <p dir="auto" className="truncate text-muted">
          {tag && <strong className="wall-tile-tag">{tile.tag[tag.kind]}</strong>}
          {session.tenant?.name ?? tile.tenantUnknown}
        </p>
      </div>
      <p className={`wall-tile-state ages tone-change ${text}`}>
        <Icon aria-hidden className={`size-[1em] shrink-0 ${isMoving ? 'pulse-when-live' : ''}`} />
        <span className="wall-tile-word">{word}</span>
        {rest !== '' && <span className="wall-tile-rest">{rest}</span>}
      </p>
      <p className="wall-tile-count">
        {counts.total === 0 ? (
          <span className="text-muted">{outcome.kind === 'running' ? tile.noRows : tile.noRowsEnded}</span>
        ) : (
          <span>
            <strong className={isOld ? 'text-muted' : ''}>{failedOver(counts)}</strong>{' '}
            <span className="text-muted">
              {counts.total === 1 ? tile.ofOne : fill(tile.of, { total: counts.total })}
            </span>
          </span>
        )}
        {!isLostRun(summary) && (
          <span className="text-muted">
            <Took summary={summary} level={level} />
          </span>
        )}
      </p>
      <VmBar counts={counts} className="h-[0.4rem] min-h-[0.4rem]" />
      <p className="wall-tile-foot">
        <TileAge summary={summary} level={level} />
        {isLostRun(summary) && <span className="truncate">{tile.gone}</span>}
      </p>
    </li>
  )
}

type AgeProps = { summary: SessionSummary; level: FreshnessLevel }

function Took({ summary: { session, outcome }, level }: AgeProps): ReactNode {
  const texts = useTexts()
  const clock = useServerClock()
  const { creationTimeUtc, endTimeUtc } = session
  const tookMs = durationBetween(creationTimeUtc, endTimeUtc)
  return useTick((tick) => {
    if (creationTimeUtc === null) return texts.tile.noStart
    if (outcome.kind !== 'running')
      return tookMs === null
        ? ''
        : fill(texts.tile.took, { duration: printDuration(texts, tookMs, 'minute') })
    // Time that nobody observed is not counted: it would have to be taken back.
    return printDuration(texts, emElapsedMs(clock, tick, level !== 'live', creationTimeUtc), 'minute')
  })
}

function TileAge({ summary: { session, freshness }, level }: AgeProps): ReactNode {
  const { tile } = useTexts()
  const moment = useMoment()
  const time = moment(freshness.observedAtUtc)
  switch (level) {
    case 'final': {
      const { endTimeUtc } = session
      return (
        <span>
          {endTimeUtc === null
            ? fill(tile.finalRead, { time })
            : fill(tile.final, { time: moment(endTimeUtc) })}
        </span>
      )
    }
    case 'live':
      return <span>{fill(tile.read, { time })}</span>
    case 'late':
      return <span className="text-text">{fill(tile.late, { time })}</span>
    case 'stale':
    case 'lost': {
      const { problem } = freshness
      const since = problem?.code === 'collection_old' ? moment(problem.sinceUtc) : time
      return (
        <strong className="flex items-center gap-2 font-semibold text-text">
          <CloudOff aria-hidden className="size-[1em] shrink-0" />
          {fill(tile[level], { time: since })}
        </strong>
      )
    }
    default:
      return level satisfies never
  }
}
