import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { NextIntlClientProvider } from 'next-intl'
import { NuqsTestingAdapter } from 'nuqs/adapters/testing'
import { act, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { vi } from 'vitest'
import { FreshnessScope } from '@/components/freshness-scope'
import type { WithAge } from '@/components/use-freshness'
import type { Polled } from '@/lib/api/get-json'
import { en } from '@/lib/i18n/messages/en'
import { NOW_MS } from './fixtures'

// React looks here for whether a test drives it.
Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

// One object, as in the app: a new one would render every text anew.
const NOW = new Date(NOW_MS)

export function withTexts(children: ReactNode): ReactNode {
  return (
    <NextIntlClientProvider locale="en" messages={en} timeZone="UTC" now={NOW}>
      {children}
    </NextIntlClientProvider>
  )
}

/** A reply that arrives at this moment of the (faked) clocks. */
export function arriving<Reply>(reply: Reply, ageOnArrivalMs = 0): Polled<Reply> {
  return { reply, ageOnArrivalMs, arrivedAtMs: performance.now(), arrivedAtWallMs: Date.now() }
}

/** @param address the query of the page's address */
export function inScope(
  polled: Polled<WithAge>,
  children: ReactNode,
  error: Error | null = null,
  address = '',
): ReactNode {
  return withTexts(
    <NuqsTestingAdapter hasMemory searchParams={address}>
      <FreshnessScope polled={polled} error={error}>
        {children}
      </FreshnessScope>
    </NuqsTestingAdapter>,
  )
}

/** For what asks the server by itself; a new client, so that no test sees another's replies. */
export function withQueries(children: ReactNode): ReactNode {
  const client = new QueryClient({ defaultOptions: { queries: { gcTime: 0 } } })
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>
}

export type Mounted = { root: HTMLElement; show: (node: ReactNode) => void; unmount: () => void }

export function mount(node: ReactNode): Mounted {
  const root = document.createElement('div')
  document.body.append(root)
  const react = createRoot(root)
  const show = (next: ReactNode): void => act(() => react.render(next))
  show(node)
  return {
    root,
    show,
    unmount: () => {
      act(() => react.unmount())
      root.remove()
    },
  }
}

/** What is loaded, read or laid out on demand comes a little later, and not at a test's bidding: React is left to itself meanwhile. */
export async function until(check: () => void): Promise<void> {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: false })
  try {
    await vi.waitFor(check, { timeout: 10_000 })
  } finally {
    Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  }
}
