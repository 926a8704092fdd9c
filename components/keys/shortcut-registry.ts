import { isPressed, worksWhileTyping } from './match-keys'

export type Shortcut = {
  /** `j`, `?`, `mod+k`, `j, down`: see {@link isPressed}. */
  keys: string
  /** What it does, for the list of keys. */
  label: string
  /** Which part of the list of keys it stands in. */
  group: 'everywhere' | 'list' | 'session'
}

/** A key that does something on this page now. */
export type ActiveShortcut = Shortcut & { run: () => void }

let active: readonly ActiveShortcut[] = []
const watchers = new Set<() => void>()

function change(next: readonly ActiveShortcut[]): void {
  if (active.length === 0 && next.length > 0) document.addEventListener('keydown', onKeyDown)
  if (next.length === 0) document.removeEventListener('keydown', onKeyDown)
  active = next
  for (const watcher of watchers) watcher()
}

/** @returns takes the key away again */
export function addShortcut(shortcut: ActiveShortcut): () => void {
  change([...active, shortcut])
  return () => change(active.filter((other) => other !== shortcut))
}

export const activeShortcuts = (): readonly ActiveShortcut[] => active

export function watchShortcuts(watcher: () => void): () => void {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

/** One listener for all: of two that want the same key, the newer one has it. */
function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || isDialogOpen()) return
  const typing = isTyping(event.composedPath()[0] ?? event.target)
  const meant = active.findLast(({ keys }) => (!typing || worksWhileTyping(keys)) && isPressed(keys, event))
  if (meant === undefined) return
  event.preventDefault()
  meant.run()
}

/** A dialog has its own keys. One that leaves the page in use says so by `data-modeless`. */
function isDialogOpen(): boolean {
  const modal = 'dialog[open]:not([data-modeless]), [role="dialog"][aria-modal="true"]'
  return document.querySelector(modal) !== null
}

const NOT_TYPED_INTO = /^(button|checkbox|color|file|image|radio|range|reset|submit)$/

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return !NOT_TYPED_INTO.test(target.type)
  if (/^(TEXTAREA|SELECT)$/.test(target.tagName) || target.isContentEditable) return true
  // In these a letter goes to the entry that begins with it.
  return target.closest('[role="menu"], [role="listbox"]') !== null
}
