'use client'

import { Eye, EyeOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type FormEvent, type ReactNode, useId, useRef, useState } from 'react'
import { paths } from '@/lib/api/paths'
import { sendJson } from '@/lib/api/send-json'
import { useHydrated } from '../use-hydrated'
import { toFailure, type FormFailure } from './to-failure'

export type Way = FormFailure['kind']

/** The one button that the page is about. */
const PRIMARY =
  'inline-flex min-h-10 w-full items-center justify-center rounded-lg bg-ink px-4 text-[14px] font-[580] text-on-ink hover:opacity-90 disabled:opacity-60'
const FIELD =
  'h-10 w-full rounded-lg border border-line-strong bg-bg px-3 text-[14px] text-text placeholder:text-faint'

type Props = {
  way: Way
  returnPath: string
  /** The last try failed: the fields are marked. */
  isFailing: boolean
  onFailure: (failure: FormFailure | null) => void
}

export function CredentialsForm({ way, returnPath, isFailing, onFailure }: Props): ReactNode {
  const t = useTranslations('signIn')
  const hydrated = useHydrated()
  const password = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const isLocal = way === 'local'

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    if (busy) return
    const form = new FormData(event.currentTarget)
    setBusy(true)
    onFailure(null)
    try {
      await sendJson('POST', paths.signIn(way), {
        username: form.get('username'),
        password: form.get('password'),
      })
      // A whole load: the pages are anew the person's.
      window.location.assign(returnPath)
    } catch (error) {
      if (password.current) password.current.value = ''
      onFailure(toFailure(error, way, Date.now()))
      setBusy(false)
    }
  }

  return (
    // A post, so that a password never gets into an address; without scripts the button does nothing at all.
    <form method="post" onSubmit={(event) => void submit(event)} className="grid gap-4" data-way={way}>
      <NameField way={way} isFailing={isFailing} />
      <PasswordField
        input={password}
        label={t(isLocal ? 'local.password' : 'password')}
        isFailing={isFailing}
      />
      <button
        type="submit"
        disabled={!hydrated}
        aria-disabled={busy}
        className={`${PRIMARY} aria-disabled:opacity-60`}
      >
        {t(busy ? 'busy' : isLocal ? 'local.submit' : 'submit')}
      </button>
      {!isLocal && <p className="text-[12.5px] text-muted">{t('kept')}</p>}
    </form>
  )
}

function NameField({ way, isFailing }: Pick<Props, 'way' | 'isFailing'>): ReactNode {
  const t = useTranslations('signIn')
  const id = useId()
  const isLocal = way === 'local'
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-[560]">
        {t(isLocal ? 'local.name' : 'name')}
      </label>
      <input
        id={id}
        name="username"
        required
        maxLength={256}
        autoComplete="username"
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
        aria-invalid={isFailing}
        aria-describedby={isLocal ? undefined : `${id}-hint`}
        className={FIELD}
      />
      {!isLocal && (
        <p id={`${id}-hint`} className="text-[12.5px] text-muted">
          {t('nameHint')}
        </p>
      )}
    </div>
  )
}

function PasswordField({
  input,
  label,
  isFailing,
}: {
  input: { current: HTMLInputElement | null }
  label: string
  isFailing: boolean
}): ReactNode {
  const t = useTranslations('signIn')
  const id = useId()
  const [shown, setShown] = useState(false)
  const Icon = shown ? EyeOff : Eye
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-[560]">
        {label}
      </label>
      <div className="relative">
        <input
          ref={input}
          id={id}
          name="password"
          type={shown ? 'text' : 'password'}
          required
          maxLength={1024}
          autoComplete="current-password"
          autoCapitalize="off"
          spellCheck={false}
          aria-invalid={isFailing}
          className={`${FIELD} pr-11`}
        />
        <button
          type="button"
          aria-pressed={shown}
          aria-label={t('showPassword')}
          title={t(shown ? 'hidePassword' : 'showPassword')}
          onClick={() => setShown(!shown)}
          className="absolute inset-y-0 right-0 grid w-10 place-items-center rounded-lg text-muted hover:text-text"
        >
          <Icon aria-hidden className="size-4" />
        </button>
      </div>
    </div>
  )
}
