'use client'

import { Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { type FormEvent, type ReactNode, useId, useRef, useState } from 'react'
import { pages } from '@/lib/api/paths'
import { findSession, type LocatorFault } from '@/lib/failover/session-locator'
import { useShortcut } from '../keys/use-shortcut'
import { focusSearch } from './search-focus'
import { useLocatorFault } from './use-locator-fault'

/** As much as the list takes. */
const MOST_LETTERS = 200

/**
 * Opens a session by whatever names it; what is no id, URN or link is searched for in the list. `/` leads here from
 * anywhere. A text that leads nowhere stays, with the reason.
 */
export function FindBox(): ReactNode {
  const t = useTranslations('shell.find')
  const router = useRouter()
  const input = useRef<HTMLInputElement>(null)
  const errorId = useId()
  const toText = useLocatorFault()
  const [error, setError] = useState<LocatorFault | null>(null)
  const keys = useTranslations('habits.keys')
  useShortcut({ keys: '/', label: keys('find'), group: 'everywhere' }, () => {
    input.current?.focus()
    input.current?.select()
  })

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const text = input.current?.value ?? ''
    const found = findSession(text)
    if ('error' in found && found.error !== 'not_recognised') {
      setError(found)
      input.current?.focus()
      return
    }
    setError(null)
    if (input.current) input.current.value = ''
    input.current?.blur()
    if ('id' in found) {
      router.push(pages.session(found.id))
      return
    }
    router.push(pages.search(text.trim().slice(0, MOST_LETTERS)))
    focusSearch()
  }

  return (
    <search className="relative block w-full sm:max-w-[340px]">
      <form onSubmit={submit} noValidate>
        <Search
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-faint"
        />
        <input
          ref={input}
          type="search"
          name="session"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          enterKeyHint="go"
          aria-label={t('label')}
          aria-keyshortcuts="/"
          aria-invalid={error !== null}
          aria-describedby={error === null ? undefined : errorId}
          placeholder={t('placeholder')}
          onChange={() => setError(null)}
          onKeyDown={(event) => event.key === 'Escape' && setError(null)}
          className={`peer h-8 w-full rounded-lg border bg-bg pr-9 pl-8 text-text placeholder:text-faint ${error ? 'border-status-failed' : 'border-line-strong'}`}
        />
        <kbd
          aria-hidden
          className="key pointer-events-none absolute top-1/2 right-2 hidden -translate-y-1/2 peer-focus:hidden sm:inline-grid"
        >
          {t('key')}
        </kbd>
        {error !== null && (
          <p
            id={errorId}
            role="alert"
            className="absolute top-full right-0 left-0 z-30 mt-1.5 rounded-lg border border-status-failed bg-surface px-3 py-2 text-[12.5px] break-words shadow-card"
          >
            {toText(error)}
          </p>
        )}
      </form>
    </search>
  )
}
