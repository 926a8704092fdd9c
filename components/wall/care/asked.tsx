'use client'

import { type ReactNode, useEffect } from 'react'
import type { WallReply } from '@/lib/api/screen-replies'
import { serverNowMs, useServerClock } from '../../server-clock'
import { usePageFreshness } from '../../use-freshness'
import { useTick } from '../../use-tick'
import { useTexts } from '../wall-texts'
import { ScreenName } from './screen-name'
import type { ScreenSelf } from './screen-self'

type Props = { reply: WallReply; self: ScreenSelf }

/** What is done by being shown. */
const IS_SHOWN: ReadonlySet<string> = new Set(['identify', 'message'])

/**
 * What staff ask this screen to show: its name, or a message. It says that it has done so with its next request. Both end
 * on time while the server is away, too; and the name makes way for the word that what lies under it is old.
 */
export function Asked({ reply: { commands, screen }, self }: Props): ReactNode {
  useEffect(() => {
    self.keepOnly(commands.map(({ id }) => id))
    for (const { id, kind } of commands) if (IS_SHOWN.has(kind)) self.done(id)
  }, [commands, self])
  const { asks } = useTexts()
  const clock = useServerClock()
  const { level } = usePageFreshness()
  const open = useTick((tick) =>
    commands
      .filter(({ untilUtc }) => serverNowMs(clock, tick) < Date.parse(untilUtc))
      .map(({ id }) => id)
      .join(' '),
  )
  const asked = commands.filter(({ id }) => open.includes(id))
  const message = asked.findLast(({ kind }) => kind === 'message')
  const isCurrent = level !== 'stale' && level !== 'lost'
  const isAskedForName = isCurrent && asked.some(({ kind }) => kind === 'identify')
  return (
    <>
      {isAskedForName && <ScreenName key={screen.name} name={screen.name} />}
      {message && (
        <section aria-label={asks.message} className="wall-message" data-testid="wall-message">
          <p data-key>
            <bdi>{message.text}</bdi>
          </p>
        </section>
      )}
    </>
  )
}
