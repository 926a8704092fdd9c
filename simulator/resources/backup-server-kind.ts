import type { BackupServer } from '../estate/estate'
import { hash32 } from '../seeded-random'
import { toHref, toUid } from '../wire/em-address'
import { type WireLink, own, toEntity } from '../wire/wire-node'
import { type EntityKind, toAlternateLink } from './entity-kind'

const PORT = 9392
const WCF_PORT = 9405

const identity = (server: BackupServer) => ({
  type: 'BackupServer',
  href: toHref(`/backupServers/${server.id}?format=Entity`),
  name: server.name,
  uid: toUid('BackupServer', server.id),
})

export const backupServerKind: EntityKind<BackupServer> = {
  type: 'BackupServer',
  listTag: 'BackupServers',
  itemTag: 'BackupServer',
  path: '/backupServers',
  right: 'backup-servers',
  noun: 'backup server',
  list: ({ database }) => database.estate.servers,
  find: (id, { database }) => database.estate.servers.find((server) => server.id === id) ?? null,
  identity,
  upLinks: () => [],
  entity: (server, _context, tag) =>
    toEntity(
      identity(server),
      toServerLinks(server),
      [
        own('Description', server.description),
        own('Port', PORT),
        own('Version', server.version),
        own('WcfPort', WCF_PORT),
        own('VbrCertificateThumbprint', toThumbprint(server.name)),
      ],
      tag,
    ),
  fields: {
    UID: { kind: 'uid', read: (server) => identity(server).uid },
    Name: { kind: 'text', read: (server) => server.name },
    Description: { kind: 'text', read: (server) => server.description },
    Port: { kind: 'number', read: () => PORT },
    Version: { kind: 'text', read: (server) => server.version },
  },
}

function toServerLinks(server: BackupServer): WireLink[] {
  const reference = toAlternateLink(identity(server))
  const down = (path: string, type: string): WireLink => ({
    rel: 'Down',
    href: `${reference.href}/${path}`,
    type,
  })
  return [
    reference,
    { rel: 'Edit', href: reference.href, type: 'BackupServerReference' },
    { rel: 'Delete', href: reference.href, type: 'BackupServerReference' },
    down('jobs', 'JobReferenceList'),
    down('managedServers', 'ManagedServerReferenceList'),
    down('repositories', 'RepositoryReferenceList'),
    down('credentials', 'CredentialsList'),
    { rel: 'Create', href: `${reference.href}/credentials?action=create` },
    down('passwords', 'PasswordKeyList'),
    { rel: 'Create', href: `${reference.href}/passwords?action=create` },
    { rel: 'VeeamZip', href: `${reference.href}?action=veeamzip` },
    { rel: 'QuickBackup', href: `${reference.href}?action=quickbackup` },
    { rel: 'Start', href: `${reference.href}?action=collect` },
  ]
}

/** 20 bytes in hex, as a SHA-1 thumbprint looks. */
function toThumbprint(name: string): string {
  return Array.from({ length: 5 }, (_, part) => hash32(`${name} ${part}`).toString(16).padStart(8, '0'))
    .join('')
    .toUpperCase()
}
