import type { QueryFields } from '../query/query-field'
import type { Right } from '../roles'
import { toHref } from '../wire/em-address'
import type { EntityIdentity, WireLink, WireNode } from '../wire/wire-node'
import type { ReplyContext } from './reply-context'

/** One kind of thing that EM lists, shows one by one and answers queries about. */
export type EntityKind<T> = {
  type: string
  /** Tag around a list of entities, and of one item in it. */
  listTag: string
  itemTag: string
  /** Below `/api`, as EM spells it. */
  path: string
  right: Right
  /** Words for "Cannot find … [guid]". */
  noun: string
  list(context: ReplyContext): readonly T[]
  find(id: string, context: ReplyContext): T | null
  identity(item: T): EntityIdentity
  /** The Up links of entity and reference. */
  upLinks(item: T, context: ReplyContext): WireLink[]
  entity(item: T, context: ReplyContext, tag: string): WireNode
  fields: QueryFields<T>
}

/** A kind whose item type is nobody's business outside it: items come from its own `list` and `find` alone. */
export type AnyEntityKind = EntityKind<unknown>

export function toServerLink(serverId: string, context: ReplyContext): WireLink {
  return {
    rel: 'Up',
    href: toHref(`/backupServers/${serverId}`),
    type: 'BackupServerReference',
    name: toServerName(serverId, context),
  }
}

export function toServerName(serverId: string, context: ReplyContext): string {
  return context.database.estate.servers.find((server) => server.id === serverId)?.name ?? 'unknown'
}

/** The Alternate link of an entity: to its reference. */
export function toAlternateLink(identity: EntityIdentity): WireLink {
  return {
    rel: 'Alternate',
    href: identity.href.replace(/\?.*$/, ''),
    type: `${identity.type}Reference`,
    name: identity.name,
  }
}
