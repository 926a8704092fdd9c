import { parseSessionId, type SessionId } from './ids'

/** What a URN or link can name instead of a failover session, as far as it is known by name. */
export const OTHER_THINGS = [
  'backup_session',
  'backup_task_session',
  'replica_session',
  'replica_task_session',
  'restore_session',
  'system_session',
  'logon_session',
  'other_session',
  'plan',
  'tenant',
  'replica',
  'replica_point',
  'backup_server',
  'job',
] as const
export type OtherThing = (typeof OTHER_THINGS)[number]

/**
 * What is wrong with a text that names no failover session. `not_recognised` is no id, but may be a name; `several` names
 * more than one; `thing` is null where nobody knows of what kind it is.
 */
export type LocatorFault =
  | { error: 'empty' | 'incomplete_guid' | 'several' | 'not_recognised' }
  | { error: 'other_urn' | 'other_link'; thing: OtherThing | null }

export type Located = { id: SessionId } | LocatorFault

/** With dashes or without; nothing that would make it a part of a longer word stands beside it. */
const GUID =
  /(?<![\w-])(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32})(?![\w-])/g
/** Whatever parts a link or URN from the text around it. */
const BREAK = /[\s"'“”‘’«»<>()[\],;]/
const SESSION_URN = /(?<![a-z])urn:veeam:cloudfailoversession:$/
const OTHER_URN = /(?<![a-z])urn:(?:veeam:([^:/]+):)?/
/** Enterprise Manager's, also behind a proxy that puts a path before `/api`; `/api/v1/…` belongs to other products. */
const SESSION_PATH = /(?:^|\/api)\/cloud\/failoversessions\/$/
/** A page of this monitor, or its own reply. Whichever host name stands before it: the monitor may have several. */
const OWN_PATH = /^(?:\/api)?\/sessions\/$/
const PART_OF_GUID = /^[{]?[0-9a-f-]{20,}[}]?$/
/** The begin of a URN or Href of a failover session, whose id is not whole. */
const SESSION_BEGIN = /urn:veeam:cloudfailoversession:|\/cloud\/failoversessions\//
/** No address is longer, and nobody means one of so many: a whole file may be pasted. */
const LONGEST_TOKEN = 500
const MOST_IDS = 200

/** Path segments of Enterprise Manager and of the monitor, and types in URNs; all in lower case. */
const THINGS: ReadonlyMap<string, OtherThing> = new Map([
  ['backupsessions', 'backup_session'],
  ['backupjobsession', 'backup_session'],
  ['backuptasksessions', 'backup_task_session'],
  ['backuptasksession', 'backup_task_session'],
  ['replicasessions', 'replica_session'],
  ['replicajobsession', 'replica_session'],
  ['replicatasksessions', 'replica_task_session'],
  ['replicatasksession', 'replica_task_session'],
  ['restoresessions', 'restore_session'],
  ['restoresession', 'restore_session'],
  ['systemsessions', 'system_session'],
  ['systemsession', 'system_session'],
  ['logonsessions', 'logon_session'],
  ['logonsession', 'logon_session'],
  ['sessions', 'other_session'],
  ['cloudfailoverplans', 'plan'],
  ['cloudfailoverplan', 'plan'],
  ['failoverplan', 'plan'],
  ['tenants', 'tenant'],
  ['cloudtenant', 'tenant'],
  ['replicas', 'replica'],
  ['cloudreplica', 'replica'],
  ['vmreplicapoints', 'replica_point'],
  ['replica-points', 'replica_point'],
  ['cloudvmreplicapoint', 'replica_point'],
  ['vmreplicapoint', 'replica_point'],
  ['backupservers', 'backup_server'],
  ['backupserver', 'backup_server'],
  ['jobs', 'job'],
  ['job', 'job'],
])

/**
 * Finds the failover session that a person or a program means: a GUID (braces are accepted), a
 * `urn:veeam:CloudFailoverSession:…`, an Href of Enterprise Manager or an address of this monitor. Lenient, for people
 * paste: ids are looked for first, in whatever stands around them, and what stands before an id says of what kind of thing
 * it is. Never throws, and takes no longer than the text is long.
 */
export function findSession(raw: string): Located {
  const text = raw.trim().toLowerCase().replaceAll('%7b', '{').replaceAll('%7d', '}')
  const found = toFound(text)
  const named = new Set(found.flatMap(({ id, kind }) => (kind === 'session' ? [id] : [])))
  const [other] = found.flatMap(({ kind }) => (typeof kind === 'object' ? [kind] : []))
  if (named.size === 0 && other !== undefined) return other
  const ids = named.size > 0 ? named : new Set(found.map(({ id }) => id))
  if (ids.size > 1) return { error: 'several' }
  const [only] = ids
  const id = only === undefined ? null : parseSessionId(only)
  return id === null ? toFault(text) : { id }
}

type Kind = 'session' | 'bare' | LocatorFault

function toFound(text: string): { id: string; kind: Kind }[] {
  const found: { id: string; kind: Kind }[] = []
  for (const match of text.matchAll(GUID)) {
    found.push({ id: toDashed(match[0]), kind: toKind(toToken(text, match.index)) })
    if (found.length === MOST_IDS) break
  }
  return found
}

/** What stands right before the id. Braces may stand around the id. */
function toToken(text: string, end: number): string {
  const least = Math.max(0, end - LONGEST_TOKEN)
  let from = end
  while (from > least && !BREAK.test(text.charAt(from - 1))) from -= 1
  return text.slice(from, end).replace(/\{$/, '')
}

function toKind(token: string): Kind {
  if (SESSION_URN.test(token)) return 'session'
  const urn = OTHER_URN.exec(token)
  if (urn !== null) return { error: 'other_urn', thing: toThing(urn[1]) }
  if (!token.includes('/')) return 'bare'
  const path = toPath(token)
  if (SESSION_PATH.test(path) || OWN_PATH.test(path)) return 'session'
  return { error: 'other_link', thing: path.endsWith('/') ? toThing(path.split('/').at(-2)) : null }
}

const toThing = (name: string | undefined): OtherThing | null => THINGS.get(name ?? '') ?? null

function toPath(token: string): string {
  const scheme = token.lastIndexOf('://')
  const address = scheme < 0 ? token.replace(/^\/\//, '') : token.slice(scheme + '://'.length)
  return address.slice(Math.max(0, address.indexOf('/')))
}

function toDashed(guid: string): string {
  const hex = guid.replaceAll('-', '')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

function toFault(text: string): LocatorFault {
  if (text === '') return { error: 'empty' }
  if (SESSION_BEGIN.test(text)) return { error: 'incomplete_guid' }
  if (text.startsWith('urn:')) return { error: 'other_urn', thing: toThing(OTHER_URN.exec(text)?.[1]) }
  if (/^https?:\/\/|^\//.test(text)) return { error: 'other_link', thing: null }
  return { error: PART_OF_GUID.test(text) ? 'incomplete_guid' : 'not_recognised' }
}
