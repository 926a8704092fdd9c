'use client'

import { Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { pages } from '@/lib/api/paths'
import { type FindError, findSession } from './find-error'

/** Opens a session by whatever names it. `/` leads here from anywhere; a text that leads nowhere stays, with the reason. */
export function FindBox(): ReactNode {
  const t = useTranslations('shell.find')
  const router = useRouter()
  const input = useRef<HTMLInputElement>(null)
  const errorId = useId()
  const [error, setError] = useState<FindError | null>(null)
  useSlashKey(input)

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const found = findSession(input.current?.value ?? '')
    if ('error' in found) {
      setError(found.error)
      input.current?.focus()
      return
    }
    setError(null)
    if (input.current) input.current.value = ''
    input.current?.blur()
    router.push(pages.session(found.id))
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
          className="pointer-events-none absolute top-1/2 right-2 hidden -translate-y-1/2 rounded-[5px] border border-b-2 border-line-strong bg-surface px-1.5 font-sans text-[11px] font-medium text-muted peer-focus:hidden sm:block"
        >
          {t('key')}
        </kbd>
        {error !== null && (
          <p
            id={errorId}
            role="alert"
            className="absolute top-full right-0 left-0 z-30 mt-1.5 rounded-lg border border-status-failed bg-surface px-3 py-2 text-[12.5px] break-words shadow-card"
          >
            {t(`error.${error}`)}
          </p>
        )}
      </form>
    </search>
  )
}

function useSlashKey(input: { readonly current: HTMLInputElement | null }): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
        return
      event.preventDefault()
      input.current?.focus()
      input.current?.select()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [input])
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  )
}
