// @vitest-environment jsdom
import { keepPreviousData, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, type ReactNode } from 'react'
import { afterEach, expect, it, vi } from 'vitest'
import { mount, type Mounted } from './render'
import { usePolled } from '@/components/use-polled'
import type { Polled } from '@/lib/api/get-json'

let mounted: Mounted | null = null
afterEach(() => mounted?.unmount())

const client = new QueryClient()
const polled = (reply: string): Polled<string> => ({
  reply,
  ageOnArrivalMs: 0,
  arrivedAtMs: 0,
  arrivedAtWallMs: 0,
})

function Shown({ name, keeps }: { name: string; keeps: boolean }): ReactNode {
  const state = usePolled<string, readonly string[]>({
    queryKey: [name],
    queryFn: () => (name === 'good' ? Promise.resolve(polled('rows')) : Promise.reject(new Error('away'))),
    retry: false,
    ...(keeps && { placeholderData: keepPreviousData }),
  })
  const text =
    state.kind === 'ready'
      ? `${state.polled.reply} ${state.isPending ? 'of before' : 'of now'} ${state.error?.message ?? 'well'}`
      : state.kind
  return <p>{text}</p>
}

const page = (name: string, keeps: boolean): ReactNode => (
  <QueryClientProvider client={client}>
    <Shown name={name} keeps={keeps} />
  </QueryClientProvider>
)
/** A query may take more than one turn, the more so on a busy machine. */
const shown = async (text: string): Promise<string> => {
  await vi.waitUntil(async () => {
    await act(async () => new Promise((resolve) => setTimeout(resolve, 0)))
    return mounted?.root.textContent === text
  }, 10_000)
  return mounted?.root.textContent ?? ''
}

it.each([
  [true, 'rows of before away'],
  [false, 'failed'],
])(
  'what was read stays where the query says so (%s), also when the next one fails',
  async (keeps, expected) => {
    client.clear()
    mounted = mount(page('good', keeps))
    expect(await shown('rows of now well')).toBe('rows of now well')
    mounted.show(page('bad', keeps))
    expect(await shown(expected)).toBe(expected)
  },
)
