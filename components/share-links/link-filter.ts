import type { LinkState } from './link-look'
import type { ShareLink } from '@/lib/api/share-replies'

export type LinkFilter = { state: LinkState | 'all'; text: string }

/** Newest first; by label, tenant, runs and whoever made it. */
export function filterLinks(links: readonly ShareLink[], filter: LinkFilter): ShareLink[] {
  const wanted = filter.text.trim().toLowerCase()
  return links
    .filter((link) => filter.state === 'all' || link.state === filter.state)
    .filter((link) => wanted === '' || textsOf(link).some((text) => text.toLowerCase().includes(wanted)))
    .toSorted((one, other) => other.createdAtUtc.localeCompare(one.createdAtUtc))
}

const textsOf = ({ label, tenant, runs, createdBy }: ShareLink): string[] => [
  label,
  tenant?.name ?? '',
  createdBy,
  ...runs.flatMap(({ name, sessionId }) => [name ?? '', sessionId]),
]

export function countByState(links: readonly ShareLink[]): Record<LinkState, number> {
  const counts = { active: 0, paused: 0, expired: 0, revoked: 0 }
  for (const { state } of links) counts[state] += 1
  return counts
}

export type TenantLinks = { id: string; name: string | null; pausable: number; revocable: number }

/** Per tenant, how many links a command for all of them would touch; those with none are left out. */
export function toTenants(links: readonly ShareLink[]): TenantLinks[] {
  const tenants = new Map<string, TenantLinks>()
  for (const { tenant, state } of links) {
    if (tenant === null || state === 'revoked') continue
    const known = tenants.get(tenant.id) ?? { ...tenant, pausable: 0, revocable: 0 }
    tenants.set(tenant.id, {
      ...known,
      pausable: known.pausable + (state === 'active' ? 1 : 0),
      revocable: known.revocable + 1,
    })
  }
  return [...tenants.values()].toSorted((one, other) => (one.name ?? '').localeCompare(other.name ?? ''))
}
