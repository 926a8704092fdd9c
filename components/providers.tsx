'use client'

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { ThemeProvider } from 'next-themes'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import { type ReactNode, useState } from 'react'
import type { TimePreferences } from '@/lib/i18n/time/time-preferences'
import { TimePreferencesProvider } from './preferences/time-preferences'

type Props = {
  /** Of this request's content security policy: the script that sets the theme before the first paint needs it. */
  nonce: string | undefined
  time: TimePreferences
  children: ReactNode
}

export function Providers({ nonce, time, children }: Props): ReactNode {
  // One client per browser; on the server, one per request.
  const [queryClient] = useState(() => new QueryClient())
  return (
    <ThemeProvider
      attribute="data-theme"
      defaultTheme="system"
      enableSystem
      disableTransitionOnChange
      {...(nonce !== undefined && { nonce })}
    >
      <QueryClientProvider client={queryClient}>
        <NuqsAdapter>
          <TimePreferencesProvider initial={time}>{children}</TimePreferencesProvider>
        </NuqsAdapter>
      </QueryClientProvider>
    </ThemeProvider>
  )
}
