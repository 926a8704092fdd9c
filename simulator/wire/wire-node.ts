/**
 * One description of a reply for both of EM's forms. Members stand in the order of the JSON form; the XML form
 * is derived: attributes by name, then links, then the base type's elements, then the type's own (api.md §5.1, §5.2).
 */
export type WireNode = { tag: string; members: readonly WireMember[] }

export type WireScalar = string | number | boolean | null
export type WireValue = WireScalar | WireNode | WireList

/** A list type: an XML element around its items; in JSON an object around an array under the items' plural. */
export type WireList = { items: readonly WireNode[]; itemTag: string }

export type WireMember =
  | { role: 'attribute'; name: string; value: WireScalar }
  | { role: 'base' | 'own'; name: string; value: WireValue }
  /** A bare array in JSON, `Links` around `Link` in XML. */
  | { role: 'links'; name: string; value: WireList | null }

/** A reply whose root is a list: in JSON one level only (api.md §6.2). */
export type WireDocument = { node: WireNode } | { listTag: string; list: WireList }

export type WireLink = { rel: string; href: string; type?: string; name?: string }

export const own = (name: string, value: WireValue): WireMember => ({ name, value, role: 'own' })
export const base = (name: string, value: WireValue): WireMember => ({ name, value, role: 'base' })
export const attribute = (name: string, value: WireScalar): WireMember => ({
  name,
  value,
  role: 'attribute',
})

export function toLinkNode(link: WireLink, tag = 'Link'): WireNode {
  return {
    tag,
    members: [
      attribute('Rel', link.rel),
      attribute('Href', link.href),
      attribute('Name', link.name ?? null),
      attribute('Type', link.type ?? null),
    ],
  }
}

/** `null` = null in JSON, no element in XML. */
export function links(items: readonly WireLink[] | null): WireMember {
  return {
    name: 'Links',
    role: 'links',
    value: items === null ? null : { itemTag: 'Link', items: items.map((link) => toLinkNode(link)) },
  }
}

export type EntityIdentity = { type: string; href: string; name: string; uid: string }

/** An entity: its own members, then Name, UID, Links, Href, Type. */
export function toEntity(
  identity: EntityIdentity,
  entityLinks: readonly WireLink[],
  members: readonly WireMember[],
  tag = identity.type,
): WireNode {
  return {
    tag,
    members: [
      ...members,
      attribute('Name', identity.name),
      attribute('UID', identity.uid),
      links(entityLinks),
      attribute('Href', identity.href),
      attribute('Type', identity.type),
    ],
  }
}

/** What has an address but neither name nor UID: tasks, logon sessions, a plan's VMs. */
export function toAddressed(
  identity: { type: string; href: string },
  nodeLinks: readonly WireLink[] | null,
  members: readonly WireMember[],
  tag = identity.type,
): WireNode {
  return {
    tag,
    members: [
      ...members,
      links(nodeLinks),
      attribute('Href', identity.href),
      attribute('Type', identity.type),
    ],
  }
}

/** A reference to an entity; its Alternate link leads to the entity (api.md §5.1). */
export function toReference(
  identity: EntityIdentity,
  upLinks: readonly WireLink[],
  tag: 'Ref' | 'EntityRef' = 'Ref',
): WireNode {
  const alternate: WireLink = {
    rel: 'Alternate',
    href: identity.href,
    type: identity.type,
    name: identity.name,
  }
  return {
    tag,
    members: [
      links([...upLinks, alternate]),
      attribute('UID', identity.uid),
      attribute('Name', identity.name),
      attribute('Href', identity.href.replace(/\?.*$/, '')),
      attribute('Type', `${identity.type}Reference`),
    ],
  }
}
