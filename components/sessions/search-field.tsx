'use client'

import { Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { pages } from '@/lib/api/paths'
import { findSession } from '@/lib/failover/session-locator'
import { registerSearch } from '../shell/search-focus'

/** Long enough to type on, short enough to feel at once. */
const PAUSE_MS = 300
const MOST_LETTERS = 200

type Props = {
  /** As the address says it. */
  sought: string | null
  /** @param isTyping the text goes on from what was sought before */
  onSearch: (text: string | null, isTyping: boolean) => void
}

/**
 * Searches names of plans, tenants, servers and VMs. The server is asked when the typing pauses; the text itself is never
 * taken back by an answer. A GUID, URN or Href and Enter open the run that it names.
 */
export function SearchField({ sought, onSearch }: Props): ReactNode {
  const t = useTranslations('sessions.filter')
  const router = useRouter()
  const [text, setText] = useState(sought ?? '')
  /** What this field has last asked for; another word in the address came from elsewhere, as by the back button. */
  const [asked, setAsked] = useState(sought)
  const [known, setKnown] = useState(sought)
  if (known !== sought) {
    setKnown(sought)
    if (sought !== asked) {
      setAsked(sought)
      setText(sought ?? '')
    }
  }
  const field = useRef<HTMLInputElement>(null)
  // Whoever searched from the top bar is led here.
  useEffect(() => (field.current === null ? undefined : registerSearch(field.current)), [])
  const search = useRef(onSearch)
  useEffect(() => {
    search.current = onSearch
  })

  const wanted = text.trim() === '' ? null : text.trim()
  useEffect(() => {
    if (wanted === asked) return undefined
    const timer = setTimeout(() => {
      setAsked(wanted)
      search.current(wanted, asked !== null && wanted !== null)
    }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [wanted, asked])

  return (
    <search aria-label={t('search')} className="relative ml-auto w-full sm:w-[240px]">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          const found = findSession(text)
          // Nothing is searched for any more, also not when the typing pauses.
          setAsked(wanted)
          if ('id' in found) router.push(pages.session(found.id))
          else if (wanted !== asked) onSearch(wanted, asked !== null && wanted !== null)
        }}
      >
        <Search
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-faint"
        />
        <input
          ref={field}
          type="search"
          name="q"
          autoComplete="off"
          spellCheck={false}
          maxLength={MOST_LETTERS}
          aria-label={t('search')}
          placeholder={t('searchHint')}
          value={text}
          onChange={(event) => setText(event.target.value)}
          className="input pl-8"
        />
      </form>
    </search>
  )
}
