import { act } from 'react'
import { afterEach, beforeEach, vi } from 'vitest'
import { HistorySection } from '@/components/history/history-section'
import type { ComparisonReply, HistoryReply } from '@/lib/api/record-replies'
import { makeSessionReply, NOW_MS } from './fixtures'
import { makeComparison, makeHistory } from './record-fixtures'
import { arriving, inScope, mount, type Mounted, withQueries } from './render'

let mounted: Mounted | null = null

export const json = (body: HistoryReply | ComparisonReply) => () => Promise.resolve(Response.json(body))
export const unavailable = (): Promise<Response> =>
  Promise.resolve(
    new Response(
      JSON.stringify({
        type: 'urn:x',
        title: 'x',
        status: 503,
        detail: 'database is locked',
        code: 'record_unavailable',
      }),
      { status: 503, headers: { 'Content-Type': 'application/problem+json' } },
    ),
  )

/** What the record answers, and what it was asked for, by the last word of the address. */
export const record: {
  history: () => Promise<Response>
  comparison: () => Promise<Response>
  asked: string[]
} = { history: unavailable, comparison: unavailable, asked: [] }

type Watcher = { callback: IntersectionObserverCallback; observer: IntersectionObserver }
let watchers: Watcher[] = []
export const scrolled = vi.fn<() => void>()

/** A record of one run, a clock that stands, and a browser that scrolls nothing: for every test of the file. */
export function setUpRecord(): void {
  beforeEach(() => {
    vi.useFakeTimers({ now: NOW_MS })
    record.asked = []
    watchers = []
    record.history = json(makeHistory())
    record.comparison = json(makeComparison())
    vi.stubGlobal('fetch', (path: string) => {
      const what = /(history|comparison)(\?|$)/.exec(path)?.[1] ?? path
      record.asked.push(what)
      return what === 'comparison' ? record.comparison() : record.history()
    })
    vi.stubGlobal(
      'IntersectionObserver',
      class {
        constructor(callback: IntersectionObserverCallback) {
          // safe: no test asks for more of it
          watchers.push({ callback, observer: this as unknown as IntersectionObserver })
        }
        observe(): void {}
        disconnect(): void {}
      },
    )
    vi.stubGlobal(
      'ResizeObserver',
      class {
        observe(): void {}
        unobserve(): void {}
        disconnect(): void {}
      },
    )
    scrolled.mockClear()
    // jsdom has none.
    HTMLElement.prototype.scrollIntoView = scrolled
  })
  afterEach(() => {
    leave()
    vi.unstubAllGlobals()
    vi.useRealTimers()
  })
}

export const settle = (ms = 0): Promise<void> =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(ms)
  })

export async function open(
  hash = '',
  spec: Parameters<typeof makeSessionReply>[0] = {},
): Promise<HTMLElement> {
  window.history.replaceState(null, '', hash === '' ? window.location.pathname : hash)
  const reply = makeSessionReply(spec)
  mounted = mount(
    inScope(
      arriving(reply),
      withQueries(<HistorySection session={reply.session} running={reply.outcome.kind === 'running'} />),
    ),
  )
  await settle()
  return mounted.root
}

export const comeNear = (): void =>
  act(() => {
    for (const { callback, observer } of watchers)
      callback([{ isIntersecting: true } as IntersectionObserverEntry], observer) // safe: nothing else is read
  })
export const tabs = (root: HTMLElement): HTMLElement[] => [
  ...root.querySelectorAll<HTMLElement>('[role=tab]'),
]
export const chosen = (root: HTMLElement): string | undefined =>
  tabs(root).find((tab) => tab.getAttribute('aria-selected') === 'true')?.textContent
export const press = (target: Element | null | undefined, key: string): void =>
  act(() => {
    target?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  })
export const click = (root: HTMLElement, text: string): void =>
  act(() => {
    const button = [...root.querySelectorAll('button')].find((node) => node.textContent === text)
    if (button === undefined) throw new Error(`no button "${text}"`)
    button.click()
  })
export const lines = (root: HTMLElement): string[] =>
  [...root.querySelectorAll('[data-line]')].map((line) => line.textContent)

/** The page is left. */
export function leave(): void {
  mounted?.unmount()
  mounted = null
}
