'use client'

import { useEffect } from 'react'

/** Asks the device not to switch its display off, where it can be asked; again whenever the page comes back. */
export function useWakeLock(): void {
  useEffect(() => {
    let ended = false
    let lock: WakeLockSentinel | null = null
    const ask = async (): Promise<void> => {
      if (!('wakeLock' in navigator) || document.visibilityState !== 'visible') return
      try {
        lock = await navigator.wakeLock.request('screen')
        if (ended) await lock.release()
      } catch {
        // A browser may refuse, as on battery; then the display does as it is set.
      }
    }
    const onVisible = (): void => void ask()
    void ask()
    document.addEventListener('visibilitychange', onVisible)
    return () => {
      ended = true
      document.removeEventListener('visibilitychange', onVisible)
      void lock?.release().catch(() => undefined)
    }
  }, [])
}
