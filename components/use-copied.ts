'use client'

import { useEffect, useState } from 'react'

const CONFIRM_MS = 2000

/** Whether the text has just been copied, and how to copy it. `refused`: a page over plain http has no clipboard. */
export function useCopied(): {
  state: 'idle' | 'copied' | 'refused'
  /** @returns whether it came to it */
  copy: (text: string) => Promise<boolean>
} {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle')
  useEffect(() => {
    if (state !== 'copied') return undefined
    const timer = setTimeout(() => setState('idle'), CONFIRM_MS)
    return () => clearTimeout(timer)
  }, [state])
  return {
    state,
    copy: async (text) => {
      try {
        await navigator.clipboard.writeText(text)
        setState('copied')
        return true
      } catch {
        setState('refused')
        return false
      }
    },
  }
}
