import { describe, expect, it } from 'vitest'
import { mostAtOnce, toWaitingReason } from '@/lib/failover/waiting-reason'

describe('toWaitingReason', () => {
  it.each([
    [{ working: 10, begun: 10 }, 10, 'all_starting'],
    [{ working: 10, begun: 40 }, 10, 'all_starting'],
    [{ working: 14, begun: 14 }, 10, 'all_starting'],
    [{ working: 9, begun: 9 }, 10, 'order_or_delay'],
    [{ working: 0, begun: 3 }, 10, 'order_or_delay'],
    [{ working: 5, begun: 5 }, 5, 'all_starting'],
    [{ working: 5, begun: 5 }, 10, 'order_or_delay'],
    // Nothing has begun: the run itself may only be starting, and nobody can tell.
    [{ working: 0, begun: 0 }, 10, null],
  ] as const)('of %j with room for %i is %s', (counts, most, reason) => {
    expect(toWaitingReason(counts, most)).toBe(reason)
  })

  it('knows that an undo takes fewer at once', () => {
    expect([mostAtOnce(null), mostAtOnce('real'), mostAtOnce('test'), mostAtOnce('undo')]).toEqual([
      10, 10, 10, 5,
    ])
  })
})
