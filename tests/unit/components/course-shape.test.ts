import { describe, expect, it } from 'vitest'
import { toCourseShape } from '@/components/sheet/course-shape'
import { NOW_MS, utc } from './fixtures'

const at = (seconds: number, progress: number | null) => ({
  atUtc: utc(NOW_MS + seconds * 1000),
  progress,
})

describe('one VM’s course', () => {
  it('rises in steps over time, and has its ends in figures', () => {
    expect(toCourseShape([at(0, 0), at(50, 40), at(100, 100)], [], NOW_MS)).toEqual({
      line: '0,100 50,100 50,60 100,60 100,0',
      gaps: [],
      first: { atUtc: utc(NOW_MS), percent: 0 },
      last: { atUtc: utc(NOW_MS + 100_000), percent: 100 },
    })
  })

  it('leaves out what was not reported, and is nothing where nothing was', () => {
    expect(toCourseShape([at(0, null), at(10, 20), at(20, null), at(30, 30)], [], NOW_MS)?.line).toBe(
      '0,80 100,80 100,70',
    )
    expect(toCourseShape([at(0, null)], [], NOW_MS)).toBeNull()
    expect(toCourseShape([], [], NOW_MS)).toBeNull()
  })

  it('shows where nobody observed, cut to its own span; a gap that lasts ends now', () => {
    const gap = (from: number, to: number | null) => ({
      fromUtc: utc(NOW_MS + from * 1000),
      toUtc: to === null ? null : utc(NOW_MS + to * 1000),
      code: 'unreachable' as const,
    })
    const shape = toCourseShape(
      [at(0, 0), at(100, 50)],
      [gap(-50, 10), gap(20, 40), gap(30, 50), gap(90, null), gap(200, 300)],
      NOW_MS + 95_000,
    )
    expect(shape?.gaps).toEqual([
      { x: 0, width: 10 },
      { x: 20, width: 30 },
      { x: 90, width: 5 },
    ])
  })
})
