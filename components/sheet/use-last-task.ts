'use client'

import { useState } from 'react'
import type { TaskView } from '@/lib/api/replies'

export type LastTask = {
  /** The newest row that was seen; null if there never was one. */
  task: TaskView | null
  /** Since when the row is missing, as the time of the last read that had it; null while it is there. */
  goneSinceUtc: string | null
}

type Seen = { key: string; task: TaskView; atUtc: string }

/**
 * The row that a sheet is about. A row that vanishes leaves its last state. One that has got another key, because its
 * replica point became known, is found by the name that was its key.
 * @param observedAtUtc when the rows were read
 */
export function useLastTask(tasks: readonly TaskView[], key: string, observedAtUtc: string): LastTask {
  const [newest, setSeen] = useState<Seen | null>(null)
  const seen = newest?.key === key ? newest : null
  const named = tasks.filter((task) => task.vmName === key)
  const current = tasks.find((task) => task.key === key) ?? (named.length === 1 ? named[0] : undefined)
  if (current !== undefined && (seen === null || seen.task !== current || seen.atUtc !== observedAtUtc))
    setSeen({ key, task: current, atUtc: observedAtUtc })
  if (current !== undefined) return { task: current, goneSinceUtc: null }
  return { task: seen?.task ?? null, goneSinceUtc: seen?.atUtc ?? null }
}
