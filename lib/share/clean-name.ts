import 'server-only'

/** Controls, and marks that turn the direction of what follows: a name must not rewrite the line it stands in. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu
const LONGEST_NAME = 300

/** Halves of characters that have lost their other half; a database would change them. */
export const toWellFormed = (text: string): string => text.replace(/\p{Cs}/gu, '\uFFFD')

/** A VM's name as a tenant may read it; null if nothing of it can be seen. */
export function cleanName(name: string | null): string | null {
  const clean = toWellFormed(name ?? '')
    .replace(UNSEEN, '')
    .trim()
  // Cut between characters, not inside one.
  return clean === '' ? null : Array.from(clean).slice(0, LONGEST_NAME).join('')
}
