'use client'

import { useEffect, useState } from 'react'
import type { Polled } from '@/lib/api/get-json'
import type { WallReply } from '@/lib/api/screen-replies'
import type { ScreenReport } from '@/lib/api/screen-settings'
import { emNowMs, serverNowMs, useServerClock } from '../../server-clock'
import { useTick } from '../../use-tick'
import type { ScreenSelf } from '../care/screen-self'
import { keepAlarm, readAlarm } from './keep-alarm'
import { type Held, isOver, nextAlarm } from './takeover'
import { useSound } from './use-sound'

export type Alarm = {
  /** Failures that hold the screen now, each with its run in the reply; newest first. */
  held: readonly Held[]
  sound: ScreenReport['sound']
}

/**
 * Failures that hold the screen, and the tone for them. Both end within one poll of an acknowledgement anywhere, and
 * after their time even while the server is away.
 */
export function useAlarm(polled: Polled<WallReply>, isGood: boolean, self: ScreenSelf): Alarm {
  const { sessions, screen, commands } = polled.reply
  const clock = useServerClock()
  const [state, setState] = useState(readAlarm)
  const [seen, setSeen] = useState<Polled<WallReply> | null>(null)
  if (isGood && polled !== seen) {
    setSeen(polled)
    const of = JSON.stringify([screen.id, screen.scope])
    const times = { nowMs: serverNowMs(clock, null), emNowMs: emNowMs(clock, null, false) }
    setState(nextAlarm(state, { of, sessions, ...times }))
  }
  useEffect(() => keepAlarm(state), [state])
  const ids = useTick((tick) =>
    state.held
      .filter((one) => !isOver(one, serverNowMs(clock, tick)))
      .map(({ sessionId }) => sessionId)
      .join(' '),
  )
  const held = state.held.filter(
    ({ sessionId }) => ids.includes(sessionId) && sessions.some(({ session }) => session.id === sessionId),
  )
  const sound = useSound(screen.settings, {
    rings: held.length > 0,
    tests: commands.filter(({ kind }) => kind === 'sound').map(({ id }) => id),
    onTested: self.done,
  })
  return { held, sound }
}
