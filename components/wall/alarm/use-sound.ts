'use client'

import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { ScreenReport, ScreenSettings } from '@/lib/api/screen-settings'
import { isWithin, minuteOfDay } from '../care/time-of-day'
import { createTone, type Tone } from './tone'

/** How often the tone is repeated while a failure holds the screen. */
const RING_EVERY_MS = 15_000
const LOOK_EVERY_MS = 5_000

type Wanted = {
  /** A failure holds the screen. */
  rings: boolean
  /** Ids of the tones that staff ask for as a test. */
  tests: readonly string[]
  onTested: (commandId: string) => void
}

/** The screen's sound, and how it stands. One tone for the whole life of the page: some browsers want a click for each. */
export function useSound(settings: ScreenSettings, wanted: Wanted): ScreenReport['sound'] {
  const { on, volumePercent, quiet } = settings.sound
  const { timeZone } = settings
  const tone = useRef<Tone | null>(null)
  const wasReady = useRef(false)
  const tested = useRef(new Set<string>())
  const [sound, setSound] = useState<ScreenReport['sound']>('off')
  const ring = useEffectEvent(() => tone.current?.ring(volumePercent / 100))

  const look = useEffectEvent(() => {
    const isReady = tone.current?.state() === 'ready'
    const isQuiet = quiet !== null && isWithin(minuteOfDay(Date.now(), timeZone), quiet)
    setSound(isReady ? (isQuiet ? 'quiet' : 'armed') : 'blocked')
    wasReady.current ||= isReady
    return isReady
  })
  /** @param byHand whoever clicks wants to hear that it works, and how loud it is */
  const unblock = useEffectEvent(async (byHand: boolean) => {
    const before = tone.current?.state()
    await tone.current?.unblock()
    if (look() && byHand && before === 'blocked') ring()
  })

  useEffect(() => {
    if (!on) return undefined
    tone.current = createTone()
    wasReady.current = false
    // A click or a key is all that a browser may want before it lets a page make a sound.
    const onHand = (): void => void unblock(true)
    // What was allowed once and has stopped since, as after a sleep or with another loudspeaker, needs no hand.
    const again = (): void => {
      if (!look() && wasReady.current) void unblock(false)
    }
    void unblock(false)
    const timer = setInterval(again, LOOK_EVERY_MS)
    window.addEventListener('pointerdown', onHand)
    window.addEventListener('keydown', onHand)
    return () => {
      clearInterval(timer)
      window.removeEventListener('pointerdown', onHand)
      window.removeEventListener('keydown', onHand)
      tone.current?.dispose()
      tone.current = null
      setSound('off')
    }
  }, [on])

  const mayRing = wanted.rings && sound === 'armed'
  useEffect(() => {
    if (!mayRing) return undefined
    ring()
    const timer = setInterval(() => ring(), RING_EVERY_MS)
    return () => clearInterval(timer)
  }, [mayRing])

  // Whoever asks for it wants to hear it, in quiet hours too. One that is blocked stays open: it was not heard.
  const next = sound === 'armed' || sound === 'quiet' ? wanted.tests.join(' ') : ''
  const onTested = useEffectEvent(wanted.onTested)
  useEffect(() => {
    if (next === '') return
    for (const id of next.split(' ')) {
      if (!tested.current.has(id)) ring()
      tested.current.add(id)
      onTested(id)
    }
  }, [next])
  return sound
}
