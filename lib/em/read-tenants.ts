import 'server-only'
import type { Tenant } from '@/lib/failover/failover-session'
import type { Listed } from './em-client'
import type { EmGet } from './em-get'
import { toIdentity, toListed, type EntityKind } from './entity'
import { booleanOf, type WireNode } from './wire-node'

const TENANT: EntityKind = { type: 'CloudTenant', segment: 'tenants', what: 'tenants' }

/** @throws {ReadError} `forbidden` for restore operators (§4) */
export async function readTenants(get: EmGet, signal?: AbortSignal): Promise<Listed<Tenant>> {
  const path = '/api/cloud/tenants?format=Entity'
  return toListed(await get({ path, what: TENANT.what, priority: 'optional', signal }), TENANT, toTenant)
}

/** Leases, quotas and throttling are left behind here. @returns null without an id */
export function toTenant(node: WireNode): Tenant | null {
  const identity = toIdentity(node, TENANT)
  return identity === null ? null : { ...identity, enabled: booleanOf(node, 'Enabled') }
}
