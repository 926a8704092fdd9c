import type { Plan, PlanVm } from '../estate/estate'
import { toHref, toUid } from '../wire/em-address'
import { type WireList, type WireNode, own, toAddressed, toEntity } from '../wire/wire-node'
import { type EntityKind, toAlternateLink, toServerLink, toServerName } from './entity-kind'
import type { ReplyContext } from './reply-context'

const planPath = (plan: Plan): string => `/cloud/cloudFailoverPlans/${plan.id}`

const identity = (plan: Plan) => ({
  type: 'CloudFailoverPlan',
  href: toHref(`${planPath(plan)}?format=Entity`),
  name: plan.name,
  uid: toUid(plan.uidType, plan.id),
})

const tenantName = (plan: Plan, context: ReplyContext): string =>
  context.database.estate.tenants.find((tenant) => tenant.id === plan.tenantId)?.name ?? ''

export const failoverPlanKind: EntityKind<Plan> = {
  type: 'CloudFailoverPlan',
  listTag: 'CloudFailoverPlans',
  itemTag: 'CloudFailoverPlan',
  path: '/cloud/cloudFailoverPlans',
  right: 'failover-plans',
  noun: 'cloud failover plan',
  list: (context) =>
    context.database.estate.plans.filter(
      (plan) => context.onlyTenantId === null || plan.tenantId === context.onlyTenantId,
    ),
  find: (id, context) => failoverPlanKind.list(context).find((plan) => plan.id === id) ?? null,
  identity,
  upLinks: (plan, context) => [toServerLink(plan.serverId, context)],
  entity: (plan, context, tag) => {
    const reference = toAlternateLink(identity(plan))
    const action = (rel: string, verb: string) => ({ rel, href: toHref(`${planPath(plan)}?action=${verb}`) })
    return toEntity(
      identity(plan),
      [
        toServerLink(plan.serverId, context),
        reference,
        { ...reference, rel: 'Edit' },
        action('Start', 'start'),
        action('Test', 'test'),
        action('Undo', 'undo'),
        { ...reference, rel: 'Delete' },
      ],
      [
        own('TenantUid', toUid('CloudTenant', plan.tenantId)),
        own('TenantName', tenantName(plan, context)),
        own('Description', plan.description),
        own('CloudFailoverPlanOptions', {
          tag: 'CloudFailoverPlanOptions',
          members: [
            own('PostFailoverPlanCommandEnabled', false),
            own('PostFailoverPlanCommand', ''),
            own('PreFailoverPlanCommandEnabled', false),
            own('PreFailoverPlanCommand', ''),
          ],
        }),
        own('CloudFailoverPlanInfo', {
          tag: 'CloudFailoverPlanInfo',
          members: [own('Includes', toIncludes(plan))],
        }),
      ],
      tag,
    )
  },
  fields: {
    UID: { kind: 'uid', read: (plan) => identity(plan).uid },
    Name: { kind: 'text', read: (plan) => plan.name },
    Description: { kind: 'text', read: (plan) => plan.description },
    CloudTenantUid: { kind: 'uid', read: (plan) => toUid('CloudTenant', plan.tenantId) },
    CloudTenantName: { kind: 'text', read: tenantName },
    BackupServerUid: { kind: 'uid', read: (plan) => toUid('BackupServer', plan.serverId) },
    BackupServerName: { kind: 'text', read: (plan, context) => toServerName(plan.serverId, context) },
  },
}

export function toIncludes(plan: Plan): WireList {
  return { itemTag: plan.vmTag, items: plan.vms.map((vm, order) => toInclude(plan, vm, order)) }
}

export function toInclude(plan: Plan, vm: PlanVm, order: number): WireNode {
  return toAddressed({ type: plan.vmTag, href: toHref(`${planPath(plan)}/includes/${vm.id}`) }, null, [
    own('FailoverPlanVMId', vm.id),
    own('Name', vm.name),
    own('Order', order),
  ])
}
