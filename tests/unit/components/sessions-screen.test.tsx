// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import {
  AppRouterContext,
  type AppRouterInstance,
} from 'next/dist/shared/lib/app-router-context.shared-runtime'
import { SearchParamsContext } from 'next/dist/shared/lib/hooks-client-context.shared-runtime'
import { act, type ReactNode } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SessionsScreen } from '@/components/sessions/sessions-screen'
import type { SessionListReply } from '@/lib/api/replies'
import { NOW_MS, utc } from './fixtures'
import { makeListReply, makeSummary } from './list-fixtures'
import { mount, type Mounted, withTexts } from './render'

const ended = (id: string, name: string) =>
  makeSummary({ id, name, state: 'Stopped', result: 'Success', tasks: [], endTimeUtc: utc(NOW_MS) })
const reply = (over: Partial<SessionListReply>): SessionListReply => ({
  ...makeListReply(),
  live: [],
  fitting: [],
  pollAfterMs: 3_000,
  ...over,
})

let mounted: Mounted | null = null
let client: QueryClient
let now: SessionListReply
const asked: URLSearchParams[] = []

beforeEach(() => {
  vi.useFakeTimers({ now: NOW_MS })
  client = new QueryClient({ defaultOptions: { queries: { gcTime: 300_000 } } })
  asked.length = 0
  vi.stubGlobal('fetch', (path: string) => {
    const url = new URL(path, 'http://monitor')
    if (url.pathname !== '/api/sessions') return new Promise(() => undefined)
    asked.push(url.searchParams)
    return Promise.resolve(Response.json(now))
  })
})
afterEach(() => {
  mounted?.unmount()
  mounted = null
  client.clear()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const noRouter = new Proxy({}, { get: () => () => undefined }) as AppRouterInstance // safe: nothing is opened here
const noSearch = new URLSearchParams()
const page = (): ReactNode =>
  withTexts(
    <QueryClientProvider client={client}>
      <AppRouterContext.Provider value={noRouter}>
        <SearchParamsContext.Provider value={noSearch}>
          <SessionsScreen />
        </SearchParamsContext.Provider>
      </AppRouterContext.Provider>
    </QueryClientProvider>,
  )
const pass = async (ms: number): Promise<void> => {
  await act(() => vi.advanceTimersByTimeAsync(ms))
}
const names = () =>
  [...document.querySelectorAll('tbody [data-run] [data-run-link]')].map((link) => link.textContent)

describe('the list over time', () => {
  it('asks at once, and from then on, for rows that have left its page', async () => {
    now = reply({ sessions: [ended('a', 'Alpha'), ended('b', 'Beta')] })
    mounted = mount(page())
    await pass(100)
    expect(asked.map((one) => one.get('also'))).toEqual([null])
    now = reply({ sessions: [ended('b', 'Beta')] })
    await pass(3_100)
    expect(asked.map((one) => one.get('also'))).toEqual([null, null, 'a'])
    now = { ...now, also: [{ id: 'a', fits: false, run: ended('a', 'Alpha, tagged') }] }
    await pass(4_000)
    expect(asked.at(-1)?.get('also')).toBe('a')
    expect(names()).toEqual(['Alpha, tagged', 'Beta'])
    expect(document.querySelector('[aria-busy=true]')).toBeNull()
  })

  it('begins anew when it is opened again, although the page of before is shown until the answer is there', async () => {
    now = reply({ sessions: [ended('a', 'Alpha'), ended('b', 'Beta')] })
    mounted = mount(page())
    await pass(100)
    mounted.unmount()
    // Somebody tags it meanwhile, and it fits no more.
    now = reply({ sessions: [ended('n', 'New'), ended('b', 'Beta')] })
    mounted = mount(page())
    expect(names()).toEqual(['Alpha', 'Beta'])
    await pass(100)
    expect(names()).toEqual(['New', 'Beta'])
    expect(document.querySelector('[data-testid=show-new]')).toBeNull()
  })
})
