'use client'

import type { ReactNode } from 'react'
import type { WallReply } from '@/lib/api/screen-replies'
import type { ScreenReport } from '@/lib/api/screen-settings'
import { serverNowMs, useServerClock } from '../server-clock'
import { useHydrated } from '../use-hydrated'
import { useTick } from '../use-tick'
import { BandAge } from './band-age'
import { printLocalTime } from './care/time-of-day'
import { fill } from './fill'
import type { ShownPage } from './use-pages'
import { useTexts } from './wall-texts'

type Props = {
  reply: WallReply
  /** Null: there is one page only, or none is in view. */
  shown: ShownPage | null
  sound: ScreenReport['sound']
}

/** The lower edge: what time it is, how old all of this is, which page of it, and which screen this is. */
export function Band({ reply, shown, sound }: Props): ReactNode {
  const { band, board } = useTexts()
  const { totals, screen, unreadable, build } = reply
  return (
    <footer aria-label={band.label} className="wall-band">
      <Clock timeZone={screen.settings.timeZone} />
      <BandAge sessions={reply.sessions} />
      <div className="wall-band-part" data-testid="wall-totals">
        <p className="wall-band-large">{fill(band.running, { count: totals.running })}</p>
        <p className="text-muted">
          {fill(band.failing, { count: totals.withFailures })}
          {unreadable > 0 && ` · ${fill(board.unreadable, { count: unreadable })}`}
        </p>
      </div>
      {shown && <Page shown={shown} />}
      <div className="wall-band-part wall-band-screen">
        <p className="truncate">
          <bdi>{screen.name}</bdi>
        </p>
        <p className="text-muted">
          <span
            data-testid="wall-sound"
            className={sound === 'blocked' ? 'wall-sound-blocked text-text' : ''}
          >
            {band.sound[sound]}
          </span>{' '}
          · {fill(band.build, { build: build.slice(0, BUILD_LETTERS) })}
        </p>
      </div>
    </footer>
  )
}

/** Enough to tell two builds apart. */
const BUILD_LETTERS = 7

function Page({ shown: { page, pages, leftSeconds } }: { shown: ShownPage }): ReactNode {
  const { band } = useTexts()
  return (
    <div className="wall-band-part" data-testid="wall-page">
      <p className="wall-band-large">{fill(band.page, { page, pages })}</p>
      <p className="text-muted">
        {leftSeconds === null ? band.held : fill(band.turnsIn, { seconds: leftSeconds })}
      </p>
    </div>
  )
}

/** By the server's clock: that of a television is often wrong. */
function Clock({ timeZone }: { timeZone: string | null }): ReactNode {
  const { time } = useTexts()
  const clock = useServerClock()
  const hydrated = useHydrated()
  const utc = useTick((tick) => new Date(serverNowMs(clock, tick)).toISOString().slice(11, 19))
  const local = useTick((tick) => (hydrated ? printLocalTime(serverNowMs(clock, tick), timeZone) : ''))
  return (
    <div className="wall-band-part" data-testid="wall-clock">
      <time className="wall-band-large" data-key>
        {fill(time, { time: utc })}
      </time>
      <p className="text-muted">{local}</p>
    </div>
  )
}
