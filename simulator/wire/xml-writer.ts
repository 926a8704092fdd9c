import type { WireDocument, WireList, WireMember, WireNode, WireValue } from './wire-node'

const NAMESPACES =
  ' xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://www.veeam.com/ent/v1.0"'

const ATTRIBUTE_ORDER = ['Href', 'Name', 'Type', 'Rel', 'UID']
const ROLE_ORDER = { attribute: 0, links: 1, base: 2, own: 3 } as const

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** EM's XML: default namespace, null omitted, an empty list is an empty element (api.md §5.1). */
export function writeXml(document: WireDocument): string {
  const root =
    'node' in document
      ? writeNode(document.node, document.node.tag, NAMESPACES)
      : writeList(document.list, document.listTag, NAMESPACES)
  return `<?xml version="1.0" encoding="utf-8"?>\r\n${root}`
}

function writeNode(node: WireNode, tag: string, namespaces = ''): string {
  const attributes = node.members
    .flatMap((member) => (member.role === 'attribute' && member.value !== null ? [member] : []))
    .sort((left, right) => attributePlace(left) - attributePlace(right))
    .map((member) => ` ${member.name}="${escapeXml(String(member.value))}"`)
    .join('')
  const children = node.members
    .filter((member) => member.role !== 'attribute')
    .sort((left, right) => ROLE_ORDER[left.role] - ROLE_ORDER[right.role])
    .map((member) => writeElement(member.name, member.value))
    .join('')
  return wrap(tag, `${attributes}${namespaces}`, children)
}

function writeElement(name: string, value: WireValue): string {
  if (value === null) return ''
  if (typeof value !== 'object') return wrap(name, '', escapeText(String(value)))
  return 'items' in value ? writeList(value, name) : writeNode(value, name)
}

function writeList(list: WireList, tag: string, namespaces = ''): string {
  return wrap(tag, namespaces, list.items.map((item) => writeNode(item, item.tag)).join(''))
}

const wrap = (tag: string, attributes: string, content: string): string =>
  content === '' ? `<${tag}${attributes} />` : `<${tag}${attributes}>${content}</${tag}>`

function attributePlace(member: WireMember): number {
  const place = ATTRIBUTE_ORDER.indexOf(member.name)
  return place < 0 ? ATTRIBUTE_ORDER.length : place
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character)
}

/** EM writes a slash in text as a number too (api.md §5.1). */
const escapeText = (text: string): string => escapeXml(text).replaceAll('/', '&#x2F;')
