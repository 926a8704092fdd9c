import type { Tenant } from '../estate/estate'
import { NEVER_TEXT } from '../em-instant'
import { hash32 } from '../seeded-random'
import { toHref, toUid } from '../wire/em-address'
import { type WireLink, attribute, own, toEntity } from '../wire/wire-node'
import { type EntityKind, toAlternateLink, toServerLink, toServerName } from './entity-kind'
import type { ReplyContext } from './reply-context'
import { toComputeResources, toRepositoryResources } from './tenant-resources'

const identity = (tenant: Tenant) => ({
  type: 'CloudTenant',
  href: toHref(`/cloud/tenants/${tenant.id}?format=Entity`),
  name: tenant.name,
  uid: toUid('CloudTenant', tenant.id),
})

const replicaCount = (tenant: Tenant, context: ReplyContext): number =>
  context.database.estate.replicas.filter((replica) => replica.tenantId === tenant.id).length

export const tenantKind: EntityKind<Tenant> = {
  type: 'CloudTenant',
  listTag: 'CloudTenants',
  itemTag: 'CloudTenant',
  path: '/cloud/tenants',
  right: 'tenants',
  noun: 'cloud tenant',
  list: ({ database }) => database.estate.tenants,
  find: (id, { database }) => database.estate.tenants.find((tenant) => tenant.id === id) ?? null,
  identity,
  upLinks: (tenant, context) => [toServerLink(tenant.serverId, context)],
  entity: (tenant, context, tag) =>
    toEntity(
      identity(tenant),
      toTenantLinks(tenant, context),
      [
        own('Password', null),
        own('Description', `Tenant account for ${tenant.name}`),
        own('Enabled', tenant.enabled),
        own('LeaseOptions', { tag: 'LeaseOptions', members: [attribute('Enabled', false)] }),
        own('Resources', toRepositoryResources(tenant)),
        own('LastResult', hash32(tenant.name) % 5 === 0 ? 'Warning' : 'Success'),
        own('LastActive', tenant.lastActiveMs === null ? NEVER_TEXT : context.time(tenant.lastActiveMs)),
        own('ComputeResources', toComputeResources(tenant)),
        own('ThrottlingEnabled', false),
        own('ThrottlingSpeedLimit', 1),
        own('ThrottlingSpeedUnit', 'MBps'),
        own('PublicIpCount', 0),
        own('BackupCount', 1),
        own('ReplicaCount', replicaCount(tenant, context)),
        own('MaxConcurrentTasks', 2),
        own('WorkStationBackupCount', 0),
        own('ServerBackupCount', 0),
        own('BackupProtectionEnabled', true),
        own('BackupProtectionPeriod', 14),
        own('TenantType', {
          tag: 'TenantType',
          members: [
            own('StandaloneTenant', {
              tag: 'StandaloneTenant',
              members: [
                own('TenantCredentials', {
                  tag: 'TenantCredentials',
                  members: [own('Username', tenant.name), own('Password', null)],
                }),
              ],
            }),
            own('vCloudTenant', null),
          ],
        }),
        own('VCloudComputeResources', null),
        own('CloudGatewayPools', null),
      ],
      tag,
    ),
  fields: {
    UID: { kind: 'uid', read: (tenant) => identity(tenant).uid },
    Name: { kind: 'text', read: (tenant) => tenant.name },
    Enabled: { kind: 'flag', read: (tenant) => tenant.enabled },
    // Spelt so in the reference (api.md §6.6); names are compared without regard to case anyway.
    BackupServerUId: { kind: 'uid', read: (tenant) => toUid('BackupServer', tenant.serverId) },
    BackupServerName: { kind: 'text', read: (tenant, context) => toServerName(tenant.serverId, context) },
    Type: { kind: 'enum', words: ['Standalone', 'vCD', 'ActiveDirectory'], read: () => 'Standalone' },
    OrganizationReference: { kind: 'text', read: () => null },
  },
}

function toTenantLinks(tenant: Tenant, context: ReplyContext): WireLink[] {
  const below = (rel: string, path: string, type: string): WireLink => ({
    rel,
    href: toHref(`/cloud/tenants/${tenant.id}/${path}`),
    type,
  })
  const reference = toAlternateLink(identity(tenant))
  return [
    toServerLink(tenant.serverId, context),
    reference,
    { ...reference, rel: 'Edit' },
    below('Down', 'resources', 'CloudTenantResourceList'),
    below('Create', 'resources', 'CloudTenantResource'),
    { rel: 'Delete', href: reference.href },
    below('Down', 'computeResources', 'CloudTenantComputeResourceList'),
    below('Create', 'computeResources', 'CloudTenantComputeResource'),
    below('Down', 'subtenants', 'CloudSubtenantList'),
    below('Create', 'subtenants', 'CloudSubtenant'),
    { ...below('Related', 'freelicenseCounters', 'FreeLicenseCounters'), name: 'FreeLicenseCounters' },
  ]
}
