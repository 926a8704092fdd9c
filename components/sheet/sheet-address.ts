/** What a side sheet shows: a VM of the run by its task's key, or a replica point by its id. */
export type SheetTarget = { vm: string } | { point: string }

/** The part of the address that names it; an address names one sheet at most. */
const NAMES = ['vm', 'point'] as const

/** @returns null where the address names no sheet */
export function parseSheet(search: { get: (name: string) => string | null }): SheetTarget | null {
  const point = search.get('point')
  if (point !== null && point !== '') return { point }
  const vm = search.get('vm')
  return vm === null || vm === '' ? null : { vm }
}

/** The same address with another sheet, or without one; all else in it stays. */
export function withSheet(search: string, target: SheetTarget | null): string {
  const next = new URLSearchParams(search)
  for (const name of NAMES) next.delete(name)
  if (target !== null) {
    if ('vm' in target) next.set('vm', target.vm)
    else next.set('point', target.point)
  }
  const text = next.toString()
  return text === '' ? '' : `?${text}`
}

/** One text per sheet, for keys and comparisons. */
export function toSheetId(target: SheetTarget): string {
  return 'vm' in target ? `vm ${target.vm}` : `point ${target.point}`
}
