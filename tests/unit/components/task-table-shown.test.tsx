// @vitest-environment jsdom
import { act } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { TaskView } from '@/lib/api/replies'
import { makeSessionReply, makeTask, NOW_MS } from './fixtures'
import { mount, type Mounted } from './render'
import { names, press, rowsOf, table, WAITING, WORKING } from './task-table-page'

let mounted: Mounted | null = null

beforeEach(() => {
  vi.useFakeTimers({ now: NOW_MS })
})
afterEach(() => {
  mounted?.unmount()
  mounted = null
  vi.useRealTimers()
})

describe('what the table shows', () => {
  it('has chips with the counts of all rows, whichever of them is pressed', () => {
    mounted = mount(table(makeSessionReply().session.tasks))
    const chips = () =>
      [...(mounted?.root.querySelectorAll('fieldset button[aria-pressed]') ?? [])].map(
        (chip) => chip.textContent,
      )
    const all = ['All 14', 'Failed 1', 'Working 5', 'Waiting 1', 'Done 7']
    expect(chips()).toEqual(all)
    press('Failed 1')
    expect(names()).toEqual(['sql02'])
    expect(chips()).toEqual(all)
    expect(mounted.root.querySelector('table')?.getAttribute('aria-rowcount')).toBe('2')
  })

  it('leads back where nothing matches', () => {
    mounted = mount(table([makeTask(1)]))
    press(/^Failed/)
    expect(names()).toEqual([])
    expect(mounted.root.textContent).toContain('No VM matches.')
    press('Show all VMs')
    expect(names()).toEqual(['vm01'])
  })

  it('marks VMs of the plan without a task, beside and not among the run’s own', () => {
    const planned = [
      { name: 'web09', order: 2 },
      { name: null, order: 3 },
    ]
    mounted = mount(table([makeTask(1)], { planned }))
    expect(names()).toEqual(['vm01', 'web09', 'VM without a name'])
    const rows = rowsOf(mounted.root)
    expect(rows[1]?.textContent).toContain('from the plan')
    expect(rows[1]?.querySelector('.task-num')?.textContent).toBe('2')
    expect(rows[1]?.querySelector('a, input')).toBeNull()
    expect(mounted.root.textContent).toContain('All 1')
    expect(mounted.root.textContent).toContain('+2 planned')
    expect(mounted.root.querySelectorAll('[data-standing]')).toHaveLength(1)
  })

  it('says why it waits for no more VMs of the plan', () => {
    const note = () => mounted?.root.querySelector('[data-testid=planned-left-out]')?.textContent
    mounted = mount(table([makeTask(1)], { plannedLeftOut: { reason: 'up_already', count: 12 } }))
    expect(note()).toContain('12 VMs of the plan are not waited for here: they came through')
    mounted.show(table([makeTask(1)], { plannedLeftOut: { reason: 'undo' } }))
    expect(note()).toContain('tagged as an undo')
    mounted.show(table([makeTask(1)]))
    expect(note()).toBeUndefined()
  })

  it('infers why a VM waits, and says that it is inferred', () => {
    const working = Array.from({ length: 10 }, (_, index) => makeTask(index + 1, { ...WORKING, progress: 5 }))
    const waits = makeTask(11, WAITING)
    mounted = mount(table([...working, waits]))
    const cell = () =>
      rowsOf(mounted?.root ?? document.body)[10]?.querySelector('.task-progress')?.textContent
    expect(cell()).toBe('10 already startinginferred')
    // One place is free for a moment; that it stays free is seen by the next read.
    const fewer = [...working.slice(0, 9), makeTask(10), waits]
    mounted.show(table(fewer))
    expect(cell()).toBe('10 already startinginferred')
    mounted.show(table(fewer, { freshness: { observedAtUtc: '2026-11-23T12:04:34.000Z' } }))
    expect(cell()).toBe('plan order or delayinferred')
    mounted.show(table([waits]))
    expect(rowsOf(mounted.root)[0]?.querySelector('.task-progress')?.textContent).toBe('0 %')
  })

  it('draws each VM’s time and says the same in words', () => {
    const words = (task: TaskView): string => {
      mounted?.unmount()
      mounted = mount(table([task]))
      return rowsOf(mounted.root)[0]?.querySelector('.task-gantt')?.textContent ?? ''
    }
    expect(words(makeTask(2))).toBe('waited 44 s, worked 3 min 20 s; replica point 15 min old at the start')
    expect(words(makeTask(2, WORKING))).toContain('waited 44 s, working since 23 Nov 2026, 11:47:11 UTC')
    expect(words(makeTask(2, WAITING))).toContain('waiting since the start of the run')
    expect(words(makeTask(2, { endTimeUtc: null }))).toContain('its times are not known')
    const bars = (): number => mounted?.root.querySelectorAll('.gantt-work').length ?? -1
    expect(bars()).toBe(0)
    words(makeTask(2))
    expect(bars()).toBe(1)
  })

  it('ends what goes on at the last read and not at the clock', () => {
    mounted = mount(table([makeTask(2, WORKING)]))
    const grid = mounted.root.querySelector('table')
    const now = () => grid?.style.getPropertyValue('--gantt-now')
    expect(now()).toBe('1084')
    act(() => {
      vi.advanceTimersByTime(120_000)
    })
    expect(now()).toBe('1084')
  })
})

describe('a run that is over', () => {
  const over = { state: 'Stopped', result: 'Success', endTimeUtc: '2026-11-23T11:58:00.000Z' } as const

  it('claims of no VM that it works or waits', () => {
    const tasks = [
      makeTask(1),
      makeTask(2, { ...WORKING, vmName: 'vm2', progress: 90 }),
      makeTask(3, { ...WAITING, vmName: 'vm3', creationTimeUtc: null }),
    ]
    mounted = mount(table(tasks, over))
    const rows = rowsOf(mounted.root)
    expect(rows.map((row) => row.dataset['standing'])).toEqual(['succeeded', 'unknown', 'unknown'])
    expect(rows[1]?.querySelector('.task-state')?.textContent).toBe('Unknownlast seen Working')
    expect(rows[2]?.querySelector('.task-state')?.textContent).toBe('Unknownlast seen Starting')
    expect(rows[1]?.querySelector('.task-took')?.textContent).toContain('end not reported')
    expect(rows[2]?.querySelector('.task-waited')?.textContent).toContain('not known')
    expect(rows[1]?.querySelector('.gantt-work')).toBeNull()
    const chips = [...mounted.root.querySelectorAll('fieldset button[aria-pressed]')].map(
      (chip) => chip.textContent,
    )
    expect(chips).toEqual(['All 3', 'Failed 0', 'Working 0', 'Waiting 0', 'Done 1', 'Unknown 2'])
    press(/^Unknown/)
    expect(names()).toEqual(['vm2', 'vm3'])
  })

  it('counts no time on, however often it is read', () => {
    const tasks = [makeTask(1, { ...WORKING, progress: 90 }), makeTask(2, WAITING)]
    mounted = mount(table(tasks, over))
    const text = () => rowsOf(mounted?.root ?? document.body).map((row) => row.textContent)
    const before = text()
    act(() => void vi.advanceTimersByTime(10 * 60_000))
    mounted.show(
      table(tasks, { ...over, freshness: { level: 'final', observedAtUtc: '2026-11-23T12:14:31.000Z' } }),
    )
    expect(text()).toEqual(before)
  })
})
