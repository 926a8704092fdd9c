import 'server-only'
import { MAX_REPLY_DEPTH, NO_CHILDREN, NO_FIELDS, type WireNode } from './wire-node'

/**
 * @returns the document; null if the text is not one shallow JSON object or array. The reason is not reported:
 * the runtime's own message quotes the reply.
 */
export function parseJson(text: string): WireNode | null {
  if (isTooDeep(text)) return null
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  return typeof value === 'object' && value !== null ? toNode(null, value) : null
}

/** Looked at before parsing, because both JSON.parse and the walk below would recurse. */
function isTooDeep(text: string): boolean {
  let depth = 0
  let inString = false
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]
    if (inString) {
      if (character === '\\') at += 1
      else if (character === '"') inString = false
    } else if (character === '"') inString = true
    else if (character === '{' || character === '[') {
      depth += 1
      if (depth > MAX_REPLY_DEPTH) return true
    } else if (character === '}' || character === ']') depth -= 1
  }
  return false
}

function toNode(name: string | null, value: unknown): WireNode {
  if (Array.isArray(value)) {
    return {
      form: 'array',
      name,
      fields: NO_FIELDS,
      text: null,
      children: value.map((item) => toNode(null, item)),
    }
  }
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return { form: 'object', name, fields: NO_FIELDS, text: String(value), children: NO_CHILDREN }
  }
  // null stands for an empty list as well as for an absent value, and is told from a key that is not there at all.
  if (typeof value !== 'object' || value === null)
    return { form: 'array', name, fields: NO_FIELDS, text: null, children: NO_CHILDREN }
  const fields = new Map<string, string>()
  const children: WireNode[] = []
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner === 'object') children.push(toNode(key, inner))
    else if (!fields.has(key.toLowerCase())) fields.set(key.toLowerCase(), String(inner))
  }
  return { form: 'object', name, fields, text: null, children }
}
