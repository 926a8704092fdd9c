import { describe, expect, it } from 'vitest'
import { toShownRows } from '@/components/tasks/shown-row'
import { DEFAULT_TASTE, parseTaste } from '@/components/tasks/table-taste'
import { toNameKey, type TaskItem, valueOf } from '@/components/tasks/task-columns'
import { countOf, isMatch, SHOWS } from '@/components/tasks/task-filter'
import { toTaskCsv, toTaskLines } from '@/components/tasks/task-text'
import { isMoved } from '@/components/tasks/use-held-items'
import { nextSort } from '@/components/tasks/use-table-view'
import type { TaskView } from '@/lib/api/replies'
import { toCounts } from '@/lib/failover/outcome'
import { makeRunningTasks, makeTask, NOW_MS } from './fixtures'

const item = (task: TaskView, at = task, order = 1): TaskItem => ({
  task,
  order,
  at,
  over: false,
  late: null,
  atMs: NOW_MS,
  emClockAheadMs: 0,
})
const working = { state: 'Working', result: 'None', endTimeUtc: null } as const

describe('what is shown', () => {
  it('counts each VM in one chip', () => {
    const tasks = [...makeRunningTasks(), makeTask(40, { result: 'Odd' })]
    const counts = toCounts(tasks)
    const matching = SHOWS.map((show) => tasks.filter((task) => isMatch(task, false, show, '')).length)
    expect(matching).toEqual(SHOWS.map((show) => countOf(show, counts)))
    const parts = SHOWS.filter((show) => show !== 'all').map((show) => countOf(show, counts))
    expect(parts.reduce((sum, count) => sum + count)).toBe(counts.total)
  })

  it.each([
    ['sql', true],
    ['memory res', true],
    ['sql02@', true],
    ['dc01', false],
  ])('finds a VM, its point or its failure by “%s”: %s', (sought, found) => {
    const task = makeTask(1, {
      vmName: 'SQL02',
      failureMessage: 'not enough Memory resources',
      vmReplicaPoint: {
        ...makeTask(1).vmReplicaPoint,
        id: 'x',
        name: 'sql02@2026',
      } as TaskView['vmReplicaPoint'],
    })
    expect(isMatch(task, false, 'all', sought)).toBe(found)
  })

  it('puts what stands in the plan only behind the rows of the run, where waiting VMs are shown', () => {
    const items = [item(makeTask(1))]
    const planned = [
      { name: 'web09', order: 7 },
      { name: null, order: 8 },
    ]
    const kinds = (...ask: ['all' | 'failed' | 'waiting', string]) =>
      toShownRows(items, planned, ...ask).map(({ key }) => key)
    expect(kinds('all', '')).toEqual([items[0]?.task.key, 'plan 7', 'plan 8'])
    expect(kinds('waiting', 'web')).toEqual([items[0]?.task.key, 'plan 7'])
    expect(kinds('failed', '')).toEqual([items[0]?.task.key])
  })
})

describe('order', () => {
  it('takes numbers in names as numbers', () => {
    const names = ['vm10', 'vm2', 'VM1', 'a3-b12', 'a3-b4']
    expect(names.toSorted((a, b) => ((toNameKey(a) ?? '') < (toNameKey(b) ?? '') ? -1 : 1))).toEqual([
      'a3-b4',
      'a3-b12',
      'VM1',
      'vm2',
      'vm10',
    ])
  })

  it('has no value where nothing is known, so that it comes last either way', () => {
    const bare = item(
      makeTask(1, {
        vmName: null,
        vmReplicaPoint: null,
        creationTimeUtc: null,
        progress: null,
        result: null,
      }),
    )
    const ids = [
      'vm',
      'result',
      'progress',
      'waited',
      'started',
      'took',
      'point',
      'age',
      'pointState',
    ] as const
    expect(ids.filter((id) => valueOf(id, bare) !== undefined)).toEqual([])
  })

  it('takes who still waits by the wait so far, which is the longest', () => {
    const begun = [1, 2].map((n) => item(makeTask(n)))
    const waits = item(
      makeTask(3, { state: 'Starting', result: 'None', endTimeUtc: null, creationTimeUtc: null }),
    )
    const values = [...begun, waits].map((one) => valueOf('waited', one))
    expect(values.at(-1)).toBe(NOW_MS)
    expect(values.every((value) => typeof value === 'number' && value <= NOW_MS)).toBe(true)
    expect(valueOf('waited', { ...waits, over: true })).toBeUndefined()
  })

  it('has no time for one that ended before it began', () => {
    expect(valueOf('took', item(makeTask(1, { endTimeUtc: '2026-01-01T00:00:00.000Z' })))).toBeUndefined()
  })

  it('measures what goes on up to the moment that was asked for', () => {
    const task = makeTask(3, working)
    const tookMs = NOW_MS - Date.parse(task.creationTimeUtc ?? '')
    expect(valueOf('took', item(task))).toBe(tookMs)
    expect(valueOf('took', { ...item(task), atMs: NOW_MS + 60_000 })).toBe(tookMs + 60_000)
  })

  it('is the old one as long as neighbours stand as they stood', () => {
    const [slow, quick] = [
      makeTask(1, { ...working, progress: 20 }),
      makeTask(2, { ...working, progress: 40 }),
    ]
    const ask = { id: 'progress', desc: false } as const
    expect(isMoved([item(slow), item({ ...quick, progress: 50 }, quick)], ask, false)).toBe(false)
    expect(isMoved([item({ ...slow, progress: 60 }, slow), item(quick)], ask, false)).toBe(true)
    expect(isMoved([item({ ...slow, progress: 60 }, slow), item(quick)], { ...ask, desc: true }, false)).toBe(
      false,
    )
    const unknown = { ...slow, progress: null }
    expect(isMoved([item(slow), item(unknown)], ask, false)).toBe(false)
    expect(isMoved([item(unknown), item(slow)], ask, false)).toBe(true)
  })

  it('goes up, down and back to the run’s own', () => {
    const up = nextSort(null, 'took')
    const down = nextSort(up, 'took')
    expect([up, down, nextSort(down, 'took')]).toEqual([
      { id: 'took', desc: false },
      { id: 'took', desc: true },
      null,
    ])
    expect(nextSort(down, 'vm')).toEqual({ id: 'vm', desc: false })
  })
})

describe('copies', () => {
  const bad = makeTask(1, { vmName: '=HYPERLINK("x")', failureMessage: 'one\n\ttwo' })

  it('are one line each for the clipboard, and no formula', () => {
    const [head, row, end] = toTaskLines([item(bad)], { startUtc: null, over: false }).split('\n')
    const cells = row?.split('\t') ?? []
    expect(cells).toHaveLength(head?.split('\t').length ?? 0)
    expect(cells[1]).toBe(`'=HYPERLINK("x")`)
    expect(row).toContain('one two')
    expect(end).toBe('')
  })

  it('are the same for a spreadsheet, by the rules of the report', () => {
    const text = toTaskCsv([item(bad, bad, 4)], { startUtc: '2026-11-23T11:46:27.000Z', over: false })
    expect(text.startsWith('\ufefforder,vmName,')).toBe(true)
    const open = item(makeTask(2, working))
    expect(toTaskCsv([open], { startUtc: null, over: true })).toContain(',unknown,Working,None,')
    expect(text).toContain(`\r\n4,"'=HYPERLINK(""x"")",succeeded,Stopped,Success,100,`)
  })
})

describe('parseTaste', () => {
  it.each([
    [null, DEFAULT_TASTE],
    ['nonsense', DEFAULT_TASTE],
    ['7', DEFAULT_TASTE],
    ['{}', DEFAULT_TASTE],
    ['{"hidden":["took","vm","nowhere"],"dense":true}', { hidden: ['took'], dense: true }],
    ['{"hidden":[],"dense":"yes"}', { hidden: [], dense: false }],
  ])('of %s', (text, taste) => {
    expect(parseTaste(text)).toEqual(taste)
  })
})
