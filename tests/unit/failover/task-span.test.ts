import { describe, expect, it } from 'vitest'
import { toTaskSpan } from '@/lib/failover/task-span'

const START_MS = Date.parse('2026-11-23T11:46:00.000Z')
const at = (seconds: number): string => new Date(START_MS + seconds * 1_000).toISOString()
const task = (state: string, result: string, from: number | null, to: number | null) => ({
  state,
  result,
  creationTimeUtc: from === null ? null : at(from),
  endTimeUtc: to === null ? null : at(to),
})

describe('toTaskSpan', () => {
  it.each([
    ['waits, without a start', task('Starting', 'None', null, null), { kind: 'waiting' }],
    ['waits, with a start', task('Starting', 'None', 5, null), { kind: 'waiting' }],
    ['works', task('Working', 'None', 40, null), { kind: 'worked', workFromMs: 40_000, toMs: null }],
    [
      'is being stopped',
      task('Stopping', 'None', 40, null),
      { kind: 'worked', workFromMs: 40_000, toMs: null },
    ],
    [
      'has worked',
      task('Stopped', 'Success', 40, 226),
      { kind: 'worked', workFromMs: 40_000, toMs: 226_000 },
    ],
    ['has failed', task('Stopped', 'Failed', 40, 226), { kind: 'worked', workFromMs: 40_000, toMs: 226_000 }],
    [
      'failed and goes on',
      task('Working', 'Failed', 40, null),
      { kind: 'worked', workFromMs: 40_000, toMs: null },
    ],
    [
      'began a moment before its run',
      task('Working', 'None', -1, null),
      { kind: 'worked', workFromMs: 0, toMs: null },
    ],
    ['has ended without an end', task('Stopped', 'Success', 40, null), { kind: 'unknown' }],
    ['has ended without a start', task('Stopped', 'Success', null, 90), { kind: 'unknown' }],
    ['ended before it began', task('Stopped', 'Success', 90, 40), { kind: 'unknown' }],
    ['ended before the run began', task('Stopped', 'Success', -90, -40), { kind: 'unknown' }],
    ['works without a start', task('Working', 'None', null, null), { kind: 'unknown' }],
  ])('of a VM that %s', (_what, given, span) => {
    expect(toTaskSpan(given, START_MS)).toEqual(span)
  })

  it.each([
    ['waits', task('Starting', 'None', null, null), { kind: 'unknown' }],
    ['works', task('Working', 'None', 40, null), { kind: 'unknown' }],
    ['failed and was not seen to end', task('Working', 'Failed', 40, null), { kind: 'unknown' }],
    [
      'has worked',
      task('Stopped', 'Success', 40, 226),
      { kind: 'worked', workFromMs: 40_000, toMs: 226_000 },
    ],
  ])('of a VM that %s, by the last row of a run that is over', (_what, given, span) => {
    expect(toTaskSpan(given, START_MS, true)).toEqual(span)
  })
})
