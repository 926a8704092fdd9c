import 'server-only'
import { createHash } from 'node:crypto'
import type { WallReply, WallRun } from '@/lib/api/screen-replies'

/** Letters and digits that cannot be taken for each other across a room. */
const SIGNS = 'ACDEFHJKLMNPRTUVWXY34679'
const LENGTH = 4

/** The same for the same name on every screen, at any time; the name cannot be read from it. */
export function toCode(of: string): string {
  const digest = createHash('sha256').update(of).digest()
  return [...digest.subarray(0, LENGTH)].map((byte) => SIGNS[byte % SIGNS.length]).join('')
}

type Named = { id: string; name: string | null } | null

const inCode = <Link extends Named>(link: Link, kind: string): Link =>
  link && { ...link, id: toCode(link.id), name: `${kind} ${toCode(link.id)}` }

/** A run for a screen that strangers may see: codes for tenant and plan, and nothing that names a VM, a host or a person. */
export function withCodes(run: WallRun): WallRun {
  const { session, tag, acknowledgedBy } = run
  return {
    ...run,
    session: {
      ...session,
      // A plan is mostly named after its tenant.
      name: `Plan ${toCode(session.plan?.id ?? session.name ?? session.id)}`,
      tenant: inCode(session.tenant, 'Tenant'),
      plan: inCode(session.plan, 'Plan'),
      backupServer: null,
      failureMessage: null,
    },
    failures: [],
    tag: tag && { ...tag, setBy: '' },
    acknowledgedBy: acknowledgedBy && '',
  }
}

export function scopeInCode(scope: WallReply['screen']['scope']): WallReply['screen']['scope'] {
  if (scope.kind !== 'tenant') return scope
  const code = toCode(scope.tenantId)
  return { kind: 'tenant', tenantId: code, tenantName: `Tenant ${code}` }
}
