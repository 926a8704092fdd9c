import { describe, expect, it } from 'vitest'
import { fitPage } from '@/components/wall/layout/fit-page'
import { placeRest } from '@/components/wall/layout/place-rest'
import { LEAST_WIDTH, STATE_TEXT } from '@/components/wall/layout/sizes'

/** As a browser has measured them in the wall's font, in em of their own letters. */
const MEASURED = { 'Unknown,': 4.61, 'Warnings,': 4.68, '1 failed,': 3.54, '12 warnings,': 5.81 } as const
const REST = { 'lost sight of': 5.61, ended: 2.95, running: 3.6 } as const
const TILE = { width: LEAST_WIDTH, scale: 1, lines: 0 }

describe('the second part of a state', () => {
  it('goes before the first is cut: to a line of its own, or away where none is free', () => {
    expect(placeRest('Unknown,', 'lost sight of', TILE)).toBe('none')
    expect(placeRest('Unknown,', 'lost sight of', { ...TILE, lines: 1 })).toBe('below')
    expect(placeRest('Unknown,', 'lost sight of', { ...TILE, width: 540 })).toBe('small')
    expect(placeRest('Unknown,', 'lost sight of', { ...TILE, width: 900 })).toBe('large')
  })

  it('stays beside it on the smallest tile where it is short', () => {
    for (const word of ['Unknown,', 'Warnings,']) expect(placeRest(word, 'ended', TILE)).toBe('small')
    for (const word of ['1 failed,', '12 warnings,', '996 warnings,'])
      expect(placeRest(word, 'running', { ...TILE, width: 600 })).not.toBe('none')
  })

  it('never takes more room than there is, on any tile that the layout makes', () => {
    let beside = 0
    for (const area of [
      { width: 1892, height: 950 },
      { width: 1052, height: 1660 },
    ]) {
      for (let others = 1; others <= 12; others += 1) {
        for (const placed of fitPage({ trouble: 0, others }, area) ?? []) {
          for (const [word, wordEm] of Object.entries(MEASURED)) {
            for (const [rest, restEm] of Object.entries(REST)) {
              const place = placeRest(word, rest, placed)
              if (place === 'none' || place === 'below') continue
              beside += 1
              const em = 1.56 + wordEm + restEm * (place === 'large' ? 0.85 : 0.6)
              expect(em * STATE_TEXT * placed.scale).toBeLessThanOrEqual(placed.width - 42 * placed.scale - 2)
            }
          }
        }
      }
    }
    expect(beside).toBeGreaterThan(100)
  })
})
