import 'server-only'
import { ROLES, type Role } from '@/lib/failover/role'

export type Claims = Readonly<Record<string, unknown>>

/**
 * The groups that a claim names; null if the claim is not there.
 * @param name of the claim; where none has this very name, dots lead into objects, such as `realm_access.roles`
 */
export function groupsOf(claims: Claims, name: string): string[] | null {
  const value = Object.hasOwn(claims, name) ? claims[name] : within(claims, name.split('.'))
  if (typeof value === 'string') return [value]
  if (!Array.isArray(value)) return null
  return value.filter((group): group is string => typeof group === 'string')
}

function within(claims: Claims, path: readonly string[]): unknown {
  let value: unknown = claims
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
    value = (value as Claims)[step] // safe: an object, and the step is its own
  }
  return value
}

/** Of several groups the highest role counts; null if none of them has one. */
export function roleOfGroups(groups: readonly string[], map: ReadonlyMap<string, Role>): Role | null {
  const found = new Set(groups.map((group) => map.get(group)))
  return ROLES.findLast((role) => found.has(role)) ?? null
}

/** How a person is called; the provider's own id where it tells nothing better. */
export function nameOf(claims: Claims, subject: string): string {
  for (const name of ['name', 'preferred_username', 'email']) {
    const value = claims[name]
    if (typeof value === 'string' && value.trim() !== '') return value.trim().slice(0, LONGEST_NAME)
  }
  return subject
}

const LONGEST_NAME = 256
