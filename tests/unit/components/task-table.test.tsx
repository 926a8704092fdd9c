// @vitest-environment jsdom
import { replaceEqualDeep } from '@tanstack/react-query'
import { act } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { TaskView } from '@/lib/api/replies'
import { makeSessionReply, makeTask, NOW_MS } from './fixtures'
import { mount, type Mounted } from './render'
import { rowsOf, table, WAITING, WORKING } from './task-table-page'

let mounted: Mounted | null = null

beforeEach(() => {
  vi.useFakeTimers({ now: NOW_MS })
})
afterEach(() => {
  mounted?.unmount()
  mounted = null
  vi.useRealTimers()
})

/** Counts how often a component reads the task, which it does once per render. */
function watched(task: TaskView): { task: TaskView; reads: () => number } {
  let reads = 0
  const copy = { ...task }
  Object.defineProperty(copy, 'progress', {
    enumerable: true,
    get: () => {
      reads += 1
      return task.progress
    },
  })
  return { task: copy, reads: () => reads }
}

describe('TaskTable', () => {
  it('neither renders nor replaces the rows that did not change', () => {
    const quiet = watched(makeTask(1))
    const before = [quiet.task, makeTask(2, { state: 'Working', result: 'None', progress: 40 })]
    mounted = mount(table(before))
    const [first, second] = rowsOf(mounted.root)
    const readsBefore = quiet.reads()
    expect(second?.textContent).toContain('40 %')

    const after = [quiet.task, makeTask(2, { state: 'Working', result: 'None', progress: 41 })]
    mounted.show(table(after))
    const [firstNow, secondNow] = rowsOf(mounted.root)
    expect(quiet.reads()).toBe(readsBefore)
    expect(firstNow).toBe(first)
    expect(secondNow).toBe(second)
    expect(secondNow?.textContent).toContain('41 %')
  })

  it('gets unchanged rows as the same objects from a new reply', () => {
    const before = makeSessionReply()
    const next = makeSessionReply()
    next.session.tasks = next.session.tasks.map((task, index) =>
      index === 10 ? { ...task, progress: 60 } : task,
    )
    const shared = replaceEqualDeep(before, next)
    expect(shared.session.tasks[0]).toBe(before.session.tasks[0])
    expect(shared.session.tasks[10]).not.toBe(before.session.tasks[10])
  })

  it('keeps a row’s node when a row comes before it', () => {
    mounted = mount(table([makeTask(2)]))
    const [row] = rowsOf(mounted.root)
    mounted.show(table([makeTask(1), makeTask(2)]))
    expect(rowsOf(mounted.root)[1]).toBe(row)
  })

  it('says what is missing instead of leaving a cell blank', () => {
    const bare = makeTask(1, {
      vmName: null,
      vmReplicaPoint: null,
      creationTimeUtc: null,
      endTimeUtc: null,
      state: null,
      result: null,
      progress: null,
    })
    const forbidden = makeTask(2, {
      vmReplicaPoint: {
        id: 'x',
        name: null,
        creationTimeUtc: null,
        pointType: null,
        state: null,
        stateAsOfUtc: null,
        stateReadAtUtc: null,
        unreadable: 'forbidden',
      },
    })
    mounted = mount(table([bare, forbidden]))
    const cells = [...mounted.root.querySelectorAll('[data-index] > :not(.task-sel)')]
    expect(cells.filter((cell) => cell.textContent.trim() === '').map((cell) => cell.className)).toEqual([])
    expect(mounted.root.textContent).toContain('unnamed VM')
    expect(mounted.root.textContent).toContain('no replica point named')
    expect(mounted.root.textContent).toContain('not readable (403)')
    const bar = mounted.root.querySelector('[role=progressbar]')
    expect(bar?.getAttribute('aria-valuetext')).toBe('not known')
    expect(bar?.hasAttribute('aria-valuenow')).toBe(false)
  })

  it('shows names as text, whatever they hold', () => {
    mounted = mount(table([makeTask(1, { vmName: '<img src=x onerror=alert(1)>' })]))
    expect(mounted.root.querySelector('img')).toBeNull()
    expect(mounted.root.textContent).toContain('<img src=x onerror=alert(1)>')
  })

  it('gives the reason when there are no rows, and says so when they are remembered', () => {
    mounted = mount(table([]))
    expect(mounted.root.textContent).toContain('No VM has been started yet')
    mounted.show(table([], { state: 'Stopped', result: 'Success', endTimeUtc: '2026-11-23T12:00:00.000Z' }))
    expect(mounted.root.textContent).toContain('this monitor did not see it run')
    mounted.show(
      table([makeTask(1)], { tasksFrom: 'record', tasksRecordedAtUtc: '2026-11-23T12:01:00.000Z' }),
    )
    expect(mounted.root.textContent).toContain('VM rows as last seen 12:01:00 UTC')
  })

  describe('with more rows than are drawn', () => {
    beforeEach(() => {
      vi.stubGlobal(
        'ResizeObserver',
        class {
          observe(): void {}
          unobserve(): void {}
          disconnect(): void {}
        },
      )
      // jsdom lays nothing out; a row has to have a height.
      vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(33)
      vi.stubGlobal('scrollTo', () => undefined)
    })
    afterEach(() => {
      mounted?.unmount()
      mounted = null
      vi.restoreAllMocks()
      vi.unstubAllGlobals()
    })

    /** The page stands first, then the rows come. */
    const rowsCome = (): Promise<void> => act(async () => void (await vi.advanceTimersByTimeAsync(1)))

    it('counts all rows for a screen reader, also those outside the window', async () => {
      mounted = mount(table(Array.from({ length: 300 }, (_, index) => makeTask(index + 1))))
      await rowsCome()
      expect(mounted.root.querySelector('table')?.getAttribute('aria-rowcount')).toBe('301')
      const rows = rowsOf(mounted.root)
      expect(rows.length).toBeGreaterThan(0)
      expect(rows.length).toBeLessThan(100)
      expect(rows[0]?.getAttribute('aria-rowindex')).toBe('2')
    })

    it('holds the first rows there are where an address asks for a group', async () => {
      const tasks = Array.from({ length: 300 }, (_, index) => makeTask(index + 1, index < 150 ? WAITING : {}))
      mounted = mount(table(tasks, {}, '?show=waiting'))
      await rowsCome()
      expect(mounted.root.querySelector('table')?.getAttribute('aria-rowcount')).toBe('151')
      expect(rowsOf(mounted.root).length).toBeGreaterThan(20)
    })

    it('renders the 5 of 300 rows that a poll has changed, and no other', async () => {
      const before = Array.from({ length: 300 }, (_, index) =>
        watched(makeTask(index + 1, index < 20 ? { ...WORKING, progress: 40 } : {})),
      )
      mounted = mount(table(before.map(({ task }) => task)))
      await rowsCome()
      // Only those in and near the window, the changed ones among them.
      expect(rowsOf(mounted.root).length).toBeGreaterThan(20)
      expect(before.filter(({ reads }) => reads() > 0).length).toBeLessThan(100)

      const reads = before.map((one) => one.reads())
      const after = before.map((one, index) =>
        [2, 3, 5, 8, 13].includes(index) ? watched({ ...makeTask(index + 1, WORKING), progress: 41 }) : one,
      )
      mounted.show(table(after.map(({ task }) => task)))
      const isRendered = (index: number): boolean => {
        const [was, is] = [before[index], after[index]]
        return is === was ? is?.reads() !== reads[index] : (is?.reads() ?? 0) > 0
      }
      expect(after.flatMap((_, index) => (isRendered(index) ? [index] : []))).toEqual([2, 3, 5, 8, 13])
      expect(rowsOf(mounted.root)[13]?.textContent).toContain('41 %')
    })
  })
})
