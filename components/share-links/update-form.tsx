'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, type ReactNode, useState } from 'react'
import { writeShareUpdate } from '@/lib/api/share-commands'
import { CommandFailure } from '../command-failure'
import { Field } from './field'
import { useShareCommand } from './use-share-command'

export type UpdateDraft = { text: string; author: string }
type Props = {
  linkId: string
  /** Held by the page: closing the link's details does not lose it. */
  draft: UpdateDraft
  onDraft: (draft: UpdateDraft) => void
}

export function UpdateForm({ linkId, draft, onDraft }: Props): ReactNode {
  const t = useTranslations('shareLinks.updates')
  const [isEmpty, setIsEmpty] = useState(false)
  const write = useShareCommand(
    () => writeShareUpdate(linkId, { text: draft.text.trim(), author: draft.author.trim() }),
    () => onDraft({ ...draft, text: '' }),
  )
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const empty = draft.text.trim() === ''
    setIsEmpty(empty)
    if (!empty) write.mutate(undefined)
  }
  return (
    <form onSubmit={submit} noValidate className="grid gap-3 px-4 sm:px-5 py-3.5">
      <Field label={t('text')} hint={t('hint')} fault={isEmpty ? t('textFault') : null}>
        {(control) => (
          <textarea
            {...control}
            dir="auto"
            value={draft.text}
            onChange={(event) => {
              onDraft({ ...draft, text: event.target.value })
              setIsEmpty(false)
            }}
            maxLength={2_000}
            rows={3}
            readOnly={write.isPending}
            className="input resize-y"
          />
        )}
      </Field>
      <div className="flex flex-wrap items-start gap-3">
        <Field label={t('author')} hint={t('authorHint')} className="flex-1 basis-[130px]">
          {(control) => (
            <input
              {...control}
              dir="auto"
              value={draft.author}
              onChange={(event) => onDraft({ ...draft, author: event.target.value })}
              maxLength={120}
              autoComplete="off"
              className="input"
            />
          )}
        </Field>
        <button type="submit" disabled={write.isPending} className="button button-main mt-6 min-h-[34px]">
          {t('send')}
        </button>
      </div>
      <CommandFailure error={write.error} />
      <output className="sr-only">{write.isSuccess ? t('sent') : ''}</output>
    </form>
  )
}
