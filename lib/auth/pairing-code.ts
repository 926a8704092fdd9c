import 'server-only'
import { randomInt } from 'node:crypto'

/**
 * What can be read across a room and told over the phone: no 0 and O, 1, I and L, 2 and Z, 5 and S, 6 and G, 8 and B
 * side by side, no U for V, no Q for O, and no vowels, so that no code is a word. 23 of them six times are 148 million.
 */
export const CODE_ALPHABET = 'CDFGHJKMNPRTVWXY2345789'
export const CODE_LENGTH = 6

const CODE = new RegExp(`^[${CODE_ALPHABET}]{${CODE_LENGTH}}$`)

export const makeCode = (): string =>
  Array.from({ length: CODE_LENGTH }, () => CODE_ALPHABET.charAt(randomInt(CODE_ALPHABET.length))).join('')

/** What somebody has typed, with blanks, dashes and small letters, as the code that it means; null if it can be none. */
export function parseCode(raw: string): string | null {
  const code = raw
    .normalize('NFKC')
    .replace(/[\s._\-\u2010-\u2015]/g, '')
    .toUpperCase()
  return CODE.test(code) ? code : null
}
