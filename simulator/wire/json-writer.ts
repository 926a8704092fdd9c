import type { WireDocument, WireList, WireNode, WireValue } from './wire-node'

/** `pascal`: product 10–12; `camel`: product 13.0, an acknowledged slip (api.md §5.2). */
export type JsonKeyCase = 'pascal' | 'camel'

type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

export function writeJson(document: WireDocument, keyCase: JsonKeyCase): string {
  const toKey = keyCase === 'camel' ? toCamelCase : (name: string): string => name
  const toObject = (node: WireNode): Json =>
    Object.fromEntries(
      node.members.map((member) => [
        toKey(member.name),
        member.role === 'links' ? (member.value?.items.map(toObject) ?? null) : toValue(member.value),
      ]),
    )
  // An empty list is [] in older products and null in 13 (api.md §5.2, rule 5).
  const toListObject = (list: WireList): Json => ({
    [toKey(toPlural(list.itemTag))]:
      keyCase === 'camel' && list.items.length === 0 ? null : list.items.map(toObject),
  })
  const toValue = (value: WireValue): Json => {
    if (value === null || typeof value !== 'object') return value
    return 'items' in value ? toListObject(value) : toObject(value)
  }
  return JSON.stringify('node' in document ? toObject(document.node) : toListObject(document.list))
}

/** A name that already ends in s stays (api.md §5.2, rule 3). */
export function toPlural(tag: string): string {
  return tag.endsWith('s') ? tag : `${tag}s`
}

/** As .NET's camel case does it: a leading run of capitals becomes small, but for the one that starts a word. */
export function toCamelCase(name: string): string {
  const run = /^[A-Z]+/.exec(name)?.[0] ?? ''
  const small = run.length > 1 && run.length < name.length ? run.length - 1 : run.length
  return name.slice(0, small).toLowerCase() + name.slice(small)
}
