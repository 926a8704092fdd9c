import { describe, expect, it } from 'vitest'
import { OVERDUE_MS, toCollectProgress, type CollectOrder, type CollectRun } from '@/lib/failover/collection'

const NOW_MS = Date.parse('2026-11-23T12:00:00.000Z')
const utc = (ms: number): string => new Date(ms).toISOString()
const clock = { nowMs: NOW_MS, emNowMs: NOW_MS, canWatch: true }
const run = (startedMs: number, over: Partial<CollectRun> = {}): CollectRun => ({
  startedAtUtc: utc(startedMs),
  endedAtUtc: null,
  result: null,
  ...over,
})
const order = (over: Partial<CollectOrder> = {}): CollectOrder => ({
  askedAtMs: NOW_MS - 10_000,
  after: utc(NOW_MS - 600_000),
  joined: false,
  failure: null,
  ...over,
})
const OLD = run(NOW_MS - 600_000, { endedAtUtc: utc(NOW_MS - 590_000), result: 'success' })

describe('how far a collection has come', () => {
  it('is running whoever started it, also right after a start of the monitor', () => {
    expect(toCollectProgress(null, run(NOW_MS - 5_000), clock)).toEqual({
      state: 'running',
      sinceUtc: utc(NOW_MS - 5_000),
    })
  })

  it('says nothing of collections that nobody asked for and that are over', () => {
    expect(toCollectProgress(null, OLD, clock)).toEqual({ state: 'idle' })
    expect(toCollectProgress(null, null, clock)).toEqual({ state: 'idle' })
  })

  it('does not take the job from before the order for its answer', () => {
    expect(toCollectProgress(order(), OLD, clock)).toEqual({
      state: 'asked',
      sinceUtc: utc(NOW_MS - 10_000),
      watched: true,
    })
  })

  it.each(['success', 'warning', 'failed'] as const)('tells the end of the answer: %s', (result) => {
    const ended = run(NOW_MS - 9_000, { endedAtUtc: utc(NOW_MS - 1_000), result })
    expect(toCollectProgress(order(), ended, clock)).toEqual({
      state: 'ended',
      atUtc: utc(NOW_MS - 1_000),
      result,
    })
  })

  it('tells the end of a job that was joined, which began before the order', () => {
    const joined = run(NOW_MS - 20_000, { endedAtUtc: utc(NOW_MS - 1_000), result: 'success' })
    const asked = order({ after: joined.startedAtUtc, joined: true })
    expect(toCollectProgress(asked, joined, clock).state).toBe('ended')
    expect(toCollectProgress({ ...asked, joined: false }, joined, clock).state).toBe('asked')
  })

  it('calls one overdue after 15 minutes, and leaves out one that was never closed', () => {
    const hung = run(NOW_MS - OVERDUE_MS - 1)
    expect(toCollectProgress(order(), run(NOW_MS - OVERDUE_MS), clock).state).toBe('running')
    expect(toCollectProgress(order({ after: null }), hung, clock).state).toBe('overdue')
    expect(toCollectProgress(null, hung, clock)).toEqual({ state: 'idle' })
  })

  it('measures a job on the clock of Enterprise Manager', () => {
    const aheadMs = 3_600_000
    const ahead = { ...clock, emNowMs: NOW_MS + aheadMs }
    expect(toCollectProgress(null, run(NOW_MS + aheadMs - 5_000), ahead).state).toBe('running')
  })

  it('gives up an order after 15 minutes without a job; unseen, it says no more', () => {
    const long = order({ askedAtMs: NOW_MS - OVERDUE_MS - 1 })
    expect(toCollectProgress(long, OLD, clock)).toMatchObject({ state: 'failed', failure: 'not_started' })
    const blind = { ...clock, canWatch: false }
    expect(toCollectProgress(order({ after: null }), null, blind)).toMatchObject({ watched: false })
    expect(toCollectProgress(long, null, blind)).toEqual({ state: 'idle' })
  })

  it('tells why the order failed, unless a job runs by now', () => {
    const failed = order({ failure: 'forbidden' })
    expect(toCollectProgress(failed, OLD, clock)).toMatchObject({ state: 'failed', failure: 'forbidden' })
    expect(toCollectProgress(failed, run(NOW_MS - 1_000), clock).state).toBe('running')
  })
})
