// @vitest-environment jsdom
import { act } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Announcer } from '@/components/announcer'
import { FreshnessNotice } from '@/components/freshness-notice'
import { ProblemBanner } from '@/components/problem-banner'
import { ReplyError } from '@/lib/api/get-json'
import { makeProblem, makeSessionReply, NOW_MS } from './fixtures'
import { arriving, inScope, mount, type Mounted } from './render'

let mounted: Mounted | null = null

beforeEach(() => {
  vi.useFakeTimers({
    now: NOW_MS,
    toFake: ['Date', 'performance', 'setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'],
  })
})
afterEach(() => {
  mounted?.unmount()
  mounted = null
  vi.useRealTimers()
})

const pass = (ms: number): void =>
  act(() => {
    vi.advanceTimersByTime(ms)
  })
const levelOf = (root: HTMLElement): string | null =>
  root.querySelector('[data-freshness]')?.getAttribute('data-freshness') ?? null

describe('FreshnessNotice', () => {
  it('prints when Enterprise Manager was read and when it had collected', () => {
    mounted = mount(inScope(arriving(makeSessionReply()), <FreshnessNotice />))
    expect(mounted.root.textContent).toContain('Live')
    expect(mounted.root.textContent).toContain('read 12:04:31 UTC')
    expect(mounted.root.textContent).toContain('collected by Enterprise Manager 12:03:50 UTC (41 s)')
  })

  it('gets late, stale and lost by itself when replies stop, and recovers with the next one', () => {
    const reply = makeSessionReply()
    const view = (
      <>
        <FreshnessNotice />
        <ProblemBanner />
      </>
    )
    mounted = mount(inScope(arriving(reply), view))
    pass(4000)
    expect(levelOf(mounted.root)).toBe('live')
    pass(3000)
    expect(levelOf(mounted.root)).toBe('late')
    pass(10_000)
    expect(levelOf(mounted.root)).toBe('stale')
    expect(mounted.root.textContent).toContain('no answer from the monitor')
    expect(mounted.root.textContent).toContain('Everything below is kept')
    pass(5 * 60_000)
    expect(levelOf(mounted.root)).toBe('lost')
    mounted.show(inScope(arriving(makeSessionReply({}, Date.now())), view))
    expect(levelOf(mounted.root)).toBe('live')
    expect(mounted.root.querySelector('[data-testid=problem-banner]')).toBeNull()
  })

  it('counts down to the next try on the server’s clock', () => {
    const freshness = { level: 'stale', problem: makeProblem() } as const
    mounted = mount(inScope(arriving(makeSessionReply({ freshness })), <FreshnessNotice />))
    expect(mounted.root.textContent).toContain('Stale since 12:04:31 UTC')
    expect(mounted.root.textContent).toContain('next try in 20 s')
  })

  it('says why the collection’s age is not known', () => {
    const reply = makeSessionReply({ freshness: { collectedAtUtc: null } })
    mounted = mount(inScope(arriving(reply), <FreshnessNotice collectionUnknown="forbidden" />))
    expect(mounted.root.textContent).toContain('collection age not readable with this role')
  })

  it('stays final when the monitor goes away, and says so', () => {
    const reply = makeSessionReply({ freshness: { level: 'final' } })
    const view = (
      <>
        <FreshnessNotice endedAtUtc="2026-11-23T12:03:00.000Z" />
        <ProblemBanner />
        <Announcer subject="Plan: Failed" />
      </>
    )
    mounted = mount(inScope(arriving(reply), view, new ReplyError('gone', null)))
    expect(mounted.root.querySelector('[data-testid=problem-banner]')).toBeNull()
    pass(600_000)
    expect(levelOf(mounted.root)).toBe('final')
    expect(mounted.root.textContent).toContain('Final')
    expect(mounted.root.textContent).toContain('ended 12:03:00 UTC')
    expect(mounted.root.textContent).toContain('no answer from the monitor')
    const banner = mounted.root.querySelector('[data-testid=problem-banner]')
    expect(banner?.getAttribute('data-code')).toBe('monitor')
    expect(banner?.textContent).toContain('How the failover ended stands.')
    pass(11_000)
    expect(mounted.root.querySelector('output')?.textContent).toContain('the page is not kept up')
  })
})

describe('an old collection', () => {
  const collectedAtUtc = '2026-11-23T09:03:50.000Z'
  const sinceUtc = '2026-11-23T12:01:00.000Z'
  const freshness = {
    level: 'stale',
    collectedAtUtc,
    problem: makeProblem({ code: 'collection_old', sinceUtc, nextTryAtUtc: null }),
  } as const
  const show = (ofMany: boolean): string => {
    const view = (
      <>
        <FreshnessNotice ofMany={ofMany} />
        <ProblemBanner />
      </>
    )
    mounted = mount(inScope(arriving(makeSessionReply({ freshness })), view))
    return mounted.root.textContent
  }

  it('makes a run old since the newest moment that the run itself proves', () => {
    const text = show(false)
    expect(text).toContain('Stale since 12:01:00 UTC')
    expect(text).toContain('collected by Enterprise Manager 09:03:50 UTC (3 h 00 min)')
    expect(text).not.toContain('may be older than they look')
  })

  it('gives no such moment for many runs, but says which of them may be old', () => {
    const text = show(true)
    expect(text).not.toContain('since 12:01:00')
    expect(text).not.toMatch(/Stale since/)
    expect(text).toContain('runs that Enterprise Manager itself did not start may be older than they look')
    expect(text).toContain('collected by Enterprise Manager 09:03:50 UTC (3 h 00 min)')
  })

  it('is told with the time of the collection, not as a fault that began then', () => {
    const text = show(false)
    expect(text).toContain('Last collected 09:03:50 UTC')
    expect(text).not.toContain('Since 12:01:00')
  })

  it('leaves a list that cannot be read old since the last good read', () => {
    const lost = { level: 'stale', problem: makeProblem() } as const
    mounted = mount(inScope(arriving(makeSessionReply({ freshness: lost })), <FreshnessNotice ofMany />))
    expect(mounted.root.textContent).toContain('Stale since 12:04:31 UTC')
    expect(mounted.root.textContent).not.toContain('older than they look')
  })
})

describe('the clock of Enterprise Manager', () => {
  const AHEAD = 'clock is 5 min 42 s ahead of the monitor’s; its times are shown as it gives them.'
  const at = (emClockAheadMs: number, level: 'live' | 'final' = 'live'): string => {
    const reply = { ...makeSessionReply({ freshness: { level } }), emClockAheadMs }
    mounted?.unmount()
    mounted = mount(inScope(arriving(reply), <FreshnessNotice />))
    return mounted.root.textContent
  }

  it('is told where it disagrees with the monitor’s, whichever way and of whatever level', () => {
    expect(at(342_000)).toContain(AHEAD)
    expect(at(342_000, 'final')).toContain(AHEAD)
    expect(at(-342_000)).toContain(AHEAD.replace('ahead of', 'behind'))
  })

  it('is not mentioned where both agree', () => {
    expect(at(0)).not.toContain('clock')
  })
})

describe('Announcer', () => {
  it('tells changes only, the newest one, at most one in ten seconds', () => {
    const polled = arriving(makeSessionReply({ freshness: { level: 'final' } }))
    const say = (subject: string) => inScope(polled, <Announcer subject={subject} />)
    mounted = mount(say('Working'))
    const region = mounted.root.querySelector('output')
    pass(20_000)
    expect(region?.textContent).toBe('')
    mounted.show(say('Working, 1 failed'))
    pass(0)
    expect(region?.textContent).toContain('1 failed')
    mounted.show(say('Working, 2 failed'))
    pass(4000)
    mounted.show(say('Working, 3 failed'))
    pass(4000)
    expect(region?.textContent).toContain('1 failed')
    pass(3000)
    expect(region?.textContent).toContain('3 failed')
  })
})
