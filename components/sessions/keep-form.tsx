'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useId, useState } from 'react'

const MOST_LETTERS = 60

type Props = { busy: boolean; onKeep: (name: string, pinned: boolean) => void }

/** Keeps what the list is narrowed down by, under a name. */
export function KeepForm({ busy, onKeep }: Props): ReactNode {
  const t = useTranslations('sessions.saved')
  const id = useId()
  const [name, setName] = useState('')
  const [pinned, setPinned] = useState(true)
  return (
    <form
      className="mt-2 grid gap-2 border-t border-line pt-2.5"
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim() !== '') onKeep(name.trim(), pinned)
      }}
    >
      <label htmlFor={id} className="font-[560]">
        {t('keep')}
      </label>
      <input
        id={id}
        required
        maxLength={MOST_LETTERS}
        autoComplete="off"
        placeholder={t('namePlaceholder')}
        value={name}
        onChange={(event) => setName(event.target.value)}
        className="input"
      />
      <div className="flex flex-wrap items-center justify-between gap-2">
        <label className="inline-flex min-h-6 items-center gap-2">
          <input
            type="checkbox"
            checked={pinned}
            onChange={(event) => setPinned(event.target.checked)}
            className="size-4 accent-ink"
          />
          {t('pin')}
        </label>
        <button type="submit" className="button button-main" disabled={busy}>
          {t('save')}
        </button>
      </div>
    </form>
  )
}
