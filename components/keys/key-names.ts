/** A key as the help writes it: a named one by its name, any other by itself. */
export type KeyPart = { name: 'mod' | 'ctrl' | 'meta' | 'alt' | 'shift' | NamedKey } | { text: string }
type NamedKey = 'enter' | 'escape' | 'space' | 'up' | 'down' | 'left' | 'right'

const NAMED: Readonly<Record<string, NamedKey | 'mod' | 'ctrl' | 'meta' | 'alt' | 'shift'>> = {
  mod: 'mod',
  ctrl: 'ctrl',
  meta: 'meta',
  alt: 'alt',
  shift: 'shift',
  enter: 'enter',
  return: 'enter',
  escape: 'escape',
  esc: 'escape',
  space: 'space',
  up: 'up',
  arrowup: 'up',
  down: 'down',
  arrowdown: 'down',
  left: 'left',
  arrowleft: 'left',
  right: 'right',
  arrowright: 'right',
}

/** The ways to press it, each as the keys that are pressed together: `j, down` is two ways, `mod+k` two keys. */
export function toKeyParts(keys: string): KeyPart[][] {
  return keys.split(', ').map((one) => {
    if (one === 'shift+slash') return [{ text: '?' }]
    return one
      .trim()
      .split('+')
      .map((part) => {
        const name = NAMED[part.toLowerCase()]
        if (name !== undefined) return { name }
        const text = part === 'slash' ? '/' : part
        return { text: text.length === 1 ? text.toUpperCase() : text }
      })
  })
}

/** For the browser only. */
export function hasCommandKey(): boolean {
  return /mac|iphone|ipad/i.test(navigator.userAgent)
}
