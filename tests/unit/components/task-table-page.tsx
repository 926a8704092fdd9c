import { act } from 'react'
import { TaskTable } from '@/components/session/task-table'
import type { TaskView } from '@/lib/api/replies'
import { makeSessionReply } from './fixtures'
import { arriving, inScope } from './render'

type Spec = Parameters<typeof makeSessionReply>[0]

/** The table of a run with these tasks. @param address the query of the page’s address */
export function table(tasks: readonly TaskView[], spec: Spec = {}, address = '') {
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

export const rowsOf = (root: HTMLElement): HTMLElement[] => [
  ...root.querySelectorAll<HTMLElement>('[data-index]'),
]

export const WORKING = { state: 'Working', result: 'None', endTimeUtc: null } as const
export const WAITING = { state: 'Starting', result: 'None', endTimeUtc: null, progress: 0 } as const

export const press = (name: string | RegExp, root: ParentNode = document.body): void => {
  const button = [...root.querySelectorAll<HTMLElement>('button')].find((one) =>
    typeof name === 'string' ? one.textContent === name : name.test(one.textContent),
  )
  if (!button) throw new Error(`no button ${String(name)}`)
  act(() => button.click())
}
export const names = (): string[] =>
  rowsOf(document.body).map((row) => row.querySelector('.task-vm bdi')?.textContent ?? '')
