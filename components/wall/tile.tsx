'use client'

import type { CSSProperties, ReactNode } from 'react'
import type { WallRun } from '@/lib/api/screen-replies'
import { worseLevel } from '@/lib/failover/freshness'
import { failedOver, isOver, type TaskStanding, toShownCounts } from '@/lib/failover/outcome'
import { STATUS_LOOK } from '../status-look'
import { usePageFreshness } from '../use-freshness'
import { VmBar } from '../vm-bar'
import { fill } from './fill'
import { placeRest, type RestPlace } from './layout/place-rest'
import type { PlacedTile, TileLook } from './layout/sizes'
import { toRunStanding, toRunWords } from './run-words'
import { TileAge, TileOld } from './tile-age'
import { TileFailures } from './tile-failures'
import { TileRto } from './tile-rto'
import { TileTook } from './tile-took'
import { useTexts } from './wall-texts'

type Props = { run: WallRun; placed: PlacedTile }

/** One run. Its age stands in it: whatever else of the screen is covered, old data must not look new. */
export function Tile({ run, placed }: Props): ReactNode {
  const { tile } = useTexts()
  const { session, outcome, freshness, tag } = run
  const page = usePageFreshness()
  const level = freshness.level === 'final' ? 'final' : worseLevel(freshness.level, page.level)
  const old = level === 'stale' || level === 'lost' ? level : null
  const standing = toRunStanding(run)
  const state = toState(toRunWords(tile, run), placed)
  return (
    <li
      data-freshness={level}
      data-standing={standing}
      data-look={placed.look}
      data-testid="wall-tile"
      className="wall-tile"
      style={toStyle(placed)}
    >
      <span aria-hidden className={`wall-tile-edge ages ${STATUS_LOOK[standing].fill}`} />
      <h2 dir="auto" className="wall-tile-name">
        {tag && <Tag kind={tag.kind} />}
        {session.name ?? tile.unnamed}
      </h2>
      <p dir="auto" className="wall-tile-tenant">
        {session.tenant?.name ?? tile.tenantUnknown}
      </p>
      <State state={state} isMoving={standing === 'working' && level === 'live'} standing={standing} />
      <TileFailures run={run} lines={state.place === 'below' ? placed.lines - 1 : placed.lines} />
      <Count run={run} look={placed.look} isOld={old !== null} />
      <TileTook run={run} level={level} />
      <VmBar counts={toShownCounts(run.counts, isOver(outcome))} className="wall-tile-bar" />
      {old ? (
        <TileOld run={run} level={old} />
      ) : (
        <>
          <TileRto run={run} level={level} />
          <TileAge run={run} level={level} look={placed.look} />
        </>
      )}
    </li>
  )
}

/** Where the layout put it; lengths in rem, of which one is 28 units. */
function toStyle({ left, top, width, height, scale }: PlacedTile): CSSProperties {
  const rem = (units: number): string => `${units / 28}rem`
  return {
    left: rem(left),
    top: rem(top),
    width: rem(width),
    height: rem(height),
    '--s': scale,
  } as CSSProperties // safe: --s is read by tile.css alone
}

/** What an operator has marked the run as. It stands with the name: beside the age, a tenant's code would be cut. */
function Tag({ kind }: Pick<NonNullable<WallRun['tag']>, 'kind'>): ReactNode {
  const { tile } = useTexts()
  // The direction of the name is that of its own first letter.
  return (
    <strong dir="ltr" className="wall-tile-tag">
      {tile.tag[kind]}
    </strong>
  )
}

type StateWords = { word: string; rest: string; place: RestPlace }

/** "1 failed, running": what comes first is read across the room, and is never cut for what follows it. */
function toState(words: string, placed: PlacedTile): StateWords {
  const [first = '', ...others] = words.split(', ')
  const rest = others.join(', ')
  if (rest === '') return { word: first, rest, place: 'none' }
  const place = placeRest(`${first},`, rest, placed)
  return { word: place === 'none' ? first : `${first},`, rest, place }
}

type StateProps = { state: StateWords; standing: TaskStanding; isMoving: boolean }

function State({ state: { word, rest, place }, standing, isMoving }: StateProps): ReactNode {
  const { Icon, text } = STATUS_LOOK[standing]
  return (
    <p className={`wall-tile-state ages tone-change ${text}`} data-rest={place}>
      <Icon aria-hidden className={`size-[1em] shrink-0 ${isMoving ? 'pulse-when-live' : ''}`} />
      <span className="wall-tile-word" data-key>
        {word}
      </span>{' '}
      {place !== 'none' && <span className="wall-tile-rest">{rest}</span>}
    </p>
  )
}

function Count({ run, look, isOld }: { run: WallRun; look: TileLook; isOld: boolean }): ReactNode {
  const { tile } = useTexts()
  const { counts, outcome } = run
  if (counts.total === 0) {
    return (
      <p className="wall-tile-count text-muted">
        {outcome.kind === 'running' ? tile.noRows : tile.noRowsEnded}
      </p>
    )
  }
  const of = look === 'narrow' ? tile.ofNarrow : counts.total === 1 ? tile.ofOne : tile.of
  return (
    <p className="wall-tile-count">
      <strong data-key className={isOld ? 'text-muted' : ''}>
        {failedOver(counts)}
      </strong>{' '}
      <span className="text-muted">{fill(of, { total: counts.total })}</span>
    </p>
  )
}
