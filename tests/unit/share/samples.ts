import { parseSessionId, type SessionId } from '@/lib/failover/ids'
import type { SessionReply } from '@/lib/api/replies'
import type { StoredShareLink, StoredShareRun } from '@/lib/store/load-share-links'
import type { ProviderProfile } from '@/lib/store/provider-profiles'
import { MAY_NOTHING, NOTHING_SAID } from '../samples/teamwork'

/** Invented links and runs for the tests of lib/share. */

export const NOW = Date.parse('2026-11-25T10:20:30.000Z')
export const HOUR = 3_600_000
export const utc = (ms: number): string => new Date(ms).toISOString()

export function sessionId(n: number): SessionId {
  const id = parseSessionId(`0000000a-0000-4000-8000-${String(n).padStart(12, '0')}`)
  if (id === null) throw new Error('not a session id')
  return id
}

type Recorded = NonNullable<StoredShareRun['recorded']>

export const makeRun = (recorded: Partial<Recorded> | null = {}, addedMs = NOW - HOUR): StoredShareRun => ({
  sessionId: sessionId(1),
  addedMs,
  addedBy: 'Olga',
  recorded: recorded && {
    name: 'ABC Plan',
    creationMs: NOW - HOUR,
    endMs: null,
    running: true,
    observedMs: NOW - 3_000,
    movedMs: NOW - 3_000,
    tenant: null,
    ...recorded,
  },
})

export const makeLink = (over: Partial<StoredShareLink> = {}): StoredShareLink => ({
  no: 1,
  id: 'a-link',
  label: 'Failover of your servers',
  language: 'en',
  timeZone: 'UTC',
  expiresMs: null,
  afterEndHours: 72,
  passcodeHash: null,
  passcodeVersion: 0,
  showVms: 'names',
  showFailures: 'classified',
  failureNote: null,
  failureNoteMs: null,
  message: null,
  messageMs: null,
  next: null,
  providerName: null,
  contact: null,
  accent: null,
  tenant: null,
  state: 'active',
  stateMs: NOW - HOUR,
  stateBy: 'Olga',
  createdMs: NOW - HOUR,
  createdBy: 'Olga',
  runs: [makeRun()],
  aliases: new Map(),
  updates: [],
  ...over,
})

export const PROFILE: ProviderProfile = {
  name: 'Nordwind Cloud',
  tagline: 'We bring you back',
  contact: '+49 40 555 0199',
  accent: '#0f766e',
  logo: { type: 'image/png', base64: 'iVBORw0KGgo=' },
  setMs: NOW,
  setBy: 'Ada',
}

type Task = SessionReply['session']['tasks'][number]

export const makeTask = (over: Partial<Task> = {}): Task => ({
  key: 'b0',
  vmName: 'filesrv03',
  vmReplicaPoint: null,
  creationTimeUtc: utc(NOW - HOUR),
  endTimeUtc: null,
  state: 'Working',
  result: 'None',
  progress: 40,
  failureMessage: null,
  lastSeenAtUtc: null,
  ...over,
})

export function makeReply(tasks: Task[], over: Partial<SessionReply> = {}): SessionReply {
  return {
    session: {
      uid: 'urn:veeam:CloudFailoverSession:1',
      id: sessionId(1),
      name: 'ABC Plan',
      jobType: 'FailoverPlan',
      creationTimeUtc: utc(NOW - HOUR),
      endTimeUtc: null,
      state: 'Working',
      result: 'None',
      progress: 52,
      failureMessage: null,
      backupServer: { id: 's', name: 'vbr01' },
      plan: { id: 'p', name: 'ABC Plan' },
      tenant: { id: 't', name: 'ABC' },
      tasks,
      tasksFrom: 'em',
      tasksRecordedAtUtc: utc(NOW),
    },
    outcome: { kind: 'running', failedSoFar: 0, warningSoFar: 0 },
    counts: {
      total: tasks.length,
      waiting: 0,
      working: tasks.length,
      succeeded: 0,
      warning: 0,
      failed: 0,
      unknown: 0,
    },
    freshness: { level: 'live', observedAtUtc: utc(NOW), collectedAtUtc: null, problem: null },
    inEnterpriseManager: true,
    planned: [],
    plannedLeftOut: null,
    recovery: {
      target: null,
      targetUnread: false,
      eta: { kind: 'none', reason: 'too_few_runs' },
      noProgressSinceUtc: null,
    },
    attempts: null,
    keptApart: [],
    screenCodes: null,
    emClockAheadMs: 0,
    unreadable: { plan: null, collection: null },
    collection: { mode: 'off', everyMs: null, progress: { state: 'idle' }, nextAtUtc: null, unknown: null },
    pollAfterMs: 3_000,
    tag: null,
    ...NOTHING_SAID,
    may: { ...MAY_NOTHING, share: true, tag: true, target: true },
    ...over,
  }
}
