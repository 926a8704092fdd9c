import type { ReportTransition } from '@/lib/api/report'

export type SeenChange = Pick<ReportTransition, 'atUtc' | 'notBeforeUtc' | 'emTimeUtc' | 'key'> & {
  changes: Pick<ReportTransition, 'field' | 'from' | 'to'>[]
}

/** What was seen of one VM in one look is one line: state and result usually change together. */
export function groupTransitions(transitions: readonly ReportTransition[]): SeenChange[] {
  const lines = new Map<string, SeenChange>()
  for (const { atUtc, notBeforeUtc, emTimeUtc, key, field, from, to } of transitions) {
    const name = `${atUtc} ${notBeforeUtc} ${key === null ? 'run' : `vm ${key}`}`
    const line = lines.get(name)
    if (line === undefined) {
      lines.set(name, { atUtc, notBeforeUtc, emTimeUtc, key, changes: [{ field, from, to }] })
    } else {
      line.changes.push({ field, from, to })
      line.emTimeUtc ??= emTimeUtc
    }
  }
  return [...lines.values()]
}
