import { describe, expect, it } from 'vitest'
import { type ChartPoint, toChartData } from '@/components/history/chart-data'
import { parseHash, toTabByKey } from '@/components/history/history-tab'
import { isLateStart } from '@/components/history/late-start'
import { toProgressRows, toUsedStandings } from '@/components/history/progress-rows'
import { joinSpans } from '@/components/history/spans'
import { toTickGrain, toTimeTicks } from '@/components/history/time-ticks'
import { STANDING_ORDER } from '@/components/status-look'
import type { HistoryGap } from '@/lib/api/record-replies'
import { NOW_MS, utc } from './fixtures'
import { at, GAP, makeHistory, makeSample, START_MS } from './record-fixtures'

/** `clock percent succeeded/working`, `–` where nothing is drawn. */
const draw = (points: readonly ChartPoint[]): string[] =>
  points.map(({ atMs, percent, succeeded, working, failed }) => {
    const seconds = (atMs - START_MS) / 1000
    const figures = [percent, succeeded, working, failed]
    return figures.every((node) => node === null) ? `${seconds} –` : `${seconds} ${figures.join(' ')}`
  })

const chart = (
  samples: [seconds: number, percent: number | null, working: number][],
  gaps: [from: number, to: number | null][] = [],
  more: Partial<Parameters<typeof toChartData>[0]> = {},
  nowMs = NOW_MS,
) =>
  toChartData(
    {
      samples: samples.map(([seconds, percent, working]) =>
        makeSample(at(0, seconds), percent, { working, succeeded: 10 - working }),
      ),
      gaps: gaps.map(([from, to]): HistoryGap => ({
        fromUtc: at(0, from),
        toUtc: to === null ? null : at(0, to),
        code: 'unreachable',
      })),
      recordedFromUtc: null,
      recordedToUtc: null,
      ...more,
    },
    nowMs,
  )

describe('toChartData', () => {
  it('holds each sample until the next, and the last one for as long as the run was observed', () => {
    const data = chart(
      [
        [0, 0, 10],
        [60, 40, 6],
      ],
      [],
      { recordedToUtc: at(0, 90) },
    )
    expect(draw(data?.points ?? [])).toEqual(['0 0 0 10 0', '60 40 4 6 0', '90 40 4 6 0'])
    expect(data).toMatchObject({ fromMs: START_MS, toMs: START_MS + 90_000, mostVms: 10, hasPercent: true })
  })

  it('draws up to a gap, nothing in it, and goes on with the first sample after it', () => {
    expect(
      draw(
        chart(
          [
            [0, 0, 10],
            [100, 40, 6],
            [120, 50, 5],
          ],
          [[30, 100]],
        )?.points ?? [],
      ),
    ).toEqual(['0 0 0 10 0', '30 0 0 10 0', '30 –', '100 40 4 6 0', '120 50 5 5 0'])
  })

  it('keeps a sample at the very begin of a gap, and leaves out what lies within', () => {
    const points = chart(
      [
        [0, 0, 10],
        [30, 20, 8],
        [60, 30, 7],
        [100, 40, 6],
      ],
      [[30, 100]],
    )?.points
    expect(draw(points ?? [])).toEqual(['0 0 0 10 0', '30 20 2 8 0', '30 –', '100 40 4 6 0'])
  })

  it('draws nothing after a gap that lasts, which grows up to now', () => {
    const data = chart(
      [
        [0, 0, 10],
        [20, 10, 9],
      ],
      [[30, null]],
      {},
      START_MS + 200_000,
    )
    expect(draw(data?.points ?? [])).toEqual(['0 0 0 10 0', '20 10 1 9 0', '30 10 1 9 0', '30 –'])
    expect(data?.toMs).toBe(START_MS + 200_000)
    expect(data?.holes).toMatchObject([{ fromMs: START_MS + 30_000, toMs: START_MS + 200_000 }])
  })

  it('does not go on after a gap of which no sample is known', () => {
    const points = chart([[0, 0, 10]], [[30, 60]], { recordedToUtc: at(0, 120) })?.points
    expect(draw(points ?? [])).toEqual(['0 0 0 10 0', '30 0 0 10 0', '30 –'])
  })

  it('breaks once where gaps touch or overlap, and shows each as its own band', () => {
    const data = chart(
      [
        [0, 0, 10],
        [90, 40, 6],
      ],
      [
        [30, 60],
        [50, 80],
        [80, 90],
      ],
    )
    expect(draw(data?.points ?? [])).toEqual(['0 0 0 10 0', '30 0 0 10 0', '30 –', '90 40 4 6 0'])
    expect(data?.holes).toHaveLength(3)
  })

  it('shows a gap before the first sample', () => {
    const data = chart([[50, 10, 9]], [[0, 40]])
    expect(draw(data?.points ?? [])).toEqual(['50 10 1 9 0'])
    expect(data?.fromMs).toBe(START_MS)
  })

  it('keeps a percentage that was not reported apart from 0', () => {
    const data = chart([
      [0, null, 10],
      [60, null, 9],
    ])
    expect(data?.hasPercent).toBe(false)
    expect(data?.points.map(({ percent }) => percent)).toEqual([null, null])
  })

  it('has nothing to draw without a sample, or where all lie within gaps', () => {
    expect(chart([])).toBeNull()
    expect(chart([[50, 10, 9]], [[0, 100]])).toBeNull()
  })

  it('breaks every series of the recorded run at its gap', () => {
    const { points, holes } = toChartData(makeHistory(), NOW_MS) ?? { points: [], holes: [] }
    expect(holes.map(({ gap }) => gap)).toEqual([GAP])
    const inside = points.filter(({ atMs }) => atMs > Date.parse(GAP.fromUtc) && atMs < Date.parse(at(9, 2)))
    expect(inside).toEqual([])
    const breaks = points.filter((point) => STANDING_ORDER.every((node) => point[node] === null))
    expect(breaks).toMatchObject([{ atMs: Date.parse(GAP.fromUtc), percent: null }])
  })
})

describe('joinSpans', () => {
  it('joins what touches and keeps what does not', () => {
    const spans = [
      [0, 3],
      [2, 5],
      [5, 6],
      [8, 9],
    ].map(([fromMs = 0, toMs = 0]) => ({ fromMs, toMs }))
    expect(joinSpans(spans)).toEqual([
      { fromMs: 0, toMs: 6 },
      { fromMs: 8, toMs: 9 },
    ])
  })
})

describe('toProgressRows', () => {
  it('puts gaps in between, newest first, with their lengths', () => {
    const rows = toProgressRows(
      makeHistory({ gaps: [GAP, { fromUtc: at(17, 30), toUtc: null, code: 'timed_out' }] }),
    )
    expect(
      rows.map((row) => (row.kind === 'gap' ? [row.gap.code, row.lengthMs] : row.sample.progress)),
    ).toEqual([['timed_out', null], 52, 44, 35, ['unreachable', 172_000], 22, 15, 12, 4, 0])
  })

  it('says the same as the chart: no sample from within a gap', () => {
    const inside = makeSample(at(7), 30, { working: 14 })
    const history = makeHistory({ samples: [...makeHistory().samples, inside] })
    expect(toProgressRows(history).filter((row) => row.kind === 'sample' && row.sample === inside)).toEqual(
      [],
    )
  })

  it('has a sample at the begin of a gap before it', () => {
    const history = { samples: [makeSample(GAP.fromUtc, 20, { working: 1 })], gaps: [GAP] }
    expect(toProgressRows(history).map(({ kind }) => kind)).toEqual(['gap', 'sample'])
  })
})

describe('toUsedStandings', () => {
  it('keeps the order and leaves out what no VM ever was', () => {
    expect(toUsedStandings(makeHistory().samples, STANDING_ORDER)).toEqual([
      'succeeded',
      'warning',
      'working',
      'waiting',
      'failed',
    ])
  })
})

describe('toTimeTicks', () => {
  const ticks = (fromUtc: string, toUtc: string, most: number): string[] =>
    toTimeTicks(Date.parse(fromUtc), Date.parse(toUtc), most).map((ms) => utc(ms).slice(0, 19))

  it('takes round moments of UTC', () => {
    expect(ticks('2026-11-23T11:46:27Z', '2026-11-23T12:04:31Z', 4)).toEqual([
      '2026-11-23T11:50:00',
      '2026-11-23T11:55:00',
      '2026-11-23T12:00:00',
    ])
    expect(ticks('2026-11-23T11:46:27Z', '2026-11-23T11:46:41Z', 4)).toEqual([
      '2026-11-23T11:46:30',
      '2026-11-23T11:46:35',
      '2026-11-23T11:46:40',
    ])
    expect(ticks('2026-11-20T11:00:00Z', '2026-11-29T11:00:00Z', 4)).toHaveLength(3)
  })

  it('prints no more than the steps need', () => {
    const grain = (fromUtc: string, toUtc: string): string => {
      const [from, to] = [Date.parse(fromUtc), Date.parse(toUtc)]
      return toTickGrain(from, to, toTimeTicks(from, to, 8))
    }
    expect(grain('2026-11-23T11:46:27Z', '2026-11-23T12:04:31Z')).toBe('minute')
    expect(grain('2026-11-23T11:46:27Z', '2026-11-23T11:46:41Z')).toBe('second')
    expect(grain('2026-11-23T23:50:00Z', '2026-11-24T00:10:00Z')).toBe('minute')
    expect(grain('2026-11-23T11:00:00Z', '2026-11-25T11:00:00Z')).toBe('day')
  })
})

describe('isLateStart', () => {
  it('forgives what polling takes, and knows nothing without both moments', () => {
    expect(isLateStart(at(0, 50), at(0))).toBe(false)
    expect(isLateStart(at(5), at(0))).toBe(true)
    expect(isLateStart(null, at(0))).toBe(false)
    expect(isLateStart(at(5), null)).toBe(false)
  })
})

describe('the tabs', () => {
  it('are named by the address and by nothing else', () => {
    expect(parseHash('#compare')).toBe('compare')
    expect(parseHash('#content')).toBeNull()
    expect(parseHash('')).toBeNull()
  })

  it('go round by arrows, and to both ends', () => {
    expect(toTabByKey('ArrowRight', 'progress')).toBe('log')
    expect(toTabByKey('ArrowRight', 'compare')).toBe('progress')
    expect(toTabByKey('ArrowLeft', 'progress')).toBe('compare')
    expect(toTabByKey('Home', 'compare')).toBe('progress')
    expect(toTabByKey('End', 'progress')).toBe('compare')
    expect(toTabByKey('Enter', 'progress')).toBeNull()
  })
})
