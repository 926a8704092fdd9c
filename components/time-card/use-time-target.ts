'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { leadsElsewhere, TIME_CARD, type TimeTarget, timeUnder } from './time-target'

/** Long enough that a pointer on its way across opens nothing. */
const OPEN_AFTER_MS = 350
/** Long enough to reach the card. */
const CLOSE_AFTER_MS = 250

type Targeting = { target: TimeTarget | null; show: (target: TimeTarget) => void; close: () => void }

/** Which time the pointer rests on or was pressed on. Two listeners for the page, however many times it shows. */
export function useTimeTarget(): Targeting {
  const [target, setTarget] = useState<TimeTarget | null>(null)
  const latest = useRef(target)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const show = useCallback((next: TimeTarget | null) => {
    clearTimeout(timer.current)
    latest.current = next
    setTarget(next)
  }, [])
  const close = useCallback(() => show(null), [show])

  useEffect(() => {
    const later = (next: TimeTarget | null, afterMs: number): void => {
      clearTimeout(timer.current)
      timer.current = setTimeout(() => show(next), afterMs)
    }
    const onOver = (event: PointerEvent): void => {
      if (event.pointerType !== 'mouse' || latest.current?.pinned) return
      const time = timeUnder(event.target)
      const stays = time === null ? isInCard(event.target) : time === latest.current?.anchor
      if (stays) clearTimeout(timer.current)
      else if (time !== null) later(toTarget(time, false), OPEN_AFTER_MS)
      else if (latest.current !== null) later(null, CLOSE_AFTER_MS)
      else clearTimeout(timer.current)
    }
    const onClick = (event: MouseEvent): void => {
      const time = timeUnder(event.target)
      if (time === null || event.defaultPrevented || leadsElsewhere(time)) return
      // The end of a selection is not a press.
      if (document.getSelection()?.isCollapsed === false) return
      const shown = latest.current?.anchor === time && latest.current.pinned
      show(shown ? null : toTarget(time, true))
    }
    document.addEventListener('pointerover', onOver)
    document.addEventListener('click', onClick)
    return () => {
      clearTimeout(timer.current)
      document.removeEventListener('pointerover', onOver)
      document.removeEventListener('click', onClick)
    }
  }, [show])

  return { target, show, close }
}

const toTarget = (time: HTMLTimeElement, pinned: boolean): TimeTarget => ({
  anchor: time,
  at: time.dateTime,
  pinned,
  byKey: false,
})

const isInCard = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(TIME_CARD) !== null
