import type { CollectJob } from '../collection'
import { cutInstant, formatNameTime } from '../em-instant'
import { toGuid } from '../seeded-random'
import { toHref, toUid } from '../wire/em-address'
import { type WireNode, own, toEntity } from '../wire/wire-node'
import type { ReplyContext } from './reply-context'

const HOUR_MS = 3_600_000

type SystemSession = {
  id: string
  type: string
  title: string
  startMs: number
  endMs: number | null
  state: 'InProgress' | 'CompletedSuccessfully' | 'CompletedWarning' | 'Failed'
  /** Written in the style of system session events (api.md §5.3). */
  withoutZone: boolean
}

/** Other work of EM, far enough back to have ended: hours before the simulator's start and length in minutes. */
const OTHER_WORK = [
  {
    type: 'CatalogReplicationJob',
    title: 'Catalog Replication Job',
    hours: 2,
    minutes: 3,
    state: 'CompletedSuccessfully',
  },
  {
    type: 'DatabaseMaintenance',
    title: 'Database Maintenance',
    hours: 9,
    minutes: 12,
    state: 'CompletedWarning',
  },
  { type: 'LicAutoUpdate', title: 'License Auto Update', hours: 15, minutes: 1, state: 'Failed' },
  {
    type: 'HistoryCollectJob',
    title: 'History Collect Job',
    hours: 20,
    minutes: 4,
    state: 'CompletedSuccessfully',
  },
] as const

/** All system sessions, in no order (api.md §6.9). */
export function toSystemSessions(startMs: number, context: ReplyContext): SystemSession[] {
  const collects = context.collection.jobs(context.nowMs).map((job) => toCollectSession(job, context.nowMs))
  const others = OTHER_WORK.map((work): SystemSession => {
    const workStartMs = cutInstant(startMs - work.hours * HOUR_MS - 1_234)
    return {
      id: toGuid(0, 'system session', work.type),
      type: work.type,
      title: work.title,
      startMs: workStartMs,
      endMs: cutInstant(workStartMs + work.minutes * 60_000),
      state: work.state,
      withoutZone: work.type === 'HistoryCollectJob',
    }
  })
  return [...collects, ...others].sort((left, right) => (left.id < right.id ? -1 : 1))
}

function toCollectSession(job: CollectJob, nowMs: number): SystemSession {
  const ended = job.endMs <= nowMs
  return {
    id: toGuid(0, 'system session', job.key),
    type: 'CollectJob',
    title: 'Collect Job',
    startMs: job.startMs,
    endMs: ended ? job.endMs : null,
    state: ended ? 'CompletedSuccessfully' : 'InProgress',
    withoutZone: false,
  }
}

/** @param tag `Sessions` in the list, `SystemSession` alone */
export function toSystemSessionNode(session: SystemSession, context: ReplyContext, tag: string): WireNode {
  const name = `${session.title} @${formatNameTime(session.startMs, 0)}`
  const href = toHref(`/systemSessions/${session.id}`)
  const time = (atMs: number): string =>
    session.withoutZone ? context.time(atMs).replace(/Z$/, '') : context.time(atMs)
  return toEntity(
    {
      type: 'SystemSession',
      href: `${href}?format=Entity`,
      name,
      uid: toUid('SystemSession', session.id),
    },
    [
      // The server's own slip: the type of another kind of session (api.md §10.23).
      { rel: 'Alternate', href, type: 'BackupJobSessionReference', name },
      { rel: 'Down', href: `${href}/events`, type: 'SystemSessionEvents', name: 'Events' },
    ],
    [
      own('SessionType', session.type),
      own('CreationTimeUTC', time(session.startMs)),
      own('EndTimeUTC', session.endMs === null ? null : time(session.endMs)),
      own('State', session.state),
      own(
        'Result',
        session.endMs === null
          ? null
          : {
              tag: 'Result',
              members: [own('Result', session.state), own('Message', ''), own('IsCanceled', false)],
            },
      ),
    ],
    tag,
  )
}
