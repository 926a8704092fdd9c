'use client'

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { ThemeProvider } from 'next-themes'
import { type ReactNode, useState } from 'react'

type Props = {
  /** Of this request's content security policy: the script that sets the theme before the first paint needs it. */
  nonce: string | undefined
  children: ReactNode
}

export function Providers({ nonce, children }: Props): ReactNode {
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
      <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
    </ThemeProvider>
  )
}
