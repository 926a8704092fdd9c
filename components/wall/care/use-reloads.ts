'use client'

import { useEffect } from 'react'
import type { Polled } from '@/lib/api/get-json'
import type { WallReply } from '@/lib/api/screen-replies'
import { toReloadReason } from './reload-policy'
import type { ScreenSelf } from './screen-self'

const LAST_KEY = 'wall-reloaded'
/** Whatever the reason: not again so soon, or a build that is served half would reload for ever. */
const LEAST_GAP_MS = 60_000

/** Loads the page anew when it is due, and only right after a good answer: then its server is there. */
export function useReloads(
  polled: Polled<WallReply>,
  isGood: boolean,
  self: ScreenSelf,
  held: boolean,
): void {
  useEffect(() => {
    if (!isGood) return
    const { screen, commands, build } = polled.reply
    const asked = commands.find(({ kind }) => kind === 'reload')
    const nowMs = Date.now()
    const reason = toReloadReason(self, {
      nowMs,
      build,
      reloadAt: screen.settings.reloadAt,
      timeZone: screen.settings.timeZone,
      asked: asked !== undefined,
      heapPart: readHeapPart(),
      held,
    })
    if (reason === null || !mayReload(nowMs)) return
    if (asked) self.done(asked.id)
    window.location.reload()
  }, [polled, isGood, self, held])
}

function mayReload(nowMs: number): boolean {
  try {
    const lastMs = Number(sessionStorage.getItem(LAST_KEY) ?? Number.NaN)
    if (Math.abs(nowMs - lastMs) < LEAST_GAP_MS) return false
    sessionStorage.setItem(LAST_KEY, String(nowMs))
    return true
  } catch {
    // Without a memory of the last one there is nothing that would end a row of them.
    return false
  }
}

/** Chromium alone tells. */
function readHeapPart(): number | null {
  if (!('memory' in performance)) return null
  const memory = performance.memory as { usedJSHeapSize?: number; jsHeapSizeLimit?: number } // safe: both are checked
  const { usedJSHeapSize: used, jsHeapSizeLimit: limit } = memory
  return used === undefined || limit === undefined || limit <= 0 ? null : used / limit
}
