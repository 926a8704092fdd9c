// @vitest-environment jsdom
import { act } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SessionFacts } from '@/components/session/session-facts'
import type { SessionReply } from '@/lib/api/replies'
import { FIGURE_UNKNOWNS } from '@/lib/failover/recovery'
import { en } from '@/lib/i18n/messages/en'
import { makeProblem, makeSessionReply, makeTarget, makeTask, NOW_MS, utc } from './fixtures'
import { arriving, inScope, mount, type Mounted } from './render'

const MINUTE_MS = 60_000
let mounted: Mounted | null = null

beforeEach(() => {
  vi.useFakeTimers({ now: NOW_MS })
})
afterEach(() => {
  mounted?.unmount()
  mounted = null
  vi.useRealTimers()
})

type Spec = NonNullable<Parameters<typeof makeSessionReply>[0]>
type Recovery = NonNullable<Spec['recovery']>

const good = Array.from({ length: 3 }, (_, index) => makeTask(index + 1))
const rto = (minutes: number): Recovery => ({ target: makeTarget(minutes, null) })
const rpo = (minutes: number): Recovery => ({ target: makeTarget(null, minutes) })
/** The run of the fixtures took 18 min 04 s. */
const ended: Spec = {
  state: 'Stopped',
  result: 'Success',
  endTimeUtc: utc(NOW_MS),
  tasks: good,
  freshness: { level: 'final' },
}

const show = (reply: SessionReply): void => {
  const node = inScope(arriving(reply), <SessionFacts reply={reply} />)
  if (mounted) mounted.show(node)
  else mounted = mount(node)
}

/** One fact as the reader sees it: label, figure and what it rests on. */
function fact(label: RegExp): string {
  const terms = [...(mounted?.root.querySelectorAll('dt') ?? [])]
  const term = terms.find((node) => label.test(node.textContent))
  return (term?.parentElement?.textContent ?? '').replaceAll('\u00a0', ' ')
}
const factOf = (label: RegExp, spec: Spec): string => {
  show(makeSessionReply(spec))
  return fact(label)
}
const rtoOf = (spec: Spec = {}): string => factOf(/^RTO/, spec)
const rpoOf = (spec: Spec = {}): string => factOf(/^RPO/, spec)
const eta = (): string => mounted?.root.querySelector('[data-testid=eta]')?.textContent ?? ''
const etaOf = (spec: Spec = {}): string => {
  show(makeSessionReply(spec))
  return eta()
}
const shapeOf = (label: RegExp): string | null => {
  const term = [...(mounted?.root.querySelectorAll('dt') ?? [])].find((node) => label.test(node.textContent))
  return term?.parentElement?.querySelector('svg')?.getAttribute('class') ?? null
}

describe('RTO with a target', () => {
  it('says what is left, with no look of a result', () => {
    expect(rtoOf()).toContain('RTO target 60 min41 min left')
    expect(shapeOf(/^RTO/)).toBeNull()
  })

  it('turns to exceeded the moment it is so, without a new reply', () => {
    expect(rtoOf({ recovery: rto(18.1) })).toContain('2 s left')
    act(() => {
      vi.advanceTimersByTime(2000)
    })
    expect(fact(/^RTO/)).toContain('< 1 s left')
    act(() => {
      vi.advanceTimersByTime(1000)
    })
    expect(fact(/^RTO/)).toContain('exceeded by 1 s')
    expect(shapeOf(/^RTO/)).toContain('octagon-x')
  })

  it('stands still when the data is not live, and says as of when', () => {
    const freshness = { level: 'stale', problem: makeProblem() } as const
    expect(rtoOf({ recovery: rto(18.1), freshness })).toContain('2 s left')
    act(() => {
      vi.advanceTimersByTime(60_000)
    })
    expect(fact(/^RTO/)).toContain('2 s left')
    expect(fact(/^RTO/)).toContain('as of the last read, 12:04:31 UTC')
  })

  it('says at the end whether it was met, and by how much', () => {
    expect(rtoOf({ ...ended, recovery: rto(30) })).toContain('met, 11 min to spare')
    expect(shapeOf(/^RTO/)).toContain('circle-check')
    expect(rtoOf({ ...ended, recovery: rto(17) })).toContain('exceeded by 1 min 04 s')
    expect(shapeOf(/^RTO/)).toContain('octagon-x')
  })

  it('is not met by a run that did not come through, in whatever time', () => {
    const failed = [...good, makeTask(4, { result: 'Failed' })]
    expect(rtoOf({ ...ended, tasks: failed })).toBe(
      'RTO target 60 minnot met: 1 VM did not fail overset by Mia Kern, 20 Nov, 08:00:00 UTC',
    )
    expect(rtoOf({ ...ended, tasks: [], result: 'Failed' })).toContain('not met: the run failed')
    expect(shapeOf(/^RTO/)).toContain('octagon-x')
  })

  it('is not known without a start, or with a result that nobody understands', () => {
    expect(rtoOf({ creationTimeUtc: null })).toContain('not knownstart not reported')
    expect(rtoOf({ ...ended, result: 'Splendid' })).toContain('not knownresult unknown')
    expect(rtoOf({ ...ended, endTimeUtc: utc(NOW_MS - 3_600_000) })).toContain('contradict')
    expect(shapeOf(/^RTO/)).toBeNull()
  })
})

describe('RTO without a target', () => {
  const none: Recovery = { target: null }

  it('is the time that passes, or has passed, and says that no target is set', () => {
    expect(rtoOf({ recovery: none })).toContain('RTO so far18 min 04 sno target set')
    act(() => {
      vi.advanceTimersByTime(3000)
    })
    expect(fact(/^RTO/)).toContain('18 min 07 s')
    expect(rtoOf({ ...ended, recovery: none })).toBe('RTO18 min 04 sno target set')
  })

  it('does not say that none is set where the record could not be asked', () => {
    const unread = { target: null, targetUnread: true }
    expect(rtoOf({ recovery: unread })).toContain('target not known: the monitor’s record cannot be read')
    expect(rpoOf({ recovery: unread })).toContain('sql01 · target not known')
  })

  it('says that a plan which is not known has no known target', () => {
    expect(rtoOf({ plan: null, recovery: none })).toContain(
      'a target belongs to a failover plan, and this run’s is not identified',
    )
  })

  it('has no time of a run that failed', () => {
    const tasks = [...good, makeTask(4, { result: 'Failed' })]
    expect(rtoOf({ ...ended, tasks, recovery: none })).toBe('RTOnonethe run failedno target set')
  })
})

describe('ETA', () => {
  const of = (least: number, most: number, runs = 5): Spec => ({
    recovery: {
      eta: { kind: 'range', leastMs: least * MINUTE_MS, mostMs: most * MINUTE_MS, runs },
    },
  })

  it('is a range from earlier runs, widened to whole minutes', () => {
    expect(etaOf(of(30.5, 36))).toBe('ETA 12 – 18 min · 5 earlier runs')
    expect(etaOf(of(30.5, 100))).toBe('ETA 12 min – 1 h 22 min · 5 earlier runs')
  })

  it('says at most how long, once the shortest earlier run is over', () => {
    expect(etaOf(of(12, 24))).toBe('ETA up to 6 min · 5 earlier runs')
  })

  it('comes down by itself, and gives way when every earlier run is overtaken', () => {
    expect(etaOf(of(12, 18.1))).toBe('ETA up to 1 min · 5 earlier runs')
    act(() => {
      vi.advanceTimersByTime(3000)
    })
    expect(eta()).toBe('taking longer than all 5 earlier runs')
  })

  it('gives way to the time without progress, which ticks', () => {
    const recovery: Recovery = {
      eta: { kind: 'none', reason: 'no_progress' },
      noProgressSinceUtc: utc(NOW_MS - 179_000),
    }
    expect(etaOf({ recovery })).toBe('no progress for 2 min')
    act(() => {
      vi.advanceTimersByTime(1000)
    })
    expect(eta()).toBe('no progress for 3 min')
  })

  it('says why there is none', () => {
    expect(etaOf({ recovery: { eta: { kind: 'none', reason: 'too_few_runs', runs: 2 } } })).toBe(
      'no ETA: 2 of 3 earlier like runs needed',
    )
    expect(etaOf({ recovery: { eta: { kind: 'none', reason: 'not_recorded' } } })).toContain(
      'the record cannot be read',
    )
    expect(etaOf({ recovery: { eta: { kind: 'none', reason: 'start_not_reported' } } })).toContain(
      'start not reported',
    )
  })

  it('is never given after the end, nor for old data', () => {
    expect(etaOf(ended)).toBe('')
    expect(etaOf({ recovery: { eta: { kind: 'none', reason: 'ended' } } })).toBe('')
    for (const level of ['stale', 'lost'] as const) {
      expect(etaOf({ freshness: { level, problem: makeProblem() } })).toBe(`no ETA: the data is ${level}`)
    }
    expect(etaOf({ freshness: { level: 'late', problem: makeProblem() } })).toContain('ETA 11 – 18 min')
  })
})

describe('RPO', () => {
  it('is the worst window so far, of which VM, and within the target', () => {
    // The run began 4 s before the fixtures' points are measured.
    expect(rpoOf()).toBe('RPO, worst so far45 minsql01 · within target 60 min')
    expect(shapeOf(/^RPO/)).toBeNull()
  })

  it('is exceeded as soon as one VM is over it, also if others are not known', () => {
    const tasks = [makeTask(1, { pointAgeMinutes: 50 }), makeTask(2, { vmReplicaPoint: null })]
    const text = rpoOf({ recovery: rpo(30), tasks })
    expect(text).toBe(
      'RPO, worst so far49 minvm01target 30 min exceeded by 19 min1 VM not knownset by Mia Kern, 20 Nov, 08:00:00 UTC',
    )
    expect(shapeOf(/^RPO/)).toContain('octagon-x')
  })

  it('is met at the end only, and never with a VM that is not known', () => {
    expect(rpoOf({ ...ended, recovery: rpo(30) })).toBe(
      'RPO, worst VM15 minvm01target 30 min metset by Mia Kern, 20 Nov, 08:00:00 UTC',
    )
    expect(shapeOf(/^RPO/)).toContain('circle-check')
    const tasks = [...good, makeTask(4, { vmReplicaPoint: null })]
    const text = rpoOf({ ...ended, tasks, recovery: rpo(30) })
    expect(text).toContain('target 30 min, not known whether met')
    expect(text).toContain('1 VM not known')
    expect(shapeOf(/^RPO/)).toBeNull()
  })

  it('says when no target is set', () => {
    expect(rpoOf({ recovery: { target: null } })).toContain('sql01 · no target set')
  })

  it('says why it is not known at all', () => {
    const hidden = (n: number) => {
      const task = makeTask(n)
      const point = task.vmReplicaPoint
      return {
        ...task,
        vmReplicaPoint: point && { ...point, creationTimeUtc: null, unreadable: 'forbidden' as const },
      }
    }
    expect(rpoOf({ tasks: [] })).toContain('not knownno VM rows')
    expect(rpoOf({ tasks: [hidden(1), hidden(2)] })).toContain('not knownpoint not readable (403)')
    expect(rpoOf({ tasks: [hidden(1), makeTask(2, { vmReplicaPoint: null })] })).toContain(
      'each row says why',
    )
    expect(rpoOf({ creationTimeUtc: null })).toContain('not knownstart not reported')
  })
})

describe('the strip', () => {
  const labels = (): (string | null)[] =>
    [...(mounted?.root.querySelectorAll('dt') ?? [])].map((node) => node.textContent)

  it('has four facts while the run goes on, and the result when there is one', () => {
    show(makeSessionReply())
    expect(labels()).toEqual(['Failed over', 'Elapsed', 'RTO target 60 min', 'RPO, worst so far'])
    show(makeSessionReply(ended))
    expect(labels()).toEqual(['Failed over', 'Took', 'Result', 'RTO target 60 min', 'RPO, worst VM'])
  })

  it('prints no time of a run that ended before it began', () => {
    const took = factOf(/^Took/, { ...ended, endTimeUtc: utc(NOW_MS - 3_600_000) })
    expect(took).toContain('its times contradict each other')
    expect(took).not.toContain('< 1 s')
  })

  it('has no VM at work once the run is over', () => {
    show(makeSessionReply({ ...ended, tasks: [...good, makeTask(4, { state: 'Working', result: 'None' })] }))
    expect(mounted?.root.textContent).toContain('1 unknown')
    expect(mounted?.root.textContent).not.toContain('working')
    expect(mounted?.root.querySelector('[role=progressbar]')?.getAttribute('aria-valuetext')).toBe(
      '3 of 4 VMs; 3 succeeded, 1 unknown',
    )
  })

  it('keeps a word that Enterprise Manager has before the end', () => {
    expect(factOf(/^Result/, { result: 'Success' })).toContain('Enterprise Manager says Success')
  })

  it('has a text for every reason that a figure can be unknown', () => {
    expect(Object.keys(en.common.figureUnknown).toSorted()).toEqual(FIGURE_UNKNOWNS.toSorted())
  })
})
