import type { Fault } from '../faults'
import type { HttpReply } from './http-reply'

const PROXY_PAGE =
  '<!DOCTYPE html>\n<html><head><title>Please wait</title></head><body><h1>Gateway maintenance</h1><p>Back soon<br></body></html>\n'

const ENTITY_BOMB = [
  '<!DOCTYPE bomb [',
  '<!ENTITY a0 "aaaaaaaaaa">',
  ...Array.from({ length: 9 }, (_, level) => `<!ENTITY a${level + 1} "${`&a${level};`.repeat(10)}">`),
  ']>',
].join('')

/** Changes what a reply says. Faults of the connection are not done here and leave it as it is. */
export function spoilReply(reply: HttpReply, fault: Fault): HttpReply {
  const isJson = reply.headers['Content-Type']?.startsWith('application/json') ?? false
  switch (fault.kind) {
    case 'html':
      return { status: 200, headers: { 'Content-Type': 'text/html; charset=utf-8' }, body: PROXY_PAGE }
    case 'empty':
      return { ...reply, body: '' }
    case 'bom':
      return { ...reply, body: `\uFEFF${reply.body}` }
    case 'dtd':
      return { ...reply, body: withBomb(reply.body) }
    case 'huge':
      return { ...reply, body: isJson ? hugeJson(fault.bytes) : hugeXml(fault.bytes) }
    case 'deep':
      return { ...reply, body: isJson ? deepJson(fault.levels) : deepXml(fault.levels) }
    default:
      return reply
  }
}

/** After the prolog; the last entity is used in the root, or the bomb would never go off. */
function withBomb(xml: string): string {
  const prolog = /^<\?xml[^>]*\?>\s*/.exec(xml)?.[0] ?? ''
  const armed = xml.slice(prolog.length).replace(/^(<[^>]*[^/>])>/, '$1><Description>&a9;</Description>')
  return `${prolog}${ENTITY_BOMB}${armed}`
}

function fill(head: string, tail: string, bytes: number): string {
  return head + 'x'.repeat(Math.max(0, bytes - head.length - tail.length)) + tail
}

const hugeXml = (bytes: number): string =>
  fill(
    '<?xml version="1.0" encoding="utf-8"?><Filler xmlns="http://www.veeam.com/ent/v1.0">',
    '</Filler>',
    bytes,
  )

const hugeJson = (bytes: number): string => fill('{"Filler":"', '"}', bytes)

const deepXml = (levels: number): string =>
  `<?xml version="1.0" encoding="utf-8"?>${'<a>'.repeat(levels)}${'</a>'.repeat(levels)}`

const deepJson = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels)
