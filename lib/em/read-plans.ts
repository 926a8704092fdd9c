import 'server-only'
import type { EntityLink, FailoverPlan } from '@/lib/failover/failover-session'
import { parseUrnGuid } from '@/lib/failover/ids'
import type { Listed } from './em-client'
import type { EmGet } from './em-get'
import { toIdentity, toListed, toUpLink, type EntityKind } from './entity'
import { childOf, intOf, listOf, textOf, wordOf, type WireNode } from './wire-node'

const PLAN: EntityKind = { type: 'CloudFailoverPlan', segment: 'cloudFailoverPlans', what: 'failover plans' }
/** 13.1 writes the first, the page of 13.0 the second. */
const VM_TAGS = ['CloudFailoveredVm', 'CloudFailoverPlanVm']
const ORDERS = { min: 0, max: 999_999_999 }

/** @throws {ReadError} `forbidden` for a Portal User, who may read sessions all the same (§4) */
export async function readFailoverPlans(get: EmGet, signal?: AbortSignal): Promise<Listed<FailoverPlan>> {
  const path = '/api/cloud/cloudFailoverPlans?format=Entity'
  return toListed(await get({ path, what: PLAN.what, priority: 'optional', signal }), PLAN, toFailoverPlan)
}

/** Scripts to be run (the `…Command` elements) are left behind here: nobody is to see them. @returns null without an id */
export function toFailoverPlan(node: WireNode): FailoverPlan | null {
  const identity = toIdentity(node, PLAN)
  if (identity === null) return null
  const info = childOf(node, 'CloudFailoverPlanInfo')
  return {
    ...identity,
    backupServer: toUpLink(node, 'backupServers'),
    tenant: toTenantLink(node),
    vms: (info === null ? [] : listOf(info, 'Includes', VM_TAGS))
      .map((vm) => ({
        id: wordOf(vm, 'FailoverPlanVMId'),
        name: textOf(vm, 'Name'),
        order: intOf(vm, 'Order', ORDERS),
      }))
      .sort((a, b) => (a.order ?? Infinity) - (b.order ?? Infinity) || 0),
  }
}

/** By GUID: EM writes the type within the urn in more than one way (§6.5). */
function toTenantLink(plan: WireNode): EntityLink | null {
  const id = parseUrnGuid(wordOf(plan, 'TenantUid') ?? '')
  return id === null ? null : { id, name: textOf(plan, 'TenantName') }
}
