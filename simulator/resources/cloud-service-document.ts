import type { LogonSession } from '../logon-sessions'
import { toHref } from '../wire/em-address'
import { type WireDocument, type WireLink, toAddressed } from '../wire/wire-node'

const COLLECTIONS = [
  ['CloudGateway', 'gateways'],
  ['CloudTenant', 'tenants'],
  ['CloudHardwarePlan', 'hardwarePlans'],
  ['CloudPublicIpAddress', 'publicIpAddresses'],
  ['CloudFailoverPlan', 'cloudFailoverPlans'],
  ['CloudVmReplicaPoint', 'vmReplicaPoints'],
  ['CloudReplica', 'replicas'],
  ['VlanConfiguration', 'vlans'],
  ['CloudFailoverSession', 'failoverSessions'],
  ['CloudGatewayPool', 'gatewayPools'],
] as const

/** A tenant is offered these alone: no failover sessions (api.md §2.3). */
const TENANT_PATHS: ReadonlySet<string> = new Set(['cloudFailoverPlans', 'vmReplicaPoints', 'replicas'])

const CREATABLE_PATHS = ['gateways', 'tenants', 'hardwarePlans', 'publicIpAddresses', 'gatewayPools']

const down = (path: string, type: string): WireLink => ({ rel: 'Down', href: toHref(`/cloud/${path}`), type })

export function toCloudServiceDocument(session: LogonSession): WireDocument {
  const isTenant = session.role === 'tenant'
  const offered = COLLECTIONS.filter(([, path]) => !isTenant || TENANT_PATHS.has(path))
  return {
    node: toAddressed(
      { type: 'CloudConnectService', href: toHref('/cloud') },
      [
        { rel: 'Up', href: toHref(`/logonSessions/${session.id}`), type: 'LogonSession' },
        ...offered.map(([type, path]) => down(path, `${type}ReferenceList`)),
        ...offered.map(([type, path]) => down(`${path}?format=Entity`, `${type}List`)),
        ...(isTenant
          ? []
          : CREATABLE_PATHS.map((path) => ({ rel: 'Create', href: toHref(`/cloud/${path}`) }))),
      ],
      [],
    ),
  }
}
