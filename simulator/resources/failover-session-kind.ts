import type { SessionSnapshot, TaskSnapshot } from '../failover-run'
import { toHref, toUid } from '../wire/em-address'
import { type WireNode, attribute, base, own, toEntity, toLinkNode } from '../wire/wire-node'
import { type EntityKind, toAlternateLink, toServerLink, toServerName } from './entity-kind'
import type { ReplyContext } from './reply-context'

const SESSION_STATES = ['Starting', 'Working', 'Stopping', 'Stopped'] as const
/** Where None sits is unknown (api.md §5.5); first keeps `Result>=Warning` to what the guide says. */
const SESSION_RESULTS = ['None', 'Success', 'Warning', 'Failed'] as const

const RETENTION_MS = 30 * 24 * 3_600_000

const identity = (session: SessionSnapshot) => ({
  type: 'CloudFailoverSession',
  href: toHref(`/cloud/failoverSessions/${session.id}?format=Entity`),
  name: session.name,
  uid: toUid('CloudFailoverSession', session.id),
})

export const failoverSessionKind: EntityKind<SessionSnapshot> = {
  type: 'CloudFailoverSession',
  listTag: 'CloudFailoverSessions',
  itemTag: 'CloudFailoverSession',
  path: '/cloud/failoverSessions',
  right: 'failover-sessions',
  noun: 'cloud failover session',
  // EM's order means nothing: by id is as good as random. Only 30 days are shown (api.md §3.6).
  list: ({ database, nowMs }) =>
    database
      .sessions(nowMs)
      .filter((session) => session.createdAtMs >= nowMs - RETENTION_MS)
      .sort((left, right) => (left.id < right.id ? -1 : 1)),
  find: (id, { database, nowMs }) => database.session(id, nowMs),
  identity,
  upLinks: (session, context) => [toServerLink(session.serverId, context)],
  entity: (session, context, tag) =>
    toEntity(
      identity(session),
      [toServerLink(session.serverId, context), toAlternateLink(identity(session))],
      [
        own('CloudFailoverTasks', {
          // The list and its items share one name (api.md §10.1).
          itemTag: 'CloudFailoverTasks',
          items: session.tasks.map((task) => toTask(task, context)),
        }),
        base('JobUid', null),
        base('JobName', null),
        base('JobType', 'FailoverPlan'),
        base('CreationTimeUTC', context.time(session.createdAtMs)),
        base('EndTimeUTC', session.endedAtMs === null ? null : context.time(session.endedAtMs)),
        base('State', session.state),
        base('Result', session.result),
        base('Progress', session.progress),
        base('FailureMessage', session.failureMessage),
      ],
      tag,
    ),
  fields: {
    UID: { kind: 'uid', read: (session) => identity(session).uid },
    Name: { kind: 'text', read: (session) => session.name },
    Type: { kind: 'enum', words: ['FailoverPlan'], read: () => 'FailoverPlan' },
    CreationTime: { kind: 'instant', read: (session) => session.createdAtMs },
    EndTime: { kind: 'instant', read: (session) => session.endedAtMs },
    State: { kind: 'enum', words: SESSION_STATES, read: (session) => session.state },
    Result: { kind: 'enum', words: SESSION_RESULTS, read: (session) => session.result },
    FailureMessage: { kind: 'text', read: (session) => session.failureMessage },
    BackupServerUid: { kind: 'uid', read: (session) => toUid('BackupServer', session.serverId) },
    BackupServerName: { kind: 'text', read: (session, context) => toServerName(session.serverId, context) },
  },
}

function toTask(task: TaskSnapshot, context: ReplyContext): WireNode {
  return {
    tag: 'CloudFailoverTasks',
    members: [
      own(
        'VmReplicaPointLink',
        task.point === null
          ? null
          : toLinkNode(
              {
                rel: 'Related',
                href: toHref(`/cloud/vmReplicaPoints/${task.point.id}`),
                name: task.point.name,
                type: 'CloudVmReplicaPointReference',
              },
              'VmReplicaPointLink',
            ),
      ),
      own('CreationTimeUTC', context.time(task.createdAtMs)),
      own('EndTimeUTC', task.endedAtMs === null ? null : context.time(task.endedAtMs)),
      own('State', task.state),
      own('Result', task.result),
      own('Progress', task.progress),
      own('FailureMessage', task.failureMessage),
      attribute('VmName', task.vmName),
    ],
  }
}
