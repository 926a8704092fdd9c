// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ReactNode } from 'react'
import { makeFreshness, makeProblem, NOW_MS } from '../fixtures'
import { makeListReply } from '../list-fixtures'
import { arriving, inScope, mount, type Mounted } from '../render'
import { BandAge } from '@/components/wall/band-age'
import { Idle } from '@/components/wall/board-message'
import { QuietHead } from '@/components/wall/quiet-head'
import { SilenceStrip } from '@/components/wall/silence-strip'
import { WallTextsProvider } from '@/components/wall/wall-texts'
import type { WallReply } from '@/lib/api/screen-replies'
import type { Problem } from '@/lib/failover/freshness'
import { wall } from '@/lib/i18n/messages/en/wall'

const COLLECTED = '2026-11-23T09:03:50.000Z'
const OLD = makeProblem({ code: 'collection_old', sinceUtc: COLLECTED, nextTryAtUtc: null })

let mounted: Mounted | null = null
beforeEach(() => {
  vi.useFakeTimers({ now: NOW_MS, toFake: ['Date', 'performance', 'setInterval', 'clearInterval'] })
})
afterEach(() => {
  mounted?.unmount()
  mounted = null
  vi.useRealTimers()
})

/** What a wall says while nothing of it is current, for this reason. */
function read(problem: Problem, view: (reply: WallReply) => ReactNode): string {
  const { emClockAheadMs, pollAfterMs } = makeListReply()
  const freshness = makeFreshness({ level: 'stale', collectedAtUtc: COLLECTED, problem })
  // safe: only what is looked at
  const reply = {
    freshness,
    emClockAheadMs,
    pollAfterMs,
    sessions: [],
    unreadable: 0,
    screen: { scope: { kind: 'all' } },
    today: { dateUtc: '2026-11-23', success: 0, warning: 0, failed: 0, unknown: 0 },
  } as unknown as WallReply
  mounted = mount(inScope(arriving(reply), <WallTextsProvider value={wall}>{view(reply)}</WallTextsProvider>))
  return mounted.root.textContent
}

describe('a wall of an old collection', () => {
  it('does not say that nothing is newer, but which runs may be older than they look', () => {
    const text = read(OLD, () => <SilenceStrip />)
    expect(text).not.toContain('Nothing here')
    expect(text).toContain('Collected by Enterprise Manager 09:03:50 UTC, 3 h 00 min ago.')
    expect(text).toContain('Runs that it did not start itself may be older than they look.')
    expect(mounted?.root.querySelector('section')?.getAttribute('aria-label')).not.toContain('Nothing')
  })

  it('names no moment in the band since which all of it is old', () => {
    const text = read(OLD, () => <BandAge sessions={[]} />)
    expect(text).toContain('Stale · The data of Enterprise Manager itself is old')
    expect(text).toContain('collected by EM 09:03:50 UTC')
    expect(text).not.toContain('since')
  })

  it.each([
    ['alone', (reply: WallReply) => <Idle reply={reply} />],
    ['above the last results', (reply: WallReply) => <QuietHead reply={reply} />],
  ])('does not take the last look for the last that is known of what others began, %s', (_where, view) => {
    const text = read(OLD, view)
    expect(text).toMatch(/ollected by (EM|Enterprise Manager) 09:03:50 UTC/)
    expect(text).toMatch(/begun since is not known/)
    expect(text).not.toContain('12:04:31')
  })
})

describe('a wall that gets nothing new', () => {
  const silent = makeProblem()
  it('says that nothing is newer than the last good read', () => {
    expect(read(silent, () => <SilenceStrip />)).toContain('Nothing here is newer than 12:04:31 UTC,')
  })
  it('is old since then', () => {
    expect(read(silent, () => <BandAge sessions={[]} />)).toContain('Stale since 12:04:31 UTC')
  })
  it('knows nothing of what has begun since', () => {
    expect(read(silent, (reply) => <Idle reply={reply} />)).toContain('By the last look at 12:04:31 UTC.')
  })
})
