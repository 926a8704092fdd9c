import 'server-only'
import type { EntityLink } from '@/lib/failover/failover-session'
import { parseUrnGuid } from '@/lib/failover/ids'
import type { Listed } from './em-client'
import { guidInHref } from './href'
import { badReply } from './parse-reply'
import { childOf, hasName, itemsOf, listOf, textOf, wordOf, type WireNode } from './wire-node'

/** A kind of entity: its Type on the wire and the path segment before its id. */
export type EntityKind = { type: string; segment: string; what: string }

export type Identity = { uid: string; id: string; name: string | null }

/** The kind by the Type attribute, which is right where the tag is not (§6.3); else by tag, else by the UID. */
function isOfKind(node: WireNode, kind: EntityKind): boolean {
  const type = wordOf(node, 'Type') ?? node.name ?? wordOf(node, 'UID')?.split(':').at(-2) ?? null
  return type !== null && type.toLowerCase() === kind.type.toLowerCase()
}

/** @returns null if neither UID nor Href holds an id */
export function toIdentity(node: WireNode, kind: EntityKind): Identity | null {
  const uid = wordOf(node, 'UID')
  const uidGuid = uid === null ? null : parseUrnGuid(uid)
  const id = uidGuid ?? guidInHref(wordOf(node, 'Href') ?? '', kind.segment)
  if (id === null) return null
  return {
    uid: uid !== null && uidGuid !== null ? uid : `urn:veeam:${kind.type}:${id}`,
    id,
    name: textOf(node, 'Name'),
  }
}

export function linksOf(node: WireNode): WireNode[] {
  return listOf(node, 'Links', ['Link'])
}

/** The Up link whose path holds the segment: Types of links are wrong in places, paths are not (§10, 23). */
export function toUpLink(node: WireNode, segment: string): EntityLink | null {
  for (const link of linksOf(node)) {
    if (wordOf(link, 'Rel')?.toLowerCase() !== 'up') continue
    const id = guidInHref(wordOf(link, 'Href') ?? '', segment)
    if (id !== null) return { id, name: textOf(link, 'Name') }
  }
  return null
}

/**
 * One entity as a whole document.
 * @throws {ReadError} `bad_reply` if it is of another kind (a reference, an error), has no id or not the one asked for
 */
export function toSingle<T extends { id: string }>(
  document: WireNode,
  kind: EntityKind,
  toEntity: (node: WireNode) => T | null,
  askedFor: string,
): T {
  if (document.form === 'array' || !isOfKind(document, kind))
    throw badReply(kind.what, `is not a ${kind.type}`)
  const entity = toEntity(document)
  if (entity === null) throw badReply(kind.what, 'has neither a UID nor an Href with an id')
  if (entity.id !== askedFor) throw badReply(kind.what, 'is about another id than the one asked for')
  return entity
}

/**
 * A collection as a whole document: `<Xs><X/>…</Xs>` or `{"Xs": […]}`.
 * @throws {ReadError} `bad_reply` if the document is anything else; an empty list is never inferred
 */
export function toListed<T extends { id: string }>(
  document: WireNode,
  kind: EntityKind,
  toEntity: (node: WireNode) => T | null,
): Listed<T> {
  return collect(toRootItems(document, [`${kind.type}s`, `${kind.type}List`], kind.what), kind, toEntity)
}

/** The items of a list that is the document itself. @throws {ReadError} `bad_reply` if it has none of these names */
export function toRootItems(document: WireNode, names: readonly string[], what: string): readonly WireNode[] {
  if (document.form === 'element') {
    if (names.some((name) => hasName(document, name))) return document.children
  } else if (document.form === 'object') {
    for (const name of names) {
      const list = childOf(document, name)
      if (list !== null) return itemsOf(list)
    }
  }
  throw badReply(what, `is not a list of the kind asked for`)
}

/** Keeps the first of each id; counts what bears an identity but cannot be read. Other elements are ignored. */
export function collect<T extends { id: string }>(
  nodes: readonly WireNode[],
  kind: EntityKind,
  toEntity: (node: WireNode) => T | null,
): Listed<T> {
  const byId = new Map<string, T>()
  let unreadable = 0
  for (const node of nodes) {
    const ofKind = isOfKind(node, kind)
    const entity = ofKind ? toEntity(node) : null
    if (entity === null) unreadable += !ofKind && isIgnorable(node) ? 0 : 1
    else if (!byId.has(entity.id)) byId.set(entity.id, entity)
  }
  return { items: [...byId.values()], unreadable }
}

/** An XML element that is no entity at all, such as Links beside the items. */
function isIgnorable(node: WireNode): boolean {
  return node.name !== null && !node.fields.has('uid') && !node.fields.has('href') && !node.fields.has('type')
}
