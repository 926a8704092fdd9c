import type { ScreenListReply, ScreenView } from '@/lib/api/screen-replies'

export type Scope = ScreenView['scope']

/** What has been chosen so far; each kind keeps its own choice while another is looked at. */
export type ScopeDraft = { kind: Scope['kind']; tenantId: string; sessionIds: readonly string[] }

export const NEW_DRAFT: ScopeDraft = { kind: 'all', tenantId: '', sessionIds: [] }

export const toDraft = (scope: Scope): ScopeDraft => ({
  kind: scope.kind,
  tenantId: scope.kind === 'tenant' ? scope.tenantId : '',
  sessionIds: scope.kind === 'sessions' ? scope.sessionIds : [],
})

export type TenantChoice = { id: string; name: string | null; isGone: boolean }

/** Tenants to choose from; the screen's own stays one although it has no plan any more. */
export function toTenantChoices(
  reply: Pick<ScreenListReply, 'tenants'>,
  current: Scope | null,
): TenantChoice[] {
  const known = reply.tenants.map((tenant) => ({ ...tenant, isGone: false }))
  if (current?.kind !== 'tenant' || known.some(({ id }) => id === current.tenantId)) return known
  return [...known, { id: current.tenantId, name: current.tenantName, isGone: true }]
}

export type RunChoice = { id: string; run: ScreenListReply['runs'][number] | null }

/** Runs to choose from; what was chosen before stays one, however old it is. */
export function toRunChoices(reply: Pick<ScreenListReply, 'runs'>, current: Scope | null): RunChoice[] {
  const known = new Set(reply.runs.map(({ id }) => id))
  const before = current?.kind === 'sessions' ? current.sessionIds.filter((id) => !known.has(id)) : []
  return [...reply.runs.map((run) => ({ id: run.id, run })), ...before.map((id) => ({ id, run: null }))]
}

/** @returns null while the choice is not complete */
export function toScope(draft: ScopeDraft, tenants: readonly TenantChoice[]): Scope | null {
  switch (draft.kind) {
    case 'all':
      return { kind: 'all' }
    case 'tenant': {
      const tenant = tenants.find(({ id }) => id === draft.tenantId)
      return tenant ? { kind: 'tenant', tenantId: tenant.id, tenantName: tenant.name } : null
    }
    case 'sessions':
      return draft.sessionIds.length === 0 ? null : { kind: 'sessions', sessionIds: [...draft.sessionIds] }
    default:
      return draft.kind satisfies never
  }
}
