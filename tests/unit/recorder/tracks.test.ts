import { beforeEach, describe, expect, it } from 'vitest'
import { done, idOf, makeTask, seenAt, START, utc } from './fixtures'
import type { FailoverSession } from '@/lib/failover/failover-session'
import type { QueuedLook } from '@/lib/recorder/look-queue'
import { createTracks, type Reading, type Tracks } from '@/lib/recorder/tracks'

const INTERVAL_MS = 3_000
const at = (seconds: number): number => START + seconds * 1_000
const ENDED: Partial<FailoverSession> = { state: 'Stopped', result: 'Success', endTimeUtc: utc(at(9)) }

describe('what is worth a look', () => {
  let nowMs: number
  let pushed: QueuedLook[]
  let reading: Reading
  let collection: { collectedAtMs: number; lateMs: number } | null
  let news: boolean
  let tracks: Tracks

  beforeEach(() => {
    nowMs = START
    pushed = []
    reading = { intervalMs: INTERVAL_MS, problem: null }
    collection = null
    news = false
    tracks = createTracks({
      now: () => nowMs,
      readingOf: () => reading,
      collection: () => collection,
      push: (look) => pushed.push(look),
    })
  })

  /** What was queued since one last asked. */
  const taken = () => pushed.splice(0)
  const saw = (seconds: number, over: Partial<FailoverSession> = {}, progress = 0, listed = false) => {
    nowMs = at(seconds)
    tracks.saw(seenAt(nowMs, [makeTask(1, { progress })], over), nowMs, listed)
    return taken()
  }
  const tick = (seconds: number) => {
    nowMs = at(seconds)
    tracks.tick(() => news)
    return taken()
  }

  it('is the first sight of a run, each change, and a sign of life every ten seconds', () => {
    expect(saw(0)).toMatchObject([
      { id: idOf(1), observedAtMs: at(0), telling: true, beginGaps: [], endGaps: [] },
    ])
    expect(saw(3)).toEqual([])
    expect(saw(6, {}, 40)).toMatchObject([{ observedAtMs: at(6), telling: false }])
    expect(saw(9, {}, 40)).toEqual([])
    expect(saw(15, {}, 40)).toEqual([])
    expect(saw(16, {}, 40)).toMatchObject([{ observedAtMs: at(16), telling: false }])
    expect(saw(18, { state: 'Stopping' }, 40)).toMatchObject([{ telling: true }])
  })

  it('goes on when the clock is set back', () => {
    saw(3_600)
    expect(saw(0)).toHaveLength(1)
    expect(saw(3)).toEqual([])
    expect(saw(10)).toHaveLength(1)
  })

  describe('when a run cannot be read', () => {
    it('is a gap from the last read on, once it is five intervals old, and its end at the next', () => {
      saw(0)
      expect(tick(15)).toEqual([])
      const gap = { fromMs: at(0), toMs: null, code: 'timed_out' }
      expect(tick(16)).toMatchObject([{ observedAtMs: at(0), beginGaps: [gap], telling: true }])
      expect(tracks.gapSince(idOf(1), 'timed_out')).toBe(at(0))
      expect([...tick(17), ...tick(600)]).toEqual([])
      expect(saw(601)).toMatchObject([{ observedAtMs: at(601), endGaps: ['timed_out'], telling: true }])
      expect(tracks.gapSince(idOf(1), 'timed_out')).toBeNull()
      expect(tick(602)).toEqual([])
    })

    it('is named by the reason, and one gap whatever follows', () => {
      saw(0)
      const problem = { code: 'unreachable', message: '', sinceUtc: utc(START), nextTryAtUtc: null } as const
      reading = { ...reading, problem }
      expect(tick(16)).toMatchObject([{ beginGaps: [{ code: 'unreachable' }] }])
      reading = { ...reading, problem: { ...problem, code: 'forbidden' } }
      expect(tick(20)).toEqual([])
      expect(saw(30)).toMatchObject([{ endGaps: ['unreachable'] }])
    })

    it('takes the interval that is kept at present', () => {
      saw(0)
      reading = { ...reading, intervalMs: 60_000 }
      expect(tick(300)).toEqual([])
      expect(tick(301)).toHaveLength(1)
    })
  })

  describe("when EM's own collection is old", () => {
    it('is a gap from that collection on, but not from before the run was seen, until a newer one', () => {
      collection = { collectedAtMs: at(-60), lateMs: 90_000 }
      saw(0)
      expect(tick(0)).toEqual([])
      saw(31)
      expect(tick(31)).toMatchObject([{ beginGaps: [{ fromMs: at(0), toMs: null, code: 'collection_old' }] }])
      // A read does not end it: it brings nothing newer.
      expect(saw(34)).toEqual([])
      expect(tick(40)).toEqual([])
      saw(45)
      collection = { collectedAtMs: at(44), lateMs: 90_000 }
      expect(tick(45)).toMatchObject([{ observedAtMs: at(45), endGaps: ['collection_old'] }])
      saw(134)
      expect(tick(134)).toEqual([])
      saw(135)
      expect(tick(135)).toMatchObject([{ beginGaps: [{ fromMs: at(44) }] }])
    })

    it('can be one beside another, and both end with the run', () => {
      collection = { collectedAtMs: at(-91), lateMs: 90_000 }
      saw(0)
      expect([...tick(1), ...tick(16)].flatMap(({ beginGaps }) => beginGaps.map(({ code }) => code))).toEqual(
        ['collection_old', 'timed_out'],
      )
      const [end] = saw(20, ENDED)
      expect(end?.endGaps.toSorted()).toEqual(['collection_old', 'timed_out'])
      expect(tick(60)).toEqual([])
    })

    it('is none where it cannot be known', () => {
      saw(0)
      expect(tick(10)).toEqual([])
    })
  })

  describe('of a run that has ended', () => {
    it('is its end, and details for 15 minutes after it', () => {
      saw(0)
      expect(saw(10, ENDED)).toMatchObject([{ telling: true, endGaps: [] }])
      expect(saw(30, ENDED)).toEqual([])
      expect(tracks.follows(idOf(1))).toBe(true)
      news = true
      expect(tick(10 + 15 * 60)).toMatchObject([{ observedAtMs: at(30) }])
      tracks.written(idOf(1))
      expect(tick(11 + 15 * 60)).toEqual([])
      expect(tracks.follows(idOf(1))).toBe(false)
    })

    it('is what EM corrects, during that time and after it', () => {
      saw(0)
      saw(10, ENDED)
      expect(saw(60, { ...ENDED, result: 'Warning' })).toHaveLength(1)
      tick(2_000)
      expect(saw(2_001, { ...ENDED, result: 'Warning' })).toEqual([])
      expect(saw(2_030, { ...ENDED, result: 'Failed' })).toHaveLength(1)
    })

    it('is followed again if it goes on', () => {
      saw(0)
      saw(10, ENDED)
      expect(saw(20)).toMatchObject([{ telling: true }])
      expect(tick(36)).toMatchObject([{ beginGaps: [{ fromMs: at(20) }] }])
    })

    it('is one look when it is new, and none while it stays the same', () => {
      expect(saw(0, ENDED, 0, true)).toMatchObject([{ telling: true, listed: true }])
      expect(tracks.follows(idOf(1))).toBe(false)
      expect(saw(30, ENDED, 0, true)).toEqual([])
      expect(saw(60, { ...ENDED, name: 'renamed' }, 0, true)).toHaveLength(1)
      expect(tick(600)).toEqual([])
      tracks.forget(idOf(1))
      expect(saw(700, { ...ENDED, name: 'renamed' }, 0, true)).toHaveLength(1)
    })

    it('is followed although it was not seen to run, if somebody says so', () => {
      saw(0, ENDED)
      tracks.follow(seenAt(at(0), [makeTask(1, done(at(0)))], ENDED), at(0))
      news = true
      expect(tick(1)).toHaveLength(1)
      expect(tick(16 * 60)).toEqual([])
    })
  })

  it('is details that have come, queued once until they are written', () => {
    saw(0)
    news = true
    expect(tick(1)).toMatchObject([{ observedAtMs: at(0), telling: false, beginGaps: [], endGaps: [] }])
    expect([...tick(2), ...tick(3)]).toEqual([])
    tracks.written(idOf(1))
    expect(tick(4)).toHaveLength(1)
  })

  it('is everything that is followed when the record was opened anew, with gaps that go on', () => {
    saw(0)
    tick(16)
    tracks.lookAgain()
    expect(taken()).toMatchObject([
      { telling: true, beginGaps: [{ fromMs: at(0), toMs: null, code: 'timed_out' }], endGaps: [] },
    ])
    expect(saw(20)).toMatchObject([{ endGaps: ['timed_out'] }])
    saw(30, ENDED, 0, true)
    tick(3_000)
    tracks.lookAgain()
    expect(taken()).toEqual([])
    expect(saw(3_001, ENDED, 0, true)).toHaveLength(1)
  })

  it('is nothing of a session that is forgotten', () => {
    saw(0)
    tracks.forget(idOf(1))
    expect(tick(600)).toEqual([])
    expect(tracks.gapSince(idOf(1), 'timed_out')).toBeNull()
  })
})
