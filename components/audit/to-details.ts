import type { AuditEventView } from '@/lib/api/audit-replies'

type Value = AuditEventView['detail'][string]

/** One thing that an event tells of itself; `before` where it was changed. */
export type Detail = { key: string; value: Value; before?: Value }

/** What an event tells of itself, in an order of its own; what was changed stands beside what it was. */
export function toDetails({ action, detail }: Pick<AuditEventView, 'action' | 'detail'>): Detail[] {
  const of = (key: string): Value => detail[key] ?? null
  switch (action) {
    case 'run_tagged':
      return [{ key: 'kind', value: of('kind'), before: of('before') }]
    case 'run_finalised':
      return [
        { key: 'outcome', value: of('outcome'), before: of('before') },
        ...(of('note') === null ? [] : [{ key: 'note', value: of('note') }]),
      ]
    case 'target_set':
      return [
        { key: 'rto', value: of('rtoMs'), before: of('beforeRtoMs') },
        { key: 'rpo', value: of('rpoMs'), before: of('beforeRpoMs') },
      ]
    default:
      return Object.entries(detail).map(([key, value]) => ({ key, value }))
  }
}

/** A name that a program gave, for people: `expiresAtUtc` → `expires at utc`. */
export const toWords = (key: string): string =>
  key
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase()
