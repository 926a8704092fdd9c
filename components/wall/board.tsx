'use client'

import { type ReactNode, useEffect } from 'react'
import type { Polled } from '@/lib/api/get-json'
import type { WallReply } from '@/lib/api/screen-replies'
import { FreshnessScope } from '../freshness-scope'
import { usePageFreshness } from '../use-freshness'
import { TakeoverView } from './alarm/takeover-view'
import { type Alarm, useAlarm } from './alarm/use-alarm'
import { Band } from './band'
import { Idle, LostScreen, ScopeUnknown } from './board-message'
import { Asked } from './care/asked'
import type { ScreenSelf } from './care/screen-self'
import { usePicture } from './care/use-picture'
import { useReloads } from './care/use-reloads'
import { fill } from './fill'
import { QuietHead } from './quiet-head'
import { ScreenNote } from './screen-note'
import { SilenceStrip } from './silence-strip'
import { Tile } from './tile'
import { useArea } from './use-area'
import { type ShownPage, usePages } from './use-pages'
import { useTexts } from './wall-texts'

type Props = { polled: Polled<WallReply>; error: Error | null; self: ScreenSelf }

/** What a screen in force shows: its runs, or why there are none, and below how old all of it is. */
export function Board({ polled, error, self }: Props): ReactNode {
  return (
    <FreshnessScope polled={polled} error={error}>
      <Screen polled={polled} isGood={error === null} self={self} />
    </FreshnessScope>
  )
}

type ScreenProps = { polled: Polled<WallReply>; isGood: boolean; self: ScreenSelf }

function Screen({ polled, isGood, self }: ScreenProps): ReactNode {
  const { reply } = polled
  const { held, sound } = useAlarm(polled, isGood, self)
  useReloads(polled, isGood, self, held.length > 0)
  const { board } = useTexts()
  const [areaRef, area] = useArea()
  const { level } = usePageFreshness()
  const isCovered = level === 'lost' || held.length > 0
  const shown = usePages(reply.sessions, area, isCovered)
  const picture = usePicture(reply.screen.settings, held.length > 0)
  const { page, pages } = shown
  const isPaged = pages > 1 && !isCovered
  useEffect(
    () => self.note({ page: isPaged ? { number: page, of: pages } : null, sound }),
    [self, page, pages, isPaged, sound],
  )
  return (
    <div className="wall-board">
      <div className="wall-picture" style={picture}>
        <SilenceStrip />
        <main data-testid="wall-board" className="wall-main">
          <h1 className="sr-only">{fill(board.label, { screen: reply.screen.name })}</h1>
          <Content reply={reply} shown={shown} areaRef={areaRef} held={held} />
        </main>
        <Asked reply={reply} self={self} />
        <ScreenNote polled={polled} />
        <Band reply={reply} shown={isPaged ? shown : null} sound={sound} />
      </div>
    </div>
  )
}

type ContentProps = {
  reply: WallReply
  shown: ShownPage
  areaRef: ReturnType<typeof useArea>[0]
  held: Alarm['held']
}

function Content({ reply, shown, areaRef, held }: ContentProps): ReactNode {
  const { board } = useTexts()
  const { level } = usePageFreshness()
  // Too old to stand there as if it told anything.
  if (level === 'lost') return <LostScreen reply={reply} />
  if (held.length > 0) return <TakeoverView reply={reply} held={held} />
  if (reply.sessions.length === 0)
    return reply.scopeUnknown === null ? <Idle reply={reply} /> : <ScopeUnknown reply={reply} />
  return (
    <>
      {reply.totals.running === 0 && <QuietHead reply={reply} />}
      <div ref={areaRef} className="wall-area">
        <ul aria-label={board.tiles} className="wall-tiles">
          {shown.tiles.map(({ run, placed }) => (
            <Tile key={run.session.id} run={run} placed={placed} />
          ))}
        </ul>
      </div>
    </>
  )
}
