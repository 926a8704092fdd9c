import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseReplicaPointId, parseSessionId, type ReplicaPointId, type SessionId } from '@/lib/failover/ids'

export function fixture(name: string): string {
  return readFileSync(fileURLToPath(new URL(`../../fixtures/em/${name}`, import.meta.url)), 'utf8')
}

export const SESSION_GUID = 'a1b2c3d4-0001-4000-8000-000000000001'
export const SERVER_GUID = 'b0000000-0001-4000-8000-000000000001'
export const POINT_GUID = 'c0000000-0001-4000-8000-000000000001'

export function sessionId(id: string = SESSION_GUID): SessionId {
  return parseSessionId(id) ?? never(id)
}

export function pointId(id: string = POINT_GUID): ReplicaPointId {
  return parseReplicaPointId(id) ?? never(id)
}

function never(id: string): never {
  throw new Error(`${id} is no GUID`)
}

/** The n-th GUID of a row. */
export function guid(n: number): string {
  return `a1b2c3d4-0001-4000-8000-${n.toString(16).padStart(12, '0')}`
}

export type SessionParts = { id?: string; name?: string; inner?: string; attributes?: string }

/** A session entity in XML with as much or as little in it as a test needs. */
export function sessionXml({
  id = SESSION_GUID,
  name = 'Plan',
  inner = '',
  attributes,
}: SessionParts = {}): string {
  const identity =
    attributes ??
    `Type="CloudFailoverSession" Name="${name}" UID="urn:veeam:CloudFailoverSession:${id}" Href="https://em-inside.test:9398/api/cloud/failoverSessions/${id}?format=Entity"`
  return `<CloudFailoverSession xmlns="http://www.veeam.com/ent/v1.0" ${identity}>${inner}</CloudFailoverSession>`
}

export function sessionsXml(...sessions: string[]): string {
  return `<CloudFailoverSessions xmlns="http://www.veeam.com/ent/v1.0">${sessions.join('')}</CloudFailoverSessions>`
}

export function taskXml(
  vmName: string | null,
  point: string | null,
  inner = '<State>Working</State>',
): string {
  const link =
    point === null
      ? ''
      : `<VmReplicaPointLink Rel="Related" Href="https://em-inside.test:9398/api/cloud/vmReplicaPoints/${point}" Name="${vmName ?? ''}@x" />`
  return `<CloudFailoverTasks${vmName === null ? '' : ` VmName="${vmName}"`}>${link}${inner}</CloudFailoverTasks>`
}

/** One page of a query. */
export function queryXml(sessions: string[], page: number, pages: number, next?: string): string {
  const links = next === undefined ? '' : `<Link Rel="Next" Href="${next.replaceAll('&', '&amp;')}" />`
  return `<QueryResult xmlns="http://www.veeam.com/ent/v1.0"><Entities><CloudFailoverSessions>${sessions.join('')}</CloudFailoverSessions></Entities><PagingInfo PagesCount="${pages}" PageSize="100" PageNum="${page}"><Links>${links}</Links></PagingInfo></QueryResult>`
}

export function errorXml(status: number, message: string): string {
  return `<?xml version="1.0"?><Error xmlns="http://www.veeam.com/ent/v1.0" Message="${message}" StatusCode="${status}"><StackTrace>at Canary.Stack()</StackTrace></Error>`
}
