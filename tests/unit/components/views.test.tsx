// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { HealthView } from '@/components/health/health-view'
import { PointView } from '@/components/point/point-view'
import { SessionView } from '@/components/session/session-view'
import { parseSessionId } from '@/lib/failover/ids'
import { makeProblem, makeSessionReply, NOW_MS, SESSION_ID } from './fixtures'
import { makeHealthReply } from './health-fixtures'
import { makePointReply } from './point-fixtures'
import { arriving, inScope, mount, type Mounted, withQueries } from './render'

let mounted: Mounted | null = null

beforeEach(() => {
  vi.useFakeTimers({ now: NOW_MS })
})
afterEach(() => {
  mounted?.unmount()
  mounted = null
  vi.useRealTimers()
})

const textOf = (node: Parameters<typeof mount>[0]): string => {
  mounted = mount(node)
  return mounted.root.textContent.replaceAll('\u00a0', ' ')
}

describe('SessionView', () => {
  it('says the worst so far, counts before percent, and the same in the tab', () => {
    const reply = makeSessionReply()
    const text = textOf(inScope(arriving(reply), withQueries(<SessionView reply={reply} />)))
    expect(text).toContain('Working, 1 failed so far')
    expect(text.indexOf('7 of 14 VMs')).toBeLessThan(text.indexOf('52 % by Enterprise Manager'))
    expect(text).toContain('18 min 04 s')
    expect(document.title).toBe('1 failed · 7 of 14 · ABC Company Failover Plan')
    const bar = mounted?.root.querySelector('[role=progressbar]')
    expect(bar?.getAttribute('aria-valuetext')).toContain('7 of 14 VMs')
  })

  it('shows Enterprise Manager’s own word where a failed VM outweighs it', () => {
    const reply = makeSessionReply({
      state: 'Stopped',
      result: 'Success',
      endTimeUtc: '2026-11-23T12:04:00.000Z',
    })
    const text = textOf(inScope(arriving(reply), withQueries(<SessionView reply={reply} />)))
    expect(text).toContain('Enterprise Manager says Success')
    expect(text).not.toContain('Elapsed')
  })

  it('stops the clock when the data is stale and says as of when it stands', () => {
    const reply = makeSessionReply({ freshness: { level: 'stale', problem: makeProblem() } })
    const text = textOf(inScope(arriving(reply, 120_000), withQueries(<SessionView reply={reply} />)))
    expect(text).toContain('18 min 04 s')
    expect(text).toContain('as of the last read, 12:04:31 UTC')
    expect(document.title).toMatch(/^Stale · /)
  })

  it('says why the tenant is not known', () => {
    const reply = makeSessionReply({ tenant: null, unreadable: { plan: 'ambiguous', collection: null } })
    const text = textOf(inScope(arriving(reply), withQueries(<SessionView reply={reply} />)))
    expect(text).toContain('tenant unknown: no single failover plan fits')
  })
})

describe('PointView', () => {
  it('measures the age at the start of the failover that led here', () => {
    const reply = makePointReply()
    const text = textOf(
      inScope(arriving(reply), <PointView reply={reply} fromSession={parseSessionId(SESSION_ID)} />),
    )
    expect(text).toContain('Age when the failover began15 min')
    expect(text).toContain('sql02_replica')
  })

  it('does not claim that no failover used it where the record could not be asked', () => {
    const reply = { ...makePointReply(), usedBy: [], usedByUnread: true }
    const text = textOf(inScope(arriving(reply), <PointView reply={reply} fromSession={null} />))
    expect(text).toContain('The monitor’s record cannot be read')
    expect(text).toContain('None is known at the moment.')
    expect(text).not.toContain('has seen no failover session')
  })
})

describe('HealthView', () => {
  it('says what is wrong, what to do, and which parts the role forbids', () => {
    const problem = makeProblem({ code: 'logon_refused', nextTryAtUtc: '2026-11-23T12:19:31.000Z' })
    const health = makeHealthReply(NOW_MS, problem)
    const text = textOf(
      inScope(arriving(makeSessionReply()), <HealthView health={health} silentSinceMs={null} />),
    )
    expect(text).toContain('The monitor cannot read Enterprise Manager')
    expect(text).toContain('next try in 15 min 00 s')
    expect(text).toContain('Logon paused until12:19:31 UTC')
    expect(text).toContain('Forbidden')
    expect(text).toContain('165 days left')
  })
})
