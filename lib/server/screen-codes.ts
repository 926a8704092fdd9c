import 'server-only'
import { createHmac } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { SessionReply } from '@/lib/api/replies'
import type { WallReply, WallRun } from '@/lib/api/screen-replies'

/** Letters and digits that cannot be taken for each other across a room. */
const SIGNS = 'ACDEFHJKLMNPRTUVWXY34679'
const LENGTH = 4
/** As somebody reads it off a screen; the kind of thing may be left out. */
const TYPED = new RegExp(`^(?:(plan|tenant)\\s+)?([${SIGNS}]{${LENGTH}})$`, 'i')

/** More names than one monitor meets: a code is worked out once for each. */
const MOST_REMEMBERED = 50_000

/**
 * The code of a name: the same on every screen, at any time. Nobody without the key can read the name from it, nor find
 * out whether a name that he guesses is meant.
 */
export type ToCode = (name: string) => string

/** @param key known to this monitor alone, and kept: another key makes other codes */
export function createToCode(key: string): ToCode {
  const remembered = new LRUCache<string, string>({ max: MOST_REMEMBERED })
  return (name) => {
    const known = remembered.get(name)
    if (known !== undefined) return known
    const digest = createHmac('sha256', key).update(`screen code ${name}`).digest()
    const code = [...digest.subarray(0, LENGTH)].map((byte) => SIGNS[byte % SIGNS.length]).join('')
    remembered.set(name, code)
    return code
  }
}

/** What somebody seeks who has read a code off a screen. `of`: what it stands for there; null: not said. */
export type ScreenCode = { code: string; of: 'plan' | 'tenant' | null }

/** `X7K4`, `plan x7k4`. @returns null for a text that can be no code */
export function parseScreenCode(text: string): ScreenCode | null {
  const [, kind, code] = TYPED.exec(text.trim()) ?? []
  if (code === undefined) return null
  const of = kind?.toLowerCase()
  return { code: code.toUpperCase(), of: of === 'plan' || of === 'tenant' ? of : null }
}

type Run = Pick<SessionReply['session'], 'id' | 'name' | 'plan' | 'tenant'>
type NameOf = string | null

/** What screens that show codes call runs, and what somebody means who reads a code off one. */
export type ScreenCodes = {
  /** @param id a plan's; the run's name where no plan is proven, or at last the run's own id */
  standsForPlan: (code: ScreenCode, id: NameOf) => boolean
  /** @param id a tenant's */
  standsForTenant: (code: ScreenCode, id: NameOf) => boolean
  /** Whether a screen may show the run under the code. One of chosen runs goes by the name where the VMs prove no plan. */
  isCoded: (run: Run, code: ScreenCode) => boolean
  /** What a screen in codes, one that shows all, calls the run's plan and tenant. */
  of: (run: Run) => NonNullable<SessionReply['screenCodes']>
  /** A run for a screen that strangers may see: codes for tenant and plan, and nothing that names a VM, a host or a person. */
  withCodes: (run: WallRun) => WallRun
  scopeInCode: (scope: WallReply['screen']['scope']) => WallReply['screen']['scope']
}

export function createScreenCodes(toCode: ToCode): ScreenCodes {
  const ofPlan = ({ id, name, plan }: Run): string => `Plan ${toCode(plan?.id ?? name ?? id)}`
  const ofTenant = (tenantId: string): string => `Tenant ${toCode(tenantId)}`
  const standsForPlan = ({ code, of }: ScreenCode, id: NameOf): boolean =>
    of !== 'tenant' && id !== null && toCode(id) === code
  const standsForTenant = ({ code, of }: ScreenCode, id: NameOf): boolean =>
    of !== 'plan' && id !== null && toCode(id) === code

  return {
    standsForPlan,
    standsForTenant,
    isCoded: ({ id, name, plan, tenant }, code) =>
      standsForTenant(code, tenant?.id ?? null) ||
      standsForPlan(code, plan?.id ?? null) ||
      standsForPlan(code, name ?? id),
    of: (run) => ({ plan: ofPlan(run), tenant: run.tenant && ofTenant(run.tenant.id) }),
    withCodes(run) {
      const { session, tag, acknowledgedBy } = run
      const { plan, tenant } = session
      return {
        ...run,
        session: {
          ...session,
          // A plan is mostly named after its tenant.
          name: ofPlan(session),
          tenant: tenant && { ...tenant, id: toCode(tenant.id), name: ofTenant(tenant.id) },
          plan: plan && { ...plan, id: toCode(plan.id), name: ofPlan(session) },
          backupServer: null,
          failureMessage: null,
        },
        failures: [],
        tag: tag && { ...tag, setBy: '' },
        acknowledgedBy: acknowledgedBy && '',
      }
    },
    scopeInCode(scope) {
      if (scope.kind !== 'tenant') return scope
      const { tenantId } = scope
      return { kind: 'tenant', tenantId: toCode(tenantId), tenantName: ofTenant(tenantId) }
    },
  }
}
