'use client'

import { useEffect } from 'react'

const ICONS = 'link[rel~="icon"]'

/**
 * Puts words before the page's title and an icon of our own in the tab. Next writes both anew with every page, so the
 * head is watched; what was there comes back when there is nothing more to say.
 * @param prefix null: the title as it is
 * @param icon null: the program's own icon
 */
export function useTab(prefix: string | null, icon: string | null): void {
  useEffect(() => {
    if (prefix === null) return undefined
    let own: string | null = null
    let base = document.title
    const apply = (): void => {
      if (document.title === own) return
      base = document.title
      own = `${prefix} · ${base}`
      document.title = own
    }
    apply()
    const stop = watchHead(apply)
    return () => {
      stop()
      if (document.title === own) document.title = base
    }
  }, [prefix])

  useEffect(() => {
    if (icon === null) return undefined
    const before = new Map<HTMLLinkElement, string>()
    const apply = (): void => {
      for (const link of document.querySelectorAll<HTMLLinkElement>(ICONS)) {
        const href = link.getAttribute('href') ?? ''
        if (href === icon) continue
        before.set(link, href)
        link.setAttribute('href', icon)
      }
    }
    apply()
    const stop = watchHead(apply)
    return () => {
      stop()
      for (const [link, href] of before)
        if (link.getAttribute('href') === icon) link.setAttribute('href', href)
    }
  }, [icon])
}

function watchHead(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange)
  observer.observe(document.head, { childList: true, characterData: true, subtree: true })
  return () => observer.disconnect()
}
