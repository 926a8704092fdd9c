'use client'

import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { readDraft, subscribeDrafts, writeDraft } from './draft-store'

/**
 * Text that somebody is writing. It stays in this tab when the page is left or loaded anew, until it is sent, or the person
 * signs out.
 * @param key names the text among all of this tab
 */
export function useDraft(key: string): [string, (text: string) => void] {
  const text = useSyncExternalStore(
    subscribeDrafts,
    () => readDraft(key),
    () => '',
  )
  return [text, useCallback((next) => writeDraft(key, next), [key])]
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
