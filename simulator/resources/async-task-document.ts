import { type AsyncTask, toTaskState } from '../async-tasks'
import { toHref } from '../wire/em-address'
import {
  type WireDocument,
  type WireLink,
  type WireNode,
  attribute,
  own,
  toAddressed,
} from '../wire/wire-node'

/** A task as it stands at `nowMs` (api.md §6.8). */
export function toAsyncTaskNode(task: AsyncTask, nowMs: number): WireNode {
  const href = toHref(`/tasks/${task.id}`)
  const state = toTaskState(task, nowMs)
  const taskLinks: WireLink[] = [{ rel: 'Delete', href, type: 'Task' }]
  if (state === 'Finished' && task.session !== null) {
    taskLinks.push({
      rel: 'Related',
      href: toHref(`/cloud/failoverSessions/${task.session.id}?format=Entity`),
      type: 'CloudFailoverSession',
      name: task.session.name,
    })
  }
  return toAddressed({ type: 'Task', href }, taskLinks, [
    own('TaskId', task.id),
    own('State', state),
    own('Operation', task.operation),
    own(
      'Result',
      state === 'Running'
        ? null
        : {
            tag: 'Result',
            members: [
              own('Message', state === 'OperationFinished' ? 'OperationFinished' : task.message),
              attribute('Success', task.success),
            ],
          },
    ),
  ])
}

export function toAsyncTaskList(tasks: readonly AsyncTask[], nowMs: number): WireDocument {
  return {
    listTag: 'Tasks',
    list: { itemTag: 'Task', items: tasks.map((task) => toAsyncTaskNode(task, nowMs)) },
  }
}
