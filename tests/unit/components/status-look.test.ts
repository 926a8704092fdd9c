import { describe, expect, it } from 'vitest'
import { STANDING_ORDER, STATUS_LOOK, toOutcomeStanding, toWorstSoFar } from '@/components/status-look'
import { en } from '@/lib/i18n/messages/en'

const standings = Object.keys(en.common.standing)

describe('the looks', () => {
  it('give every standing a word, a place in the legend and a look', () => {
    expect(Object.keys(STATUS_LOOK).sort()).toEqual([...standings].sort())
    expect([...STANDING_ORDER].sort()).toEqual([...standings].sort())
    expect(Object.keys(en.common.counted).sort()).toEqual([...standings].sort())
  })

  it('differ in shape, word and colour', () => {
    const looks = Object.values(STATUS_LOOK)
    for (const part of ['Icon', 'text', 'fill', 'ground'] as const) {
      expect(new Set(looks.map((look) => look[part])).size).toBe(looks.length)
    }
    expect(new Set(Object.values(en.common.standing)).size).toBe(looks.length)
  })
})

describe('toOutcomeStanding', () => {
  it('shows no success that is not one', () => {
    expect(toOutcomeStanding({ kind: 'unknown', reported: 'Success?' })).toBe('unknown')
    expect(toOutcomeStanding({ kind: 'ended', result: 'success' })).toBe('succeeded')
    expect(toOutcomeStanding({ kind: 'ended', result: 'warning' })).toBe('warning')
    expect(toOutcomeStanding({ kind: 'ended', result: 'failed' })).toBe('failed')
    expect(toOutcomeStanding({ kind: 'running', failedSoFar: 1, warningSoFar: 0 })).toBe('working')
  })
})

describe('toWorstSoFar', () => {
  it('names failures before warnings, and nothing after the end', () => {
    expect(toWorstSoFar({ kind: 'running', failedSoFar: 1, warningSoFar: 3 })).toEqual({
      standing: 'failed',
      count: 1,
    })
    expect(toWorstSoFar({ kind: 'running', failedSoFar: 0, warningSoFar: 3 })).toEqual({
      standing: 'warning',
      count: 3,
    })
    expect(toWorstSoFar({ kind: 'running', failedSoFar: 0, warningSoFar: 0 })).toBeNull()
    expect(toWorstSoFar({ kind: 'ended', result: 'failed' })).toBeNull()
  })
})
