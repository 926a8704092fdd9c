// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, type ReactNode } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { HistoryRow } from '@/components/sessions/history-row'
import { RunningCard } from '@/components/sessions/running-card'
import type { SessionListReply, SessionSummary } from '@/lib/api/replies'
import { makeProblem, NOW_MS, utc } from './fixtures'
import { makeListReply, makeSummary, makeTotals } from './list-fixtures'
import { listPage, makeAddress } from './list-page'
import { arriving, inScope, mount, type Mounted } from './render'

let mounted: Mounted | null = null
let client: QueryClient

beforeEach(() => {
  vi.useFakeTimers({ now: NOW_MS })
  client = new QueryClient({ defaultOptions: { queries: { gcTime: 0 } } })
  // The page asks for the filters that are kept; nobody answers here.
  vi.stubGlobal('fetch', () => new Promise(() => undefined))
})
afterEach(() => {
  mounted?.unmount()
  mounted = null
  client.clear()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const within = (node: ReactNode): ReactNode => (
  <QueryClientProvider client={client}>{node}</QueryClientProvider>
)
const page = (...asked: Parameters<typeof listPage>): ReactNode => within(listPage(...asked))
const start = (...asked: Parameters<typeof listPage>): HTMLElement => {
  mounted = mount(page(...asked))
  return mounted.root
}
const show = (...asked: Parameters<typeof listPage>): void => mounted?.show(page(...asked))
const rowsOf = (root: HTMLElement) =>
  [...root.querySelectorAll('tbody [data-run] [data-run-link]')].map((link) => link.textContent)
const button = (root: ParentNode, name: RegExp): HTMLButtonElement => {
  const found = [...root.querySelectorAll('button')].find((one) =>
    name.test(one.getAttribute('aria-label') ?? one.textContent),
  )
  if (!found) throw new Error(`no button ${String(name)}`)
  return found
}
const press = (element: HTMLElement): void => act(() => element.click())

const ended = (
  id: string,
  name: string,
  over: Partial<Parameters<typeof makeSummary>[0]> = {},
): SessionSummary =>
  makeSummary({
    id,
    name,
    state: 'Stopped',
    result: 'Success',
    tasks: [],
    endTimeUtc: utc(NOW_MS - 60_000),
    freshness: { level: 'final' },
    ...over,
  })
const withRows = (
  sessions: readonly SessionSummary[],
  over: Partial<SessionListReply> = {},
): SessionListReply => ({
  ...makeListReply(),
  sessions: [...sessions],
  total: sessions.length,
  totals: makeTotals(NOW_MS, { history: sessions.length }),
  ...over,
})

it('a list of an old collection names no moment since which all of it is old', () => {
  const collectedAtUtc = utc(NOW_MS - 3 * 3_600_000)
  const problem = makeProblem({ code: 'collection_old', sinceUtc: collectedAtUtc, nextTryAtUtc: null })
  const { textContent } = start(makeListReply(NOW_MS, { level: 'stale', collectedAtUtc, problem }))
  expect(textContent).not.toMatch(/Stale since/)
  expect(textContent).toContain(
    'runs that Enterprise Manager itself did not start may be older than they look',
  )
})

describe('the totals', () => {
  it('stand above, with the chart’s numbers in words', () => {
    const root = start(makeListReply())
    const strip = root.querySelector('dl[aria-label=Summary]')
    expect(strip?.textContent).toContain('Running3')
    expect(strip?.textContent).toContain('96 of 101')
    expect(strip?.textContent).toContain('Tests and undos left out.')
    const table = strip?.querySelector('table')
    expect(table?.querySelectorAll('tbody tr').length).toBeGreaterThan(20)
    expect(table?.querySelector('tbody tr:last-child')?.textContent).toMatch(/^2026-11-23/)
  })

  it('lead from what needs attention to those very runs', () => {
    const address = makeAddress({ tenant: 'x' })
    press(button(start(makeListReply(), { address }), /show them/))
    expect(address.done).toEqual([
      expect.objectContaining({ attention: 'open', result: null, from: null, tenant: null }),
    ])
    const [row] = makeListReply().sessions
    if (!row) throw new Error('no row')
    show(withRows([{ ...row, unacknowledged: 0, acknowledgedBy: 'Mia Kern' }]), { page: 'other' })
    expect(mounted?.root.querySelector('tbody [data-testid=acknowledged-mark]')?.textContent).toContain(
      'Acknowledged by Mia Kern',
    )
  })
})

describe('times that contradict each other', () => {
  it('are no short time, in a row and in a card', () => {
    const odd = {
      state: 'Stopped',
      result: 'Success',
      creationTimeUtc: '2026-11-23T12:00:00.000Z',
      endTimeUtc: '2026-11-23T11:00:00.000Z',
    }
    for (const node of [
      <table key="row">
        <tbody>
          <HistoryRow summary={makeSummary(odd)} place="fits" />
        </tbody>
      </table>,
      <RunningCard key="card" summary={makeSummary(odd)} isUnseen={false} />,
    ]) {
      const shown = mount(inScope(arriving(makeListReply()), node))
      expect(shown.root.textContent).toContain('its times contradict each other')
      expect(shown.root.textContent).not.toContain('< 1 s')
      shown.unmount()
    }
  })
})

describe('a running card', () => {
  it('says how it stands to its plan’s target', () => {
    const reply = makeListReply()
    const [first, ...others] = reply.live
    if (!first) throw new Error('no card')
    const goal = (minutes: number) => ({
      ...first,
      recovery: { ...first.recovery, rtoTargetMs: minutes * 60_000 },
    })
    const root = start({ ...reply, live: [goal(60), ...others] })
    const card = root.querySelector(`[data-run="${first.session.id}"]`)
    expect(card?.textContent).toContain('RTO 41 min left')
    show({ ...reply, live: [goal(17), ...others] })
    expect(root.querySelector(`[data-run="${first.session.id}"]`)?.textContent).toContain('RTO exceeded by 1')
  })
})

describe('rows while new ones come', () => {
  const before = [ended('a', 'Alpha'), ended('b', 'Beta')]

  it('stay; the new one waits behind a button that shows it', () => {
    const root = start(withRows(before))
    expect(root.querySelector('[data-testid=show-new]')).toBeNull()
    show(withRows([ended('n', 'New'), ...before]))
    expect(rowsOf(root)).toEqual(['Alpha', 'Beta'])
    expect(root.querySelector('[data-testid=show-new]')?.textContent).toBe('1 new · show')
    press(button(root, /1 new · show/))
    expect(rowsOf(root)).toEqual(['New', 'Alpha', 'Beta'])
    expect(root.querySelector('[data-testid=show-new]')).toBeNull()
  })

  it('are shown by the key n', () => {
    const root = start(withRows(before))
    show(withRows([ended('n', 'New'), ...before]))
    act(() => {
      document.dispatchEvent(new KeyboardEvent('keydown', { key: 'n', code: 'KeyN', bubbles: true }))
    })
    expect(rowsOf(root)).toEqual(['New', 'Alpha', 'Beta'])
  })

  it('are rendered anew only if they have changed', () => {
    const looks: string[] = []
    // A row that is rendered looks at its outcome; holding rows back does not.
    const watched = (row: SessionSummary): SessionSummary =>
      Object.defineProperty({ ...row }, 'outcome', {
        get: () => {
          looks.push(row.session.id)
          return row.outcome
        },
      })
    const [a, b] = before.map(watched)
    if (!a || !b) throw new Error('no rows')
    const root = start(withRows([a, b]))
    expect(new Set(looks)).toEqual(new Set(['a', 'b']))
    looks.length = 0
    show(withRows([a, watched(ended('b', 'Beta renamed'))]))
    expect(rowsOf(root)).toEqual(['Alpha', 'Beta renamed'])
    expect(new Set(looks)).toEqual(new Set(['b']))
  })

  it('begin anew with another page, once it is there', () => {
    const root = start(withRows(before))
    const next = withRows([ended('c', 'Gamma')])
    show(withRows(before), { page: 'second', isPending: true })
    expect(rowsOf(root)).toEqual(['Alpha', 'Beta'])
    expect(root.querySelector('table[aria-busy=true]')).not.toBeNull()
    show(next, { page: 'second' })
    expect(rowsOf(root)).toEqual(['Gamma'])
  })

  it('are left out of the next page too, so that none is shown twice', () => {
    const left: (readonly string[])[] = []
    const reply = withRows(before, { pages: 3, total: 120 })
    const address = makeAddress()
    const root = start(reply, { address }, (ids) => left.push(ids))
    show({ ...reply, sessions: [ended('n', 'New'), ...before] }, { address }, (ids) => left.push(ids))
    press(button(root, /^Next/))
    expect(left).toEqual([['n']])
    expect(address.done).toEqual([{ page: 2 }])
  })
})

describe('cards while runs end and begin', () => {
  it('a run that begins shows at once and last; one that ends stays with its end until asked', () => {
    const reply = makeListReply()
    const [first, second] = reply.live
    if (!first || !second) throw new Error('no cards')
    const names = (root: HTMLElement) =>
      [...root.querySelectorAll('li[data-run] h3')].map((one) => one.textContent)
    const root = start({ ...reply, live: [first, second] })
    const alarm = makeSummary({ id: 'alarm', name: 'Alarm' })
    const over = { ...second, outcome: { kind: 'ended', result: 'success' } } as const
    const fitting = ['alarm', first.session.id, second.session.id]
    show({ ...reply, live: [alarm, first, over], fitting })
    expect(names(root)).toEqual([first.session.name, second.session.name, 'Alarm'])
    const card = root.querySelector(`[data-run="${second.session.id}"]`)
    expect(card?.textContent).toContain('Succeeded')
    press(button(root, /1 new · show/))
    expect(names(root)).toEqual(['Alarm', first.session.name])
  })
})

describe('rows that no longer belong to the list', () => {
  const before = [ended('a', 'Alpha'), ended('b', 'Beta')]
  const gone = (run: SessionSummary | null) => [{ id: 'a', fits: false, run }]

  it('are asked for by id, marked, counted, and taken away when asked', () => {
    const asked: string[] = []
    const onMissing = (ids: string) => asked.push(ids)
    const root = start(withRows(before), { onMissing })
    show(withRows(before.slice(1)), { onMissing })
    expect(asked.at(-1)).toBe('a')
    expect(rowsOf(root)).toEqual(['Alpha', 'Beta'])
    expect(root.querySelector('[data-testid=place-mark]')).toBeNull()

    show(withRows(before.slice(1), { also: gone(ended('a', 'Alpha, tagged')) }), { onMissing })
    expect(rowsOf(root)).toEqual(['Alpha, tagged', 'Beta'])
    expect(root.querySelector('[data-run=a] [data-testid=place-mark]')?.textContent).toBe(
      'no longer fits this view',
    )
    press(button(root, /1 no longer in this view · show/))
    expect(rowsOf(root)).toEqual(['Beta'])
    expect(root.querySelector('[data-testid=show-new]')).toBeNull()
  })

  it('say as of when they are, where nobody knows anything newer', () => {
    const root = start(withRows(before))
    show(withRows(before.slice(1), { also: gone(null) }))
    expect(root.querySelector('[data-run=a] [data-testid=place-mark]')?.textContent).toMatch(
      /^as last read, \d\d:\d\d:\d\d UTC$/,
    )
  })

  it('are not kept of an earlier visit: the first answer of this one is shown as it is', () => {
    const root = start(withRows(before), { isCached: true })
    expect(rowsOf(root)).toEqual(['Alpha', 'Beta'])
    const now = withRows([ended('n', 'New'), before[1] ?? ended('b', 'Beta')])
    show(now)
    expect(rowsOf(root)).toEqual(['New', 'Beta'])
    expect(root.querySelector('[data-testid=show-new]')).toBeNull()
  })
})

describe('what runs, under a filter', () => {
  const reply = makeListReply()
  const [one] = reply.live
  const cards = (root: HTMLElement) => root.querySelectorAll('li[data-run]').length
  const narrowed = (root: HTMLElement) => root.querySelector('[data-testid=running-narrowed]')?.textContent

  it('is narrowed down with a word, and shown whole when asked', () => {
    const address = makeAddress({ tenant: 'ABC' })
    const only = { ...reply, fitting: [one?.session.id ?? ''] }
    const root = start(only, { address })
    expect(cards(root)).toBe(1)
    expect(narrowed(root)).toContain('1 of 3 running shown')
    press(button(root, /Show all 3/))
    expect(cards(root)).toBe(3)
    expect(narrowed(root)).toContain('All 3 running shown, whatever the filter says.')
    press(button(root, /Only those that fit/))
    expect(cards(root)).toBe(1)
    // Another filter begins anew.
    show(reply, { address: makeAddress(), page: 'other' })
    expect(cards(root)).toBe(3)
    expect(narrowed(root)).toBeUndefined()
  })

  it('is told of where nothing that is over fits', () => {
    const address = makeAddress({ tenant: 'ABC' })
    const root = start({ ...withRows([]), live: reply.live, fitting: [one?.session.id ?? ''] }, { address })
    const empty = root.querySelector('[data-testid=filtered-empty]')?.textContent
    expect(empty).toContain('No failover that is over fits all of this')
    expect(empty).toContain('1 that is running fits and stands above.')
  })

  it('is never hidden in silence by its state, and can be all that is asked for', () => {
    const root = start(reply, { address: makeAddress({ state: 'ended' }) })
    expect(cards(root)).toBe(0)
    expect(narrowed(root)).toContain('0 of 3 running shown')
    expect(root.textContent).not.toContain('No failover is running')
    const address = makeAddress({ state: 'active' })
    show(reply, { address, page: 'active' })
    expect(cards(root)).toBe(3)
    expect(root.querySelector('tbody [data-run]')).toBeNull()
    expect(root.querySelector('[data-testid=history-left-out]')?.textContent).toContain(
      '6 that are over fit the rest',
    )
    press(button(root, /Show the history too/))
    expect(address.done).toEqual([{ state: null }])
  })

  it('stays as it was last seen while nobody says how it ended', () => {
    const root = start({ ...reply, live: one ? [one] : [] })
    show({ ...reply, live: [], totals: makeTotals(NOW_MS, { running: 0 }) })
    const card = root.querySelector('li[data-run]')?.textContent
    expect(card).toMatch(/Last seen Working.* at \d\d:\d\d:\d\d UTC/)
    expect(card).not.toContain('Result unknown')
    expect(root.querySelector('[data-testid=show-new]')).toBeNull()
    show({ ...reply, live: [], also: [{ id: one?.session.id ?? '', fits: false, run: null }] })
    expect(root.querySelector('li[data-run]')?.textContent).toContain('Last seen Working')
    expect(root.querySelector('[data-testid=show-new]')?.textContent).toBe('1 no longer in this view · show')
    const over = one && { ...one, outcome: { kind: 'ended', result: 'success' } as const }
    show({ ...reply, live: [], also: [{ id: one?.session.id ?? '', fits: false, run: over ?? null }] })
    expect(root.querySelector('li[data-run]')?.textContent).toContain('Succeeded')
    expect(root.querySelector('[data-testid=show-new]')?.textContent).toBe('1 new · show')
  })
})

describe('nothing to show', () => {
  it('differs between never anything, nothing that fits, and a record that is away', () => {
    const nothing = withRows([])
    const root = start({ ...nothing, live: [] })
    expect(root.querySelector('[data-testid=nothing-ever]')?.textContent).toContain(
      'No failover has ended yet',
    )
    expect(root.textContent).toContain('No failover is running')
    mounted?.unmount()

    const address = makeAddress({ result: 'failed', when: '7d', tenant: 'ABC' })
    const totals = makeTotals(NOW_MS, { history: 1204 })
    const filtered = start({ ...nothing, totals, fitting: [] }, { address })
    const empty = filtered.querySelector('[data-testid=filtered-empty]')
    expect(empty?.textContent).toContain('No failover fits all of this')
    expect([...(empty?.querySelectorAll('li') ?? [])].map((one) => one.textContent)).toEqual([
      'Without Last 7 days',
      'Without Failed',
      'Without ABC',
    ])
    expect(filtered.querySelector('[data-testid=history-count]')?.textContent).toBe('0 of 1,204 failovers')
    press(button(empty ?? filtered, /Failed/))
    expect(address.done).toEqual([{ result: null }])
    mounted?.unmount()

    const away = start({ ...nothing, recordUnavailable: true })
    expect(away.textContent).toContain('Enterprise Manager lists no failover that has ended')
    expect(away.textContent).toContain('The record of this monitor cannot be read at present')
  })

  it('says that its rows stand for a code on screens, where they do', () => {
    const rows = withRows([ended('a', 'Alpha')])
    const address = makeAddress({ q: 'x7k4' })
    expect(start(rows, { address }).textContent).not.toContain('code on screens')
    mounted?.unmount()
    expect(start({ ...rows, code: 'X7K4' }, { address }).textContent).toContain(
      'X7K4 is also a code on screens',
    )
  })
})

describe('the order', () => {
  it('is told by the head of its column and turned by pressing it', () => {
    const address = makeAddress({ sort: 'took-desc' })
    const root = start(withRows([ended('a', 'Alpha')]), { address })
    const heads = [...root.querySelectorAll('th[aria-sort]')]
    expect(heads.map((one) => [one.textContent, one.getAttribute('aria-sort')])).toEqual([
      ['Took', 'descending'],
    ])
    press(button(root, /^Took$/))
    press(button(root, /^Worst RPO$/))
    press(button(root, /^Started/))
    expect(address.done).toEqual([{ sort: 'took' }, { sort: 'rpo-desc' }, { sort: null }])
  })
})

describe('an address that means nothing', () => {
  it('is told with what it said', () => {
    const address = { ...makeAddress(), faults: [{ name: 'result', value: 'great' }] as const }
    const root = start(makeListReply(), { address })
    expect(root.querySelector('[data-testid=address-fault]')?.textContent).toContain('result=great')
  })
})
