// @vitest-environment jsdom
import { replaceEqualDeep } from '@tanstack/react-query'
import { act } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { TaskTable } from '@/components/session/task-table'
import type { TaskView } from '@/lib/api/replies'
import { makeSessionReply, makeTask, NOW_MS } from './fixtures'
import { arriving, inScope, mount, type Mounted } from './render'

let mounted: Mounted | null = null

beforeEach(() => {
  vi.useFakeTimers({ now: NOW_MS })
})
afterEach(() => {
  mounted?.unmount()
  mounted = null
  vi.useRealTimers()
})

type Spec = Parameters<typeof makeSessionReply>[0]

function table(tasks: readonly TaskView[], spec: Spec = {}, address = '') {
  const reply = makeSessionReply({ tasks: [...tasks], ...spec })
  return inScope(
    arriving(reply),
    <TaskTable
      session={reply.session}
      counts={reply.counts}
      planned={reply.planned}
      plannedLeftOut={reply.plannedLeftOut}
      running={reply.outcome.kind === 'running'}
      kind={null}
      rpoTargetMs={null}
      emClockAheadMs={0}
    />,
    null,
    address,
  )
}

const rowsOf = (root: HTMLElement): HTMLElement[] => [...root.querySelectorAll<HTMLElement>('[data-index]')]

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
    expect(bar?.getAttribute('aria-valuetext')).toBe('not reported')
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

const WORKING = { state: 'Working', result: 'None', endTimeUtc: null } as const
const WAITING = { state: 'Starting', result: 'None', endTimeUtc: null, progress: 0 } as const

const press = (name: string | RegExp, root = mounted?.root): void => {
  const button = [...(root?.querySelectorAll<HTMLElement>('button') ?? [])].find((one) =>
    typeof name === 'string' ? one.textContent === name : name.test(one.textContent),
  )
  if (!button) throw new Error(`no button ${String(name)}`)
  act(() => button.click())
}
const names = (): string[] =>
  rowsOf(mounted?.root ?? document.body).map((row) => row.querySelector('.task-vm bdi')?.textContent ?? '')

describe('the table’s order', () => {
  const run = (...percents: number[]) =>
    percents.map((progress, index) => makeTask(index + 1, { ...WORKING, vmName: `vm${index + 1}`, progress }))

  it('is asked for by a heading, said to the ear, and taken back by the third press', () => {
    mounted = mount(table(run(30, 10, 20)))
    const heading = () => mounted?.root.querySelector('th.task-progress')
    press('Progress')
    expect(names()).toEqual(['vm2', 'vm3', 'vm1'])
    expect(heading()?.getAttribute('aria-sort')).toBe('ascending')
    press('Progress')
    expect(names()).toEqual(['vm1', 'vm3', 'vm2'])
    expect(heading()?.getAttribute('aria-sort')).toBe('descending')
    press('Progress')
    expect(names()).toEqual(['vm1', 'vm2', 'vm3'])
    expect(heading()?.hasAttribute('aria-sort')).toBe(false)
  })

  it('stays while values move, says so, and is renewed when asked', () => {
    mounted = mount(table(run(30, 10, 20)))
    press('Progress')
    const held = () => mounted?.root.querySelector('[data-testid=held]')?.textContent ?? ''
    expect(held()).toBe('Rows stand as of 12:04:31 UTC.')
    mounted.show(table(run(30, 90, 20)))
    expect(names()).toEqual(['vm2', 'vm3', 'vm1'])
    expect(rowsOf(mounted.root)[0]?.textContent).toContain('90 %')
    expect(held()).toContain('Their order has changed since.')
    press('Sort again')
    expect(names()).toEqual(['vm3', 'vm1', 'vm2'])
    expect(held()).not.toContain('changed')
  })

  it('keeps rows that leave a group until it is asked again, and counts them', () => {
    mounted = mount(table(run(30, 10)))
    press(/^Working/)
    const [, second] = run(30, 10)
    const done = { ...makeTask(2), vmName: 'vm2' }
    expect(second?.key).toBe(done.key)
    mounted.show(table([...run(30), done, makeTask(3, { ...WORKING, vmName: 'vm3' })]))
    // One that has left stays; one that has come stands behind, and nothing has to be asked for it.
    expect(names()).toEqual(['vm1', 'vm2', 'vm3'])
    expect(mounted.root.querySelector('[data-testid=held]')?.textContent).toContain(
      '1 VM has changed its group',
    )
    press('Sort again')
    expect(names()).toEqual(['vm1', 'vm3'])
  })

  it.each(['', '?show=waiting', '?show=failed', '?sort=state', '?sort=-vm'])(
    'loses no VM that starts while the table is %s',
    (address) => {
      const planned = [1, 2, 3].map((n) => ({ name: `web${n}`, order: 10 + n }))
      mounted = mount(table([makeTask(1, { ...WAITING, vmName: 'vm1' })], { planned }, address))
      const before = names()
      const started = [2, 3].map((n) => makeTask(n, { ...WORKING, vmName: `web${n - 1}` }))
      const first = makeTask(1, { ...WAITING, vmName: 'vm1' })
      mounted.show(table([first, ...started], { planned: planned.slice(2) }, address))
      expect(names().toSorted()).toEqual(before.toSorted())
      expect(rowsOf(mounted.root).map((row) => row.dataset['standing'])).toEqual(
        address === '?show=failed' ? [] : ['waiting', 'working', 'working', undefined],
      )
      // They stay where they are, and can be chosen, when they move on.
      const done = started.map((task) => ({ ...task, state: 'Stopped', result: 'Success' }))
      mounted.show(table([first, ...done], { planned: planned.slice(2) }, address))
      expect(names().toSorted()).toEqual(before.toSorted())
    },
  )

  it('keeps rows in their places when others come behind them', () => {
    mounted = mount(table(run(30, 10)))
    press('Progress')
    mounted.show(table(run(30, 10, 5)))
    expect(names()).toEqual(['vm2', 'vm1', 'vm3'])
    press('Progress')
    expect(names()).toEqual(['vm1', 'vm2', 'vm3'])
  })

  it('names new failures that the chosen group does not show yet', () => {
    mounted = mount(table(run(30, 10)))
    press(/^Failed/)
    const bad = { ...makeTask(2, { result: 'Failed' }), vmName: 'vm2' }
    mounted.show(table([...run(30), bad]))
    expect(names()).toEqual([])
    const note = mounted.root.querySelector('[data-testid=held]')?.textContent
    expect(note).toContain('1 more failed.')
    expect(note).not.toContain('group')
    press('Sort again')
    expect(names()).toEqual(['vm2'])
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

describe('chosen rows', () => {
  afterEach(() => void vi.unstubAllGlobals())

  const boxes = (): HTMLInputElement[] => [
    ...(mounted?.root.querySelectorAll<HTMLInputElement>('[data-index] input[type=checkbox]') ?? []),
  ]
  const click = (index: number, shiftKey = false): void => {
    const box = boxes()[index]
    act(() => void box?.dispatchEvent(new MouseEvent('click', { bubbles: true, shiftKey })))
  }
  const said = (): string => mounted?.root.querySelector('[data-testid=selection]')?.textContent ?? ''
  const tasks = Array.from({ length: 6 }, (_, index) => makeTask(index + 1))

  it('can be a range, and survive polls, filters and orders', () => {
    mounted = mount(table(tasks))
    expect(said()).toBe('')
    click(1)
    click(4, true)
    expect(boxes().map(({ checked }) => checked)).toEqual([false, true, true, true, true, false])
    expect(said()).toContain('4 VMs selected')
    mounted.show(table([makeTask(1, { result: 'Failed' }), ...tasks.slice(1)]))
    expect(said()).toContain('4 VMs selected')
    press('Failed 1')
    expect(said()).toContain('4 VMs selected4 not shown')
    press('All 6')
    press('Clear selection')
    expect(said()).toBe('')
  })

  it('are copied in the order that is shown, with a heading', async () => {
    const written: string[] = []
    vi.stubGlobal('navigator', { clipboard: { writeText: async (text: string) => void written.push(text) } })
    mounted = mount(table(tasks))
    press('VM')
    press('VM')
    click(0)
    click(5)
    await act(async () => press('Copy'))
    const lines = written.join('').split('\n')
    expect(lines[0]).toMatch(/^order\tvmName\t/)
    expect(lines.slice(1, 3).map((line) => line.split('\t')[1])).toEqual(['vm06', 'vm01'])
    expect(said()).toContain('2 rows copied')
  })
})
