// @vitest-environment jsdom
import { act } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { HistorySection } from '@/components/history/history-section'
import type { ComparisonReply, HistoryReply } from '@/lib/api/record-replies'
import { makeSessionReply, NOW_MS, SESSION_ID, utc } from './fixtures'
import { at, GAP, makeComparison, makeHistory, makeTransition } from './record-fixtures'
import { arriving, inScope, mount, type Mounted, withQueries } from './render'

let mounted: Mounted | null = null
let asked: string[] = []
let history: () => Promise<Response>
let comparison: () => Promise<Response>

const json = (body: HistoryReply | ComparisonReply) => () => Promise.resolve(Response.json(body))
const unavailable = (): Promise<Response> =>
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

type Watcher = { callback: IntersectionObserverCallback; observer: IntersectionObserver }
let watchers: Watcher[] = []
const scrolled = vi.fn<() => void>()

beforeEach(() => {
  vi.useFakeTimers({ now: NOW_MS })
  asked = []
  watchers = []
  history = json(makeHistory())
  comparison = json(makeComparison())
  vi.stubGlobal('fetch', (path: string) => {
    const what = /(history|comparison)(\?|$)/.exec(path)?.[1] ?? path
    asked.push(what)
    return what === 'comparison' ? comparison() : history()
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
  mounted?.unmount()
  mounted = null
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const settle = (ms = 0): Promise<void> =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(ms)
  })

async function open(hash = '', spec: Parameters<typeof makeSessionReply>[0] = {}): Promise<HTMLElement> {
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

const comeNear = (): void =>
  act(() => {
    for (const { callback, observer } of watchers)
      callback([{ isIntersecting: true } as IntersectionObserverEntry], observer) // safe: nothing else is read
  })
const tabs = (root: HTMLElement): HTMLElement[] => [...root.querySelectorAll<HTMLElement>('[role=tab]')]
const chosen = (root: HTMLElement): string | undefined =>
  tabs(root).find((tab) => tab.getAttribute('aria-selected') === 'true')?.textContent
const press = (target: Element | null | undefined, key: string): void =>
  act(() => {
    target?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  })
const click = (root: HTMLElement, text: string): void =>
  act(() => {
    const button = [...root.querySelectorAll('button')].find((node) => node.textContent === text)
    if (button === undefined) throw new Error(`no button "${text}"`)
    button.click()
  })
const lines = (root: HTMLElement): string[] =>
  [...root.querySelectorAll('[data-line]')].map((line) => line.textContent)

describe('reading the record', () => {
  it('waits until somebody looks, and asks once', async () => {
    const root = await open()
    expect(asked).toEqual([])
    comeNear()
    await settle()
    expect(asked).toEqual(['history'])
    expect(root.querySelector('[aria-busy]')).toBeNull()
  })

  it('does so at once when the address names a tab, and comes into sight', async () => {
    await open('#compare')
    expect(asked).toEqual(['comparison'])
    expect(scrolled).toHaveBeenCalled()
  })

  it('does so in a browser that cannot tell what is in sight', async () => {
    vi.stubGlobal('IntersectionObserver', undefined)
    await open()
    await settle(10)
    expect(asked).toEqual(['history'])
  })

  it('asks again at the pace that the record sets, and stops when nothing more can come', async () => {
    await open('#log')
    await settle(15_000)
    expect(asked).toHaveLength(2)
    history = json(makeHistory({ pollAfterMs: null }))
    await settle(15_000)
    await settle(600_000)
    expect(asked).toHaveLength(3)
  })

  it('says so while it is read, and why it cannot be', async () => {
    history = () => new Promise(() => undefined)
    let root = await open('#log')
    expect(root.textContent).toContain('The record is being read')
    mounted?.unmount()

    history = unavailable
    root = await open('#log')
    expect(root.querySelector('[data-testid=record-failed]')?.getAttribute('data-code')).toBe(
      'record_unavailable',
    )
    expect(root.textContent).toContain('The record of this monitor cannot be read')
    history = json(makeHistory())
    click(root, 'Look again now')
    await settle()
    expect(lines(root).length).toBeGreaterThan(0)
  })

  it('keeps what was read when the next read fails, and says that it is older', async () => {
    const root = await open('#log')
    history = unavailable
    await settle(15_100)
    expect(lines(root).length).toBeGreaterThan(0)
    expect(root.querySelector('[data-testid=record-old]')?.textContent).toContain('cannot be read')
  })

  it('says whether nothing is recorded yet or nothing was seen', async () => {
    const empty = makeHistory({
      samples: [],
      transitions: [],
      gaps: [],
      recordedFromUtc: null,
      recordedToUtc: null,
    })
    history = json(empty)
    for (const hash of ['#progress', '#log']) {
      let root = await open(hash)
      expect(root.textContent).toContain('Nothing is recorded of this run yet')
      mounted?.unmount()
      root = await open(hash, { state: 'Stopped', result: 'Success', endTimeUtc: utc(NOW_MS) })
      expect(root.textContent).toContain('this monitor did not see it run')
      mounted?.unmount()
    }
  })

  it('says what the record lacks', async () => {
    history = json(makeHistory({ thinned: true, recordedFromUtc: at(5) }))
    const root = await open('#log')
    expect(root.textContent).toContain('Recorded from 11:51:27 UTC on. The run had started 11:46:27 UTC')
    expect(root.textContent).toContain('Some measurements are left out')
  })
})

describe('the tabs', () => {
  it('follow the arrow keys, with the focus, and write themselves into the address', async () => {
    const root = await open('#progress')
    const [progress, log] = tabs(root)
    progress?.focus()
    press(progress, 'ArrowRight')
    await settle()
    expect(chosen(root)).toBe('Log')
    expect(document.activeElement).toBe(log)
    expect(window.location.hash).toBe('#log')
    press(document.activeElement, 'End')
    await settle()
    expect(chosen(root)).toBe('Compare')
    press(document.activeElement, 'ArrowRight')
    await settle()
    expect(chosen(root)).toBe('Progress')
  })

  it('are one stop of the keyboard, and the panel names its tab', async () => {
    const root = await open('#log')
    expect(tabs(root).map((tab) => tab.tabIndex)).toEqual([-1, 0, -1])
    const panel = root.querySelector('[role=tabpanel]')
    expect(panel?.id).toBe('log')
    const [, log] = tabs(root)
    expect(log?.getAttribute('aria-controls')).toBe('log')
    expect(panel?.getAttribute('aria-labelledby')).toBe(log?.id)
  })

  it('follow a link on the page, which also brings the focus', async () => {
    const root = await open('#progress')
    await act(async () => {
      window.location.hash = '#compare'
      await vi.advanceTimersByTimeAsync(50)
    })
    expect(chosen(root)).toBe('Compare')
    expect(document.activeElement?.textContent).toBe('Compare')
    expect(scrolled).toHaveBeenCalledTimes(2)
  })
})

describe('the progress', () => {
  it('has a table that says what the chart says, gaps with reason and length', async () => {
    const root = await open('#progress')
    click(root, 'Table')
    const heads = [...root.querySelectorAll('thead th')].map((node) => node.textContent)
    expect(heads).toEqual(['Time (UTC)', 'Percent', 'Succeeded', 'Warnings', 'Working', 'Waiting', 'Failed'])
    const rows = [...root.querySelectorAll('tbody tr')].map((row) =>
      [...row.children].map((cell) => cell.textContent),
    )
    expect(rows[0]).toEqual(['12:03:27', '52 %', '6', '1', '5', '1', '1'])
    expect(rows[3]).toEqual(['11:52:37', 'not observed for 2 min 52 s: Enterprise Manager cannot be reached'])
    expect(rows).toHaveLength(9)
  })

  it('shows the gaps in the table where nothing was ever observed', async () => {
    history = json(makeHistory({ samples: [], transitions: [], gaps: [{ ...GAP, toUtc: null }] }))
    const root = await open('#progress')
    expect(root.textContent).toContain('not observed since then: Enterprise Manager cannot be reached')
  })

  it('caps a long table and says how many are left', async () => {
    const [sample] = makeHistory().samples
    if (sample === undefined) throw new Error('the fixture has samples')
    const samples = Array.from({ length: 1700 }, (_, second) => ({ ...sample, atUtc: at(0, second) }))
    history = json(makeHistory({ samples, gaps: [] }))
    const root = await open('#progress')
    click(root, 'Table')
    expect(root.querySelectorAll('tbody tr')).toHaveLength(100)
    click(root, 'Show 500 more (1,600 left)')
    expect(root.querySelectorAll('tbody tr')).toHaveLength(600)
  })
})

describe('the log', () => {
  it('reads newest first: words, EM’s own moment, spans, and gaps in between', async () => {
    const root = await open('#log')
    expect(lines(root)).toEqual([
      '11:55:29 UTCexch01Working → Stopped, Warningbetween 11:52:37 UTC and 11:55:29 UTC',
      'not observed 11:52:37 UTC – 11:55:29 UTC: Enterprise Manager cannot be reached',
      '11:51:07 UTCsql02Working → Stopped, Failed11:51:03 UTC by Enterprise Manager',
      '11:46:51 UTCsql02Starting → Working',
      '11:46:30 UTCsql02first seen, Starting',
      '11:46:30 UTCFailover sessionfirst seen, Starting',
    ])
    click(root, 'Oldest first')
    expect(lines(root)[0]).toContain('Failover session')
  })

  it('prints changes of one word, missing words and results that change again', async () => {
    history = json(
      makeHistory({
        gaps: [{ fromUtc: at(9), toUtc: null, code: 'not_recorded' }],
        transitions: [
          makeTransition({ atUtc: at(1), field: 'result', from: 'None', to: 'Failed' }),
          makeTransition({ atUtc: at(2), from: 'Working', to: null }),
          makeTransition({ atUtc: at(3), from: null, to: 'Stopped' }),
          makeTransition({ atUtc: at(3), field: 'result', from: 'Failed', to: 'Success' }),
          makeTransition({ atUtc: at(4), notBeforeUtc: null, key: 'late', from: null, to: 'Stopped' }),
          makeTransition({
            atUtc: at(4),
            notBeforeUtc: null,
            key: 'late',
            field: 'result',
            from: null,
            to: 'Success',
          }),
        ].map((node) => ({ ...node, notBeforeUtc: node.notBeforeUtc && node.atUtc })),
      }),
    )
    const root = await open('#log')
    click(root, 'Oldest first')
    expect(lines(root).map((line) => line.replace(/^.*? UTC(sql02)?/, ''))).toEqual([
      'Result None → Failed',
      'Working → not reported',
      'not reported → Stopped, Result Failed → Success',
      'latefirst seen, Stopped, Success',
      ': the monitor did not run or could not write',
    ])
    expect(lines(root).at(-1)).toContain('not observed since 11:55:27 UTC')
  })

  it('finds a VM, or the session alone, and says how many changes that are', async () => {
    const root = await open('#log')
    expect(root.querySelector('output')?.textContent).toBe('5 changes')
    const input = root.querySelector('input')
    act(() => {
      // React takes a value that was set on the element itself for its own.
      Reflect.set(HTMLInputElement.prototype, 'value', 'exch', input)
      input?.dispatchEvent(new Event('input', { bubbles: true }))
    })
    expect(lines(root)).toHaveLength(2)
    expect(root.querySelector('output')?.textContent).toBe('1 of 5 changes')
    click(root, 'Session only')
    expect(lines(root).map((line) => line.slice(0, 32))).toEqual([
      expect.stringContaining('not observed'),
      expect.stringContaining('Failover session'),
    ])
  })

  it('does not draw thousands of lines at once', async () => {
    const transitions = Array.from({ length: 5000 }, (_, n) =>
      makeTransition({ key: `vm${n}`, atUtc: at(0, n) }),
    )
    history = json(makeHistory({ transitions, gaps: [] }))
    const root = await open('#log')
    expect(lines(root)).toHaveLength(100)
    expect(root.textContent).toContain('5,000 changes')
    expect(root.textContent).toContain('Show 500 more (4,900 left)')
  })
})

describe('the comparison', () => {
  it('puts the whole run first, then each VM, in words where there is no time', async () => {
    const root = await open('#compare')
    const rows = [...root.querySelectorAll('tbody tr')].map((row) =>
      [...row.children].map((cell) => cell.textContent),
    )
    expect(rows).toEqual([
      [
        'Whole run',
        '35 min 00 s, with warnings',
        '31 min 00 s',
        'Failed',
        '33 min 00 s',
        '32 min 00 s',
        '31 min 00 s – 33 min 00 s',
        '3 min 00 s slower',
      ],
      [
        'dc01',
        '5 min 00 s',
        '3 min 00 s',
        '4 min 00 s',
        '6 min 00 s',
        '4 min 00 s',
        '3 min 00 s – 6 min 00 s',
        '1 min 00 s slower',
      ],
      [
        'sql02',
        '4 min 00 s, with warnings',
        '5 min 00 s',
        'Failed',
        '7 min 00 s',
        '6 min 00 s',
        '5 min 00 s – 7 min 00 s',
        '2 min 00 s faster',
      ],
      [
        'new01',
        '2 min 00 s',
        'not in that run',
        'not in that run',
        'not in that run',
        'no earlier time',
        'only in this run',
      ],
      [
        'old01',
        'not in this run',
        '2 min 00 s',
        'not in that run',
        '3 min 00 s',
        '2 min 30 s',
        '2 min 00 s – 3 min 00 s',
        'not in this run',
      ],
    ])
  })

  it('heads each earlier run with what came of it and when, and leads to it', async () => {
    const root = await open('#compare')
    const heads = [...root.querySelectorAll('thead th')].slice(2, 5)
    expect(heads.map((node) => node.textContent)).toEqual([
      'Succeeded23 Oct, 20:00:00 UTC',
      'Failed23 Sep, 20:00:00 UTC',
      'Succeeded23 Aug, 20:00:00 UTC',
    ])
    expect(heads[1]?.querySelector('svg')?.getAttribute('class')).toContain('octagon-x')
    expect(heads[1]?.querySelector('a')?.getAttribute('href')).toMatch(/^\/sessions\/.*52$/)
    expect(heads[1]?.querySelector('a')?.getAttribute('href')).not.toContain(SESSION_ID)
  })

  it('says what is needed where there is no earlier run, and what could not be compared', async () => {
    comparison = json(makeComparison({ unnamed: 2 }))
    let root = await open('#compare')
    expect(root.textContent).toContain('2 VM rows have no name and cannot be compared')
    mounted?.unmount()
    comparison = json(makeComparison({ earlier: [], vms: [] }))
    root = await open('#compare')
    expect(root.textContent).toContain('at least 80 % of the same VMs')
    expect(root.querySelector('table')).toBeNull()
  })
})
