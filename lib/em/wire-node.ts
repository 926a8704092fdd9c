import 'server-only'
import { parseEmTime } from '@/lib/failover/em-time'

/**
 * One view on a piece of a reply, whether it came as XML or as JSON, so that every reader is written once.
 * Names are compared without regard to case: 13.0 writes JSON keys in camelCase, older and later servers do not.
 * @see EM wire reference §5.1 and §5.2
 */
export type WireNode = {
  readonly form: 'element' | 'object' | 'array'
  /** The local tag name or the JSON key; null for a JSON document and for the items of an array. */
  readonly name: string | null
  /** XML attributes and JSON scalars, by name in lower case. */
  readonly fields: ReadonlyMap<string, string>
  /** An XML element's own text, a JSON array item's scalar; null elsewhere. */
  readonly text: string | null
  readonly children: readonly WireNode[]
}

export const NO_FIELDS: ReadonlyMap<string, string> = new Map()
export const NO_CHILDREN: readonly WireNode[] = []

/** EM's replies nest about ten deep; what nests deeper is not one of them. */
export const MAX_REPLY_DEPTH = 64

export function hasName(node: WireNode, name: string): boolean {
  return node.name !== null && node.name.toLowerCase() === name.toLowerCase()
}

export function childOf(node: WireNode, name: string): WireNode | null {
  return node.children.find((child) => hasName(child, name)) ?? null
}

/** An attribute's, a JSON scalar's or a simple child element's text, as it stands; null when absent or blank. */
export function textOf(node: WireNode, name: string): string | null {
  const raw = node.fields.get(name.toLowerCase()) ?? childOf(node, name)?.text ?? null
  return raw === null || raw.trim() === '' ? null : raw
}

/** As {@link textOf}, without the space around it. */
export function wordOf(node: WireNode, name: string): string | null {
  return textOf(node, name)?.trim() ?? null
}

/** @returns UTC text; null when absent, "never" (year 1753) or no time */
export function timeOf(node: WireNode, name: string): string | null {
  return parseEmTime(textOf(node, name))
}

/** @returns a whole number within the limits; null when absent or anything else, never a default */
export function intOf(node: WireNode, name: string, limits: { min: number; max: number }): number | null {
  const word = wordOf(node, name)
  if (word === null || !/^-?\d{1,9}$/.test(word)) return null
  const value = Number(word)
  return value >= limits.min && value <= limits.max ? value : null
}

export function booleanOf(node: WireNode, name: string): boolean | null {
  const word = wordOf(node, name)?.toLowerCase()
  if (word === 'true' || word === '1') return true
  return word === 'false' || word === '0' ? false : null
}

/**
 * The items of a list of the given name; empty when the list is absent, null or empty.
 * @param tags what an item is called in XML; JSON items have no name of their own
 */
export function listOf(node: WireNode, name: string, tags: readonly string[]): WireNode[] {
  const wrapper = childOf(node, name)
  if (wrapper === null) return []
  return itemsOf(wrapper).filter((item) => item.name === null || tags.some((tag) => hasName(item, tag)))
}

/**
 * The items of a list, of the wrapper's own level only: a task and the list of tasks share one tag.
 * In JSON a list type is an object around the array (`{"Sessions": {"Sessions": […]}}`), in a collection it is bare.
 */
export function itemsOf(wrapper: WireNode): readonly WireNode[] {
  if (wrapper.form !== 'object') return wrapper.children
  const arrays = wrapper.children.filter((child) => child.form === 'array' && !hasName(child, 'Links'))
  const named = arrays.find((child) => child.name?.toLowerCase() === wrapper.name?.toLowerCase())
  return (named ?? arrays.find((child) => child.children.length > 0))?.children ?? NO_CHILDREN
}
