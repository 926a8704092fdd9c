// @vitest-environment jsdom
import { act, type ReactNode } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { PAGE_MS } from '@/components/wall/layout/paging'
import { usePages } from '@/components/wall/use-pages'
import type { WallRun } from '@/lib/api/screen-replies'
import { NOW_MS } from '../fixtures'
import { makeSummary } from '../list-fixtures'
import { mount, type Mounted } from '../render'

const AREA = { width: 1892, height: 950 }
const RUNS: WallRun[] = Array.from({ length: 30 }, (_, n) => ({
  ...makeSummary({ id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` }, NOW_MS),
  unacknowledged: 0,
  failing: [],
  tag: null,
  rtoTargetMs: null,
  failures: [],
}))

function Pages({ isCovered }: { isCovered: boolean }): ReactNode {
  const { page, pages, leftSeconds } = usePages(RUNS, AREA, isCovered)
  return `${page} of ${pages}, ${leftSeconds ?? 'stands'}`
}

let mounted: Mounted
const seen = (): string => mounted.root.textContent
const pass = (ms: number): void =>
  act(() => {
    vi.advanceTimersByTime(ms)
  })

beforeEach(() => {
  vi.useFakeTimers({ now: NOW_MS })
  mounted = mount(<Pages isCovered={false} />)
})
afterEach(() => {
  mounted.unmount()
  vi.useRealTimers()
})

describe('the pages of a wall that something else covers', () => {
  it('do not turn, by themselves or by a key, and have their whole time when they come back', () => {
    const pages = /of (\d+)/.exec(seen())?.[1] ?? ''
    expect(Number(pages)).toBeGreaterThan(2)
    pass(PAGE_MS + 1_000)
    expect(seen()).toMatch(`2 of ${pages}`)
    mounted.show(<Pages isCovered />)
    expect(seen()).toBe(`2 of ${pages}, stands`)
    pass(5 * PAGE_MS)
    act(() => {
      window.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight' }))
    })
    expect(seen()).toBe(`2 of ${pages}, stands`)
    mounted.show(<Pages isCovered={false} />)
    expect(seen()).toBe(`2 of ${pages}, ${PAGE_MS / 1_000}`)
    pass(PAGE_MS + 1_000)
    expect(seen()).toMatch(`3 of ${pages}`)
  })
})
