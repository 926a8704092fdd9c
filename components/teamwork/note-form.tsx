'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, type ReactNode, useState } from 'react'
import { ReplyError } from '@/lib/api/get-json'
import { writeNote } from '@/lib/api/teamwork-commands'
import { CommandFailure } from '../command-failure'
import { Field } from '../share-links/field'
import { PublishChoice } from './publish-choice'
import { type SentNote, toSentNote } from './sent-note'
import { useDraft, useDraftOf } from './use-draft'
import { useTeamworkCommand } from './use-teamwork-command'

const LONGEST_NOTE = 4_000
/** What tenants read is shorter, as every update to them. */
const LONGEST_PUBLISHED = 2_000

type Props = { sessionId: string; mayPublish: boolean }

/** Where a note is written. What was typed is lost by nothing but sending it. */
export function NoteForm({ sessionId, mayPublish }: Props): ReactNode {
  const t = useTranslations('teamwork.notes')
  const [text, setText] = useDraft(`note:${sessionId}`)
  const [publishTo, setPublishTo] = useState<readonly string[]>([])
  const [fault, setFault] = useState<'empty' | 'tooLong' | null>(null)
  // Kept with the text: a note whose answer was lost may have been written, and is not to reach anybody twice.
  const [sent, setSent] = useDraftOf<SentNote>(`note-sent:${sessionId}`)
  const write = useTeamworkCommand(
    sessionId,
    async () => {
      const note = toSentNote(sent, text.trim(), publishTo)
      setSent(note)
      try {
        return await writeNote(sessionId, { ...note, publishTo: [...note.publishTo] })
      } catch (error) {
        // Nothing stands under this id that is this note: whoever sends it again wants it written.
        if (error instanceof ReplyError && error.problem?.code === 'conflict') setSent(null)
        throw error
      }
    },
    () => {
      setText('')
      setPublishTo([])
      setSent(null)
    },
  )
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const found = toFault(text, publishTo.length > 0)
    setFault(found)
    if (found === null && !write.isPending) write.mutate()
  }
  return (
    <form onSubmit={submit} noValidate className="grid gap-3 px-4 py-3">
      <Field label={t('text')} fault={fault && t(`fault.${fault}`)}>
        {(control) => (
          <textarea
            {...control}
            dir="auto"
            rows={text === '' ? 2 : 4}
            maxLength={LONGEST_NOTE}
            value={text}
            readOnly={write.isPending}
            placeholder={t('placeholder')}
            onChange={(event) => {
              setText(event.target.value)
              setFault(null)
            }}
            className="input resize-y"
          />
        )}
      </Field>
      {mayPublish && text.trim() !== '' && (
        <PublishChoice
          sessionId={sessionId}
          chosen={publishTo}
          disabled={write.isPending}
          onChange={setPublishTo}
        />
      )}
      <div className="flex flex-wrap items-center justify-end gap-3">
        <CommandFailure error={write.error} />
        <button type="submit" className="button button-main" disabled={write.isPending}>
          {t(publishTo.length > 0 ? 'sendAndPublish' : 'send')}
        </button>
      </div>
      <output className="sr-only">{write.isSuccess && text === '' ? t('sent') : ''}</output>
    </form>
  )
}

function toFault(text: string, isPublished: boolean): 'empty' | 'tooLong' | null {
  const { length } = text.trim()
  if (length === 0) return 'empty'
  return isPublished && length > LONGEST_PUBLISHED ? 'tooLong' : null
}
