import type { ReportUnknown } from '@/lib/api/report'

export type UnknownGroup = Pick<ReportUnknown, 'what' | 'reason'> & {
  /** Null: the run itself. */
  vms: Pick<ReportUnknown, 'key' | 'vmName'>[] | null
}

/** What is not known for one and the same reason, in one line, in the order in which it first comes up. */
export function groupUnknown(unknown: readonly ReportUnknown[]): UnknownGroup[] {
  const groups = new Map<string, UnknownGroup>()
  for (const { what, reason, key, vmName } of unknown) {
    const name = `${key === null ? 'run' : 'vm'} ${what} ${reason}`
    const group = groups.get(name)
    if (group === undefined) groups.set(name, { what, reason, vms: key === null ? null : [{ key, vmName }] })
    else group.vms?.push({ key, vmName })
  }
  return [...groups.values()]
}
