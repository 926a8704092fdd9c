import 'server-only'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { MAX_REPLY_DEPTH, NO_CHILDREN, NO_FIELDS, type WireNode } from './wire-node'
import { decodeXmlText } from './xml-entities'

const ATTRIBUTES = ':@'
const TEXT = '#text'
const CDATA = '#cdata'

/**
 * @returns the root element; null if the text is not one well-formed, shallow XML document without a DTD.
 * The reason is not reported: the library's own messages quote the reply.
 */
export function parseXml(text: string): WireNode | null {
  if (!text.trimEnd().endsWith('>') || hasDeclaration(text)) return null
  try {
    // The parser alone accepts <a><b></a>, so the text is validated first.
    if (XMLValidator.validate(text) !== true) return null
    const roots = asOrdered(createParser().parse(text)).flatMap((entry) => toNode(entry, 0) ?? [])
    const [root] = roots
    return root && roots.length === 1 ? root : null
  } catch {
    // The parser throws at reserved names, at too deep nesting and, from toNode, at unknown entities.
    return null
  }
}

function createParser(): XMLParser {
  return new XMLParser({
    // Order is kept so that a list's items are the children of that list, not every element of their name.
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    // Otherwise 0012 becomes 12.
    parseTagValue: false,
    parseAttributeValue: false,
    trimValues: false,
    // Entities are decoded by xml-entities.ts, once, without any that a document declares.
    processEntities: false,
    ignoreDeclaration: true,
    ignorePiTags: true,
    cdataPropName: CDATA,
    maxNestedTags: MAX_REPLY_DEPTH,
  })
}

/** DOCTYPE, ENTITY and the like: anything that begins with `<!` and is neither a comment nor CDATA. Unclosed ones too. */
function hasDeclaration(text: string): boolean {
  let at = text.indexOf('<!')
  while (at >= 0) {
    const end = text.startsWith('<!--', at)
      ? text.indexOf('-->', at + 4)
      : text.startsWith('<![CDATA[', at)
        ? text.indexOf(']]>', at + 9)
        : -1
    if (end < 0) return true
    at = text.indexOf('<!', end)
  }
  return false
}

type Ordered = Record<string, unknown>

function asOrdered(value: unknown): Ordered[] {
  return Array.isArray(value) ? value.filter(isOrdered) : []
}

function isOrdered(value: unknown): value is Ordered {
  return typeof value === 'object' && value !== null
}

function toNode(entry: Ordered, depth: number): WireNode | null {
  if (depth > MAX_REPLY_DEPTH) throw new RangeError('nested too deep')
  const tag = Object.keys(entry).find((key) => key !== ATTRIBUTES)
  if (tag === undefined || tag === TEXT || tag === CDATA) return null
  const children: WireNode[] = []
  let text = ''
  for (const inner of asOrdered(entry[tag])) {
    if (TEXT in inner) text += decoded(inner[TEXT])
    else if (CDATA in inner)
      text += asOrdered(inner[CDATA])
        .map((part) => String(part[TEXT]))
        .join('')
    else {
      const child = toNode(inner, depth + 1)
      if (child !== null) children.push(child)
    }
  }
  return {
    form: 'element',
    name: tag.slice(tag.lastIndexOf(':') + 1),
    fields: toFields(entry[ATTRIBUTES]),
    text,
    children: children.length === 0 ? NO_CHILDREN : children,
  }
}

/** Attributes of EM have no prefix; those that have one (xmlns:xsi, xsi:type) belong to somebody else. */
function toFields(attributes: unknown): ReadonlyMap<string, string> {
  if (typeof attributes !== 'object' || attributes === null) return NO_FIELDS
  const fields = new Map<string, string>()
  for (const [name, value] of Object.entries(attributes)) {
    if (name !== 'xmlns' && !name.includes(':')) fields.set(name.toLowerCase(), decoded(value))
  }
  return fields
}

function decoded(raw: unknown): string {
  const text = decodeXmlText(String(raw))
  if (text === null) throw new SyntaxError('unknown entity')
  return text
}
