'use client'

import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { Polled } from '@/lib/api/get-json'
import type { WallReply } from '@/lib/api/screen-replies'
import type { WallTexts } from '@/lib/i18n/messages/en/wall'
import { serverElapsedMs, serverNowMs, useServerClock } from '../server-clock'
import { useTick } from '../use-tick'
import { fill } from './fill'
import { type Mark, type ScreenEvent, watchScreen } from './screen-watch'
import { useMoment } from './use-moment'
import { printDuration, useTexts } from './wall-texts'

type Note = { event: ScreenEvent; atUtc: string }

/** Long enough for whoever comes back from the coffee machine. */
const SHOWN_MS = 10 * 60_000

/** Says that this screen itself stood still, or that its clock was set: whoever looked at it meanwhile was misled. */
export function ScreenNote({ polled }: { polled: Polled<WallReply> }): ReactNode {
  const texts = useTexts()
  const moment = useMoment()
  const clock = useServerClock()
  const ticks = useSecondsLived()
  const last = useRef<Mark | null>(null)
  const [note, setNote] = useState<Note | null>(null)
  useEffect(() => {
    const serverMs = serverNowMs(clock, null)
    const mark = {
      serverMs,
      monotonicMs: polled.arrivedAtMs,
      wallMs: polled.arrivedAtWallMs,
      ticks: ticks.current,
    }
    const event = last.current && watchScreen(last.current, mark)
    last.current = mark
    if (event) setNote({ event, atUtc: new Date(serverMs).toISOString() })
  }, [polled, clock, ticks])
  const isShown = useTick(
    (tick) => note !== null && serverElapsedMs(clock, tick, false, note.atUtc) < SHOWN_MS,
  )
  if (note === null || !isShown) return null
  return (
    <section aria-label={texts.note.label} className="wall-note" data-testid="wall-note">
      <p>{toWords(texts, note, moment(note.atUtc))}</p>
    </section>
  )
}

function toWords(texts: WallTexts, { event }: Note, time: string): string {
  const duration = printDuration(texts, Math.abs(event.ms))
  if (event.kind === 'stood_still') return fill(texts.note.stoodStill, { duration, time })
  return fill(event.ms > 0 ? texts.note.clockForward : texts.note.clockBack, { duration, time })
}

/** Counts seconds one by one: a page that sleeps does not count, whatever the clocks say afterwards. */
function useSecondsLived(): { readonly current: number } {
  const ticks = useRef(0)
  useEffect(() => {
    const timer = setInterval(() => {
      ticks.current += 1
    }, 1_000)
    return () => clearInterval(timer)
  }, [])
  return ticks
}
