'use client'

import { useState } from 'react'
import { pages, paths } from '@/lib/api/paths'
import { sendJson } from '@/lib/api/send-json'
import { dropDrafts } from '../teamwork/draft-store'

export function useSignOut(): { state: 'idle' | 'busy' | 'failed'; signOut: () => Promise<void> } {
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle')
  return {
    state,
    signOut: async () => {
      setState('busy')
      try {
        await sendJson('POST', paths.signOut())
        dropDrafts()
        // A whole load: nothing that was read is to stay in this tab.
        window.location.assign(pages.signIn())
      } catch {
        setState('failed')
      }
    },
  }
}
