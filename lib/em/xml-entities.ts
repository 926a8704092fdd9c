import 'server-only'

const PREDEFINED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
])
const REFERENCE = /&(?:#x([0-9a-f]+)|#(\d+)|([A-Za-z_][\w.-]*));|&/gi
const REPLACEMENT = '\uFFFD'

/**
 * Decodes the five predefined and the numeric references, each exactly once: `&amp;lt;` is the text `&lt;`.
 * @returns null if a reference is unknown or an `&` stands alone: the text is not well-formed
 */
export function decodeXmlText(raw: string): string | null {
  if (!raw.includes('&')) return raw
  let faulty = false
  const decoded = raw.replace(REFERENCE, (_whole, hex?: string, decimal?: string, name?: string) => {
    if (hex !== undefined) return toCharacter(Number.parseInt(hex, 16))
    if (decimal !== undefined) return toCharacter(Number.parseInt(decimal, 10))
    const character = name === undefined ? undefined : PREDEFINED.get(name)
    if (character === undefined) faulty = true
    return character ?? ''
  })
  return faulty ? null : decoded
}

/** A control character in one VM's name must not cost the whole board, so it is replaced, not refused. */
function toCharacter(code: number): string {
  const isCharacter =
    code === 0x9 ||
    code === 0xa ||
    code === 0xd ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff)
  return isCharacter ? String.fromCodePoint(code) : REPLACEMENT
}
