import 'server-only'
import type { FailoverSession, TaskSession } from '@/lib/failover/failover-session'
import { parseReplicaPointId, parseSessionId, type SessionId } from '@/lib/failover/ids'
import type { EmGet } from './em-get'
import type { Listed, SessionQuery } from './em-client'
import { toIdentity, toListed, toSingle, toUpLink, type EntityKind } from './entity'
import { guidInHref } from './href'
import { readAllPages } from './paging'
import { toQueryPath } from './query-string'
import { childOf, intOf, listOf, textOf, timeOf, wordOf, type WireNode } from './wire-node'

const SESSION: EntityKind = {
  type: 'CloudFailoverSession',
  segment: 'failoverSessions',
  what: 'failover session',
}
const SESSIONS_WHAT = 'failover sessions'
const PERCENT = { min: 0, max: 100 }

/** @throws {ReadError} `not_found` if EM does not know the id; `bad_reply` if the reply is not this session
 * @see EM REST reference, GET /cloud/failoverSessions/{ID}; without `format=Entity` EM answers a mere reference */
export async function readFailoverSession(
  get: EmGet,
  id: SessionId,
  signal?: AbortSignal,
): Promise<FailoverSession> {
  const path = `/api/cloud/failoverSessions/${id}?format=Entity`
  const document = await get({ path, what: SESSION.what, priority: 'session', signal })
  return toSingle(document, SESSION, toFailoverSession, id)
}

/** The collection, of the last 30 days. */
export async function readFailoverSessions(
  get: EmGet,
  signal?: AbortSignal,
): Promise<Listed<FailoverSession>> {
  const path = '/api/cloud/failoverSessions?format=Entity'
  const document = await get({ path, what: SESSIONS_WHAT, priority: 'session', signal })
  return toListed(document, { ...SESSION, what: SESSIONS_WHAT }, toFailoverSession)
}

export function queryFailoverSessions(
  get: EmGet,
  query: SessionQuery,
  rebase: (href: string) => string | null,
  signal?: AbortSignal,
): Promise<Listed<FailoverSession>> {
  const kind = { ...SESSION, what: SESSIONS_WHAT }
  const firstPath = toQueryPath(SESSION.type, query)
  return readAllPages(get, {
    firstPath,
    kind,
    toEntity: toFailoverSession,
    rebase,
    priority: 'session',
    signal,
  })
}

/** @returns null if the node holds no id */
export function toFailoverSession(node: WireNode): FailoverSession | null {
  const identity = toIdentity(node, SESSION)
  const id = identity === null ? null : parseSessionId(identity.id)
  if (identity === null || id === null) return null
  return {
    uid: identity.uid,
    id,
    name: identity.name,
    jobType: wordOf(node, 'JobType'),
    creationTimeUtc: timeOf(node, 'CreationTimeUTC'),
    endTimeUtc: timeOf(node, 'EndTimeUTC'),
    ...toWords(node),
    backupServer: toUpLink(node, 'backupServers'),
    tasks: toTaskSessions(listOf(node, 'CloudFailoverTasks', ['CloudFailoverTasks', 'CloudFailoverTask'])),
  }
}

function toWords(node: WireNode): Pick<FailoverSession, 'state' | 'result' | 'progress' | 'failureMessage'> {
  return {
    state: wordOf(node, 'State'),
    result: wordOf(node, 'Result'),
    // Documented as 1 to 100, yet every running session of the vendor's examples reports 0.
    progress: intOf(node, 'Progress', PERCENT),
    failureMessage: wordOf(node, 'FailureMessage'),
  }
}

/** Tasks have no id on the wire: the replica point is the key, else the VM's name; two VMs may share one. */
function toTaskSessions(nodes: readonly WireNode[]): TaskSession[] {
  const taken = new Map<string, number>()
  return nodes.map((node) => {
    const vmName = textOf(node, 'VmName')
    const vmReplicaPoint = toReplicaPointLink(node)
    return {
      key: takeKey(vmReplicaPoint?.id ?? vmName ?? 'unnamed', taken),
      vmName,
      vmReplicaPoint,
      creationTimeUtc: timeOf(node, 'CreationTimeUTC'),
      endTimeUtc: timeOf(node, 'EndTimeUTC'),
      ...toWords(node),
    }
  })
}

/** Numbers namesakes on from the last one: thousands of them must not cost a search each. */
function takeKey(base: string, taken: Map<string, number>): string {
  let number = (taken.get(base) ?? 0) + 1
  while (number > 1 && taken.has(`${base}#${number}`)) number += 1
  taken.set(base, number)
  const key = number === 1 ? base : `${base}#${number}`
  if (key !== base) taken.set(key, 1)
  return key
}

function toReplicaPointLink(task: WireNode): TaskSession['vmReplicaPoint'] {
  const link = childOf(task, 'VmReplicaPointLink')
  const id = parseReplicaPointId(guidInHref((link && wordOf(link, 'Href')) ?? '', 'vmReplicaPoints') ?? '')
  return link === null || id === null ? null : { id, name: textOf(link, 'Name') }
}
