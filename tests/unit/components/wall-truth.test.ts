import { describe, expect, it } from 'vitest'
import { type Mark, watchScreen } from '@/components/wall/screen-watch'
import { toRunStanding, toRunWords } from '@/components/wall/run-words'
import { createTileAges } from '@/components/wall/tile-ages'
import { makeFreshness, makeTask, NOW_MS, utc } from './fixtures'
import { makeListReply, makeSummary } from './list-fixtures'
import { wall } from '@/lib/i18n/messages/en/wall'
import type { WallReply } from '@/lib/api/screen-replies'

const START: Mark = { serverMs: 0, monotonicMs: 1_000, wallMs: 50_000, ticks: 0 }
const after = (serverMs: number, wallMs: number, monotonicMs: number, ticks: number): Mark => ({
  serverMs,
  wallMs: START.wallMs + wallMs,
  monotonicMs: START.monotonicMs + monotonicMs,
  ticks,
})

describe('a screen that watches itself', () => {
  it.each<[string, Mark, ReturnType<typeof watchScreen>]>([
    ['has nothing to say of an interval in time', after(3_000, 3_000, 3_000, 3), null],
    ['nor of a machine that missed a few ticks', after(10_000, 10_000, 10_000, 4), null],
    [
      'nor of an hour without the server that it lived through',
      after(3_600_000, 3_600_000, 3_600_000, 3_595),
      null,
    ],
    [
      'tells a sleep in which the monotonic clock stood',
      after(600_000, 600_000, 1_000, 1),
      { kind: 'stood_still', ms: 599_000 },
    ],
    ['tells a frozen tab', after(600_000, 600_000, 600_000, 2), { kind: 'stood_still', ms: 598_000 }],
    [
      'tells a clock that was set forward',
      after(3_000, 3_603_000, 3_000, 3),
      { kind: 'clock_changed', ms: 3_600_000 },
    ],
    [
      'tells one that was set back',
      after(3_000, -86_397_000, 3_000, 3),
      { kind: 'clock_changed', ms: -86_400_000 },
    ],
    ['does not take the server’s clock for its own: forward', after(3_603_000, 3_000, 3_000, 3), null],
    ['does not take the server’s clock for its own: back', after(-3_597_000, 3_000, 3_000, 3), null],
    ['lets a clock be corrected by a second', after(3_000, 4_500, 3_000, 3), null],
  ])('%s', (_what, now, event) => {
    expect(watchScreen(START, now)).toEqual(event)
  })
})

describe('the ages of tiles after 304', () => {
  // safe: only what is looked at
  const reply = (over: Partial<WallReply>): WallReply =>
    ({ sessions: makeListReply().sessions, freshness: makeFreshness(), ...over }) as WallReply

  it('are those of the page where they were; others stay', () => {
    const withAges = createTileAges()
    const old = utc(NOW_MS - 60_000)
    const [first, second] = makeListReply().sessions
    if (!first || !second) throw new Error('no sessions')
    const sessions = [
      first,
      { ...second, freshness: makeFreshness({ level: 'stale', observedAtUtc: old }) },
    ] as WallReply['sessions'] // safe: as above
    const body = reply({ sessions })
    expect(withAges(body)).toBe(body)
    const later = utc(NOW_MS + 9_000)
    const again = withAges({ ...body, freshness: makeFreshness({ observedAtUtc: later }) })
    expect(again.sessions.map(({ freshness }) => freshness.observedAtUtc)).toEqual([later, old])
    expect(again.sessions[1]).toBe(sessions[1])
    // Still measured by the body, not by what was put in the last time.
    const last = utc(NOW_MS + 12_000)
    const third = withAges({ ...body, freshness: makeFreshness({ observedAtUtc: last }) })
    expect(third.sessions.map(({ freshness }) => freshness.observedAtUtc)).toEqual([last, old])
  })

  it('are those of a new body as it is', () => {
    const withAges = createTileAges()
    withAges(reply({}))
    const next = reply({ freshness: makeFreshness({ observedAtUtc: utc(NOW_MS + 3_000) }) })
    expect(withAges(next)).toBe(next)
  })
})

describe('a run that was lost sight of', () => {
  const lost = (result: string) =>
    Object.assign(makeSummary({ state: 'Working', tasks: [makeTask(1, { result })] }), {
      outcome: { kind: 'unknown', reported: 'Working' } as const,
      inEnterpriseManager: false,
    })

  it('says what had failed by then, else only that', () => {
    const { tile } = wall
    expect([toRunWords(tile, lost('Failed')), toRunStanding(lost('Failed'))]).toEqual([
      '1 failed, lost sight of',
      'failed',
    ])
    expect([toRunWords(tile, lost('Success')), toRunStanding(lost('Success'))]).toEqual([
      'Unknown, lost sight of',
      'unknown',
    ])
  })
})
