'use client'

import { useCallback, useMemo, useSyncExternalStore } from 'react'

/** Written on this page; what an earlier page of this tab left stands in the tab's own storage. */
const written = new Map<string, string>()
const listeners = new Set<() => void>()

/**
 * Text that somebody is writing. It stays in this tab when the page is left or loaded anew, until it is sent.
 * @param key names the text among all of this tab
 */
export function useDraft(key: string): [string, (text: string) => void] {
  const text = useSyncExternalStore(
    subscribe,
    () => written.get(key) ?? readKept(key),
    () => '',
  )
  return [text, useCallback((next) => keep(key, next), [key])]
}

/** The same of what is more than one text. @returns null where nothing was begun */
export function useDraftOf<Draft>(key: string): [Draft | null, (next: Draft | null) => void] {
  const [text, setText] = useDraft(key)
  // safe: nobody but the part of the page that the key names writes it
  const draft = useMemo(() => parse(text) as Draft | null, [text])
  const setDraft = useCallback(
    (next: Draft | null) => setText(next === null ? '' : JSON.stringify(next)),
    [setText],
  )
  return [draft, setDraft]
}

function parse(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text)
  } catch {
    return null
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function readKept(key: string): string {
  try {
    return sessionStorage.getItem(key) ?? ''
  } catch {
    // A browser that keeps nothing for pages: the text still stands as long as the page does.
    return ''
  }
}

function keep(key: string, text: string): void {
  written.set(key, text)
  try {
    if (text === '') sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, text)
  } catch {
    // As above.
  }
  for (const listener of listeners) listener()
}
