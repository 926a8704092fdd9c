'use client'

import { useEffect, useState } from 'react'

export type CopyState = { kind: 'idle' } | { kind: 'copied' } | { kind: 'blocked'; text: string }

/** Long enough to be read, and heard. */
const CONFIRM_MS = 6000

/** Copies text. Where the browser does not allow it, as on plain http, the text is handed out to be copied by hand. */
export function useCopyText(): { state: CopyState; copy: (text: string) => void; forget: () => void } {
  const [state, setState] = useState<CopyState>({ kind: 'idle' })
  useEffect(() => {
    if (state.kind !== 'copied') return undefined
    const timer = setTimeout(() => setState({ kind: 'idle' }), CONFIRM_MS)
    return () => clearTimeout(timer)
  }, [state])
  const copy = async (text: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text)
      setState({ kind: 'copied' })
    } catch {
      // Also where there is no clipboard at all: then the property itself is missing.
      setState({ kind: 'blocked', text })
    }
  }
  return { state, copy: (text) => void copy(text), forget: () => setState({ kind: 'idle' }) }
}
