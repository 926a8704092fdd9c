'use client'

import { useMemo, useState } from 'react'
import type { PlannedView, TaskView } from '@/lib/api/replies'
import { standingOf } from './standing-of'
import { type TaskItem, valueOf } from './task-columns'
import { fold, isHeldIn, isMatch, type Show } from './task-filter'
import type { Sort } from './use-table-view'

/** A task as it was when its row took its place. */
type HeldTask = {
  at: TaskView
  over: boolean
  /** Of a VM that had no task then: its row stands behind the others, also where it came out of the plan's rows. */
  late: 'from_plan' | 'new' | null
}

type Held = {
  asked: string
  atMs: number
  tasks: ReadonlyMap<string, HeldTask>
  /** Names of the VMs that stood in the plan alone. */
  plannedNames: ReadonlySet<string>
}

export type HeldItems = {
  items: TaskItem[]
  /** When the rows took their places, ms by Enterprise Manager's clock; null where they follow the run's own order. */
  atMs: number | null
  /** What would change if it were asked again. */
  since: Since
  again: () => void
}

/** VMs that would come or go: those that have failed since, and the others. */
export type Since = { failed: number; others: number }

type Ask = { show: Show; sort: Sort | null; sought: string }

type Now = {
  over: boolean
  /** The newest good read by Enterprise Manager's clock, ms since 1970. */
  nowMs: number
  emClockAheadMs: number
  planned: readonly PlannedView[]
}

const NOTHING: Since = { failed: 0, others: 0 }

/**
 * Rows keep the places that they had when somebody chose a filter or an order, however their values move since: nothing
 * jumps away under a hand or an eye. VMs that get their task only then come behind them. What a new look would change is
 * counted, and asked for by a press. In the run's own order nothing has to be held: rows come at its end.
 */
export function useHeldItems(
  tasks: readonly TaskView[],
  ask: Ask,
  { over, nowMs, emClockAheadMs, planned }: Now,
): HeldItems {
  const { show, sort, sought } = ask
  const asked = show === 'all' && sort === null ? '' : JSON.stringify([show, sort])
  const hold = (): Held => ({
    asked,
    atMs: nowMs,
    tasks: new Map(asked === '' ? [] : tasks.map((task) => [task.key, { at: task, over, late: null }])),
    plannedNames: new Set(planned.flatMap(({ name }) => (name === null ? [] : fold(name)))),
  })
  const [held, setHeld] = useState(hold)
  // Before the first rows there were no places to keep.
  const isFirst = asked !== '' && held.tasks.size === 0 && tasks.length > 0
  const now = withLate(held.asked === asked && !isFirst ? held : hold(), tasks, over)
  if (now !== held) setHeld(now)

  const items = useMemo(() => {
    const all = tasks.flatMap((task, index): TaskItem[] => {
      const own: HeldTask = { at: task, over, late: null }
      const one = now.asked === '' ? own : now.tasks.get(task.key)
      return one === undefined ? [] : [{ task, order: index + 1, ...one, atMs: now.atMs, emClockAheadMs }]
    })
    // What has no value keeps this order, and late rows have none.
    return [...all.filter(({ late }) => late === null), ...all.filter(({ late }) => late !== null)]
  }, [tasks, now, over, emClockAheadMs])
  const since = useMemo(
    () => (now.asked === '' ? NOTHING : toSince(items, over, show, sought)),
    [items, now, over, show, sought],
  )
  return { items, atMs: now.asked === '' ? null : now.atMs, since, again: () => setHeld(hold()) }
}

/** With the VMs that have got a task since, each as it was first seen. */
function withLate(held: Held, tasks: readonly TaskView[], over: boolean): Held {
  if (held.asked === '') return held
  const late = tasks.filter((task) => !held.tasks.has(task.key))
  if (late.length === 0) return held
  const known = new Map(held.tasks)
  for (const task of late) {
    const isPlanned = task.vmName !== null && held.plannedNames.has(fold(task.vmName))
    known.set(task.key, { at: task, over, late: isPlanned ? 'from_plan' : 'new' })
  }
  return { ...held, tasks: known }
}

/** VMs that match now and did not, or the other way round. */
export function toSince(items: readonly TaskItem[], over: boolean, show: Show, sought: string): Since {
  let failed = 0
  let others = 0
  for (const item of items) {
    const { task, at } = item
    if (at === task && item.over === over && item.late === null) continue
    const was = isHeldIn(item, show) && isMatch(at, item.over, 'all', sought)
    if (was === isMatch(task, over, show, sought)) continue
    const isFailure = standingOf(task, over) === 'failed' && standingOf(at, item.over) !== 'failed'
    if (isFailure) failed += 1
    else others += 1
  }
  return { failed, others }
}

/** Whether two neighbours would change places by the values that they have now. @param items in the held order */
export function isMoved(items: readonly TaskItem[], { id, desc }: Sort, over: boolean): boolean {
  let before: string | number | undefined
  for (const [index, { task, order, atMs, emClockAheadMs }] of items.entries()) {
    const value = valueOf(id, { task, order, at: task, over, late: null, atMs, emClockAheadMs })
    if (index > 0 && value !== undefined) {
      if (before === undefined) return true
      if (desc ? value > before : value < before) return true
    }
    before = value
  }
  return false
}
