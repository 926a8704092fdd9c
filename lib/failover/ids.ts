/** Ids are bare GUIDs in lower case; a brand keeps one kind from being passed for another. */
export type SessionId = string & { readonly __brand: 'SessionId' }
export type ReplicaPointId = string & { readonly __brand: 'ReplicaPointId' }

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** @returns the GUID in lower case, or null if the text is none */
export function parseGuid(raw: string): string | null {
  const id = raw.trim().toLowerCase()
  return GUID.test(id) ? id : null
}

export function parseSessionId(raw: string): SessionId | null {
  return parseGuid(raw) as SessionId | null // safe: parseGuid has matched the whole text
}

export function parseReplicaPointId(raw: string): ReplicaPointId | null {
  return parseGuid(raw) as ReplicaPointId | null // safe: as above
}

/** The GUID at the end of a `urn:veeam:Type:guid`, whatever the type; EM names one type in two ways (FailoverPlan, CloudFailoverPlan). */
export function parseUrnGuid(urn: string): string | null {
  return parseGuid(urn.slice(urn.lastIndexOf(':') + 1))
}
