/** What of a key press decides which key of the page it is. */
export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'getModifierState'
>

const NAMES: Readonly<Record<string, string>> = {
  esc: 'escape',
  return: 'enter',
  space: ' ',
  slash: '/',
  comma: ',',
  period: '.',
  up: 'arrowup',
  down: 'arrowdown',
  left: 'arrowleft',
  right: 'arrowright',
}

/** Whether the keys lead to something while somebody types too. */
export const worksWhileTyping = (keys: string): boolean => /\b(mod|ctrl|meta)\+/.test(keys)

/**
 * Whether a press is meant by keys such as `j`, `?`, `shift+a`, `mod+k` (⌘ or Ctrl) or `j, down`. By the character that
 * is produced, wherever its key lies: `?` is Shift+/ here and Shift+ß there. On a keyboard of another script a letter is
 * the key that bears it on a Latin one.
 */
export function isPressed(keys: string, press: KeyPress): boolean {
  return keys.split(', ').some((one) => isOne(one.trim().toLowerCase(), press))
}

function isOne(combination: string, press: KeyPress): boolean {
  const parts = combination === '+' ? ['+'] : combination.split('+')
  const wanted = new Set(parts.slice(0, -1))
  const named = parts.at(-1) ?? ''
  const key = wanted.has('shift') && named === 'slash' ? '?' : (NAMES[named] ?? named)
  const character = key.length === 1 && !/[a-z ]/.test(key)
  if (toKey(press) !== key) return false

  // Ctrl and Alt are how some keyboards write a character.
  const graph = character && press.getModifierState('AltGraph')
  const command = press.ctrlKey || press.metaKey
  const wantsCommand = wanted.has('mod') || wanted.has('ctrl') || wanted.has('meta')
  if (command !== wantsCommand && !graph) return false
  if (wanted.has('ctrl') && !press.ctrlKey) return false
  if (wanted.has('meta') && !press.metaKey) return false
  if (press.altKey !== wanted.has('alt') && !graph) return false
  // Shift is part of writing a character, and another key where it is a letter's or a named one's.
  return character || press.shiftKey === wanted.has('shift')
}

function toKey({ key, code }: KeyPress): string {
  const latin = /^Key([A-Z])$/.exec(code)?.[1]
  const foreign = key.length === 1 && key > '\u007f'
  return foreign && latin !== undefined ? latin.toLowerCase() : key.toLowerCase()
}
