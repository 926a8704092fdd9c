// @vitest-environment jsdom
import { readdirSync, readFileSync } from 'node:fs'
import { act } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { toChartData } from '@/components/history/chart-data'
import { ProgressChart } from '@/components/history/progress-chart'
import type { HistoryReply } from '@/lib/api/record-replies'
import { NOW_MS } from './fixtures'
import { at, GAP, makeHistory } from './record-fixtures'
import { mount, type Mounted, withTexts } from './render'

let mounted: Mounted | null = null

beforeEach(() => {
  vi.useFakeTimers({ now: NOW_MS })
  // jsdom lays nothing out; a chart has to have a size.
  const box = { width: 640, height: 248, top: 0, left: 0, right: 640, bottom: 248, x: 0, y: 0 }
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockReturnValue({ ...box, toJSON: () => box })
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe(): void {}
      unobserve(): void {}
      disconnect(): void {}
    },
  )
})
afterEach(() => {
  mounted?.unmount()
  mounted = null
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

function draw(history: HistoryReply): HTMLElement {
  const data = toChartData(history, NOW_MS)
  if (data === null) throw new Error('there is something to draw')
  mounted = mount(withTexts(<ProgressChart data={data} />))
  // The chart places its layers once they are there.
  act(() => {
    vi.advanceTimersByTime(200)
  })
  return mounted.root
}

const curves = (root: HTMLElement, of: 'area' | 'line'): string[] =>
  [...root.querySelectorAll(`.recharts-${of}-curve`)].map((node) => node.getAttribute('d') ?? '')
const moves = (path: string): number => path.split('M').length - 1

describe('ProgressChart', () => {
  it('breaks every line and area at a gap and draws a band there', () => {
    const root = draw(makeHistory())
    const lines = curves(root, 'line')
    expect(lines).toHaveLength(2)
    for (const path of lines) expect(moves(path)).toBe(2)
    const areas = curves(root, 'area')
    expect(areas.length).toBeGreaterThanOrEqual(6)
    for (const path of areas) expect(moves(path)).toBe(2)
    const [band, ...others] = root.querySelectorAll('.recharts-reference-area-rect')
    expect(band?.getAttribute('fill')).toMatch(/^url\(#.*gap\)$/)
    expect(others).toEqual([])
  })

  it('is whole where everything was observed', () => {
    const root = draw(makeHistory({ gaps: [] }))
    const paths = [...curves(root, 'line'), ...curves(root, 'area')]
    expect(paths.length).toBeGreaterThan(6)
    for (const path of paths) expect(moves(path)).toBe(1)
    expect(root.querySelector('.recharts-reference-area-rect')).toBeNull()
  })

  it('draws steps, not slopes', () => {
    const root = draw(makeHistory({ gaps: [] }))
    const edges = [...root.querySelectorAll('.recharts-area-curve, .recharts-line-curve')]
    expect(edges.length).toBeGreaterThan(6)
    for (const edge of edges) {
      const path = edge.getAttribute('d') ?? ''
      const points = [...path.matchAll(/([\d.]+),([\d.]+)/g)].map(([, x, y]) => [x, y])
      expect(points.length).toBeGreaterThan(8)
      for (const [index, [x, y]] of points.slice(1).entries()) {
        const [beforeX, beforeY] = points[index] ?? []
        expect(x === beforeX || y === beforeY).toBe(true)
      }
    }
  })

  it('tells the standings by pattern, shape, word and number', () => {
    const root = draw(makeHistory())
    expect([...root.querySelectorAll('figure > ul > li')].map((node) => node.textContent)).toEqual([
      '6 succeeded',
      '1 warning',
      '5 working',
      '1 waiting',
      '1 failed',
      '52 % by Enterprise Manager',
      'Not observed',
    ])
    const fills = [...root.querySelectorAll('.recharts-area-area')].map((node) => node.getAttribute('fill'))
    expect(fills).toHaveLength(6)
    expect(new Set(fills).size).toBe(fills.length)
    for (const fill of fills) {
      expect(root.querySelector(`[id="${(fill ?? '').slice(5, -1)}"]`)?.tagName).toBe('pattern')
    }
  })

  it('says in words what it shows, in which zone, and why nothing was observed', () => {
    const root = draw(makeHistory({ gaps: [GAP, { fromUtc: at(17, 30), toUtc: null, code: 'timed_out' }] }))
    const label = root.querySelector('[role=img]')?.getAttribute('aria-label')
    expect(label).toContain('from 23 Nov 2026, 11:46:30 UTC to 23 Nov 2026, 12:04:31 UTC')
    expect(label).toContain('2 gaps.')
    expect(root.querySelector('figcaption')?.textContent).toBe('Time in UTC, 23 Nov 2026')
    expect([...root.querySelectorAll('ol > li')].map((node) => node.textContent)).toEqual([
      '11:52:37 UTC – 11:55:29 UTC · 2 min 52 s · Enterprise Manager cannot be reached',
      'since 12:03:57 UTC · Enterprise Manager does not answer in time',
    ])
  })

  it('has no line of a percentage that nobody reported', () => {
    const samples = makeHistory().samples.map((sample) => ({ ...sample, progress: null }))
    const root = draw(makeHistory({ samples }))
    expect(curves(root, 'line')).toEqual([])
    expect(root.textContent).toContain('no percentage is known')
  })

  it('is out of the keyboard’s way: the table is its equal', () => {
    expect(draw(makeHistory()).querySelectorAll('[tabindex="0"], [role=application]')).toHaveLength(0)
  })
})

describe('the chart library', () => {
  const files = readdirSync('components', { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => ({ file, code: readFileSync(`components/${file}`, 'utf8') }))
  const importing = (what: RegExp): string[] =>
    files.filter(({ code }) => what.test(code)).map(({ file }) => file)

  it('is needed by one file, which nothing imports outright', () => {
    expect(importing(/from 'recharts'/)).toEqual(['history/progress-chart.tsx'])
    expect(importing(/from '[^']*\/progress-chart'/)).toEqual([])
    expect(importing(/import\('[^']*\/progress-chart'\)/)).toEqual(['history/progress-panel.tsx'])
  })
})
