import type { Tenant } from '../estate/estate'
import { hash32, toGuid } from '../seeded-random'
import { toHref, toUid } from '../wire/em-address'
import { type WireList, type WireMember, type WireNode, attribute, links, own } from '../wire/wire-node'

const PLAN_UID = toUid('CloudHardwarePlan', toGuid(0, 'hardware plan'))
const REPOSITORY_UID = toUid('Repository', toGuid(0, 'repository'))

/** Quotas: a dashboard drops them, yet they make a tenant as long as a real one. Sizes in MB. */
export function toRepositoryResources(tenant: Tenant): WireList {
  const quotaMb = 51_200 * (1 + (hash32(tenant.name) % 8))
  return {
    itemTag: 'CloudTenantResource',
    items: [
      toResource(tenant, 'CloudTenantResource', 'resources', [
        own('RepositoryQuota', {
          tag: 'RepositoryQuota',
          members: [
            own('DisplayName', `${tenant.name} Repository`),
            own('RepositoryUid', REPOSITORY_UID),
            own('WanAcceleratorUid', null),
            own('Quota', quotaMb),
            own('UsedQuota', Math.floor(quotaMb * 0.6)),
          ],
        }),
      ]),
    ],
  }
}

export function toComputeResources(tenant: Tenant): WireList {
  return {
    itemTag: 'CloudTenantComputeResource',
    items: [
      toResource(tenant, 'CloudTenantComputeResource', 'computeResources', [
        own('CloudHardwarePlanUid', PLAN_UID),
        own('WanAcceleratorUid', null),
        own('PlatformType', 'VMware'),
        own('UseNetworkFailoverResources', true),
        own('NetworkAppliance', {
          tag: 'NetworkAppliance',
          members: [
            own('Name', tenant.name),
            own('ProductionNetwork', 'VM Network'),
            own('ObtainIPAddressAutomatically', true),
            own('ManualIpAddressSettingsInfoType', null),
            own('ViDistributedSwitchUuid', ''),
            own('ProductionNetworkUnderDvs', false),
          ],
        }),
      ]),
    ],
  }
}

function toResource(tenant: Tenant, type: string, folder: string, members: readonly WireMember[]): WireNode {
  const id = toGuid(0, folder, tenant.id)
  return {
    tag: type,
    members: [
      ...members,
      attribute('Id', id),
      links(null),
      attribute('Href', toHref(`/cloud/tenants/${tenant.id}/${folder}/${id}`)),
      attribute('Type', type),
    ],
  }
}
