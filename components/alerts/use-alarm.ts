'use client'

import { useEffect } from 'react'
import type { SessionListReply } from '@/lib/api/replies'
import type { AlertWatch } from './alert-watch'
import { readKept, writeKept } from './browser-store'
import { useAlertSettings } from './settings'
import { pageSound } from './sound'
import { runsOf } from './reading'

const AGAIN_AFTER_MS = 30_000
const LAST_KEY = 'failover-alerts.alarm.1'

/** Readies the sound, and sounds the alarm again until the failures that were told are acknowledged, by whomever. */
export function useAlarm(reply: SessionListReply | null, watch: AlertWatch): void {
  const { sound, repeat, volume } = useAlertSettings()
  useEffect(() => {
    if (sound) pageSound().arm()
  }, [sound])

  const pending = reply !== null && hasPending(reply, watch)
  useEffect(() => {
    if (!sound || !repeat || !pending) return undefined
    const timer = setInterval(() => {
      // One tab for all of them.
      const last = readKept(LAST_KEY)
      if (typeof last === 'number' && Math.abs(Date.now() - last) < AGAIN_AFTER_MS - 1_000) return
      writeKept(LAST_KEY, Date.now())
      pageSound().play('alarm', volume)
    }, AGAIN_AFTER_MS)
    return () => clearInterval(timer)
  }, [sound, repeat, pending, volume])
}

/** A failure that this browser has told and that nobody has acknowledged. */
export function hasPending(
  reply: Pick<SessionListReply, 'sessions' | 'live'>,
  watch: Pick<AlertWatch, 'memory'>,
): boolean {
  const runs = watch.memory()?.runs ?? {}
  return runsOf(reply).some(
    ({ session, unacknowledged }) => runs[session.id]?.told === true && unacknowledged > 0,
  )
}
