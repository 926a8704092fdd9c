'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, type ReactNode, useState } from 'react'
import { ReplyError } from '@/lib/api/get-json'
import type { ProblemCode } from '@/lib/api/problem'
import { writeNote } from '@/lib/api/teamwork-commands'
import type { RunNoteView } from '@/lib/api/teamwork-schemas'
import { CommandFailure } from '../command-failure'
import { Field } from '../share-links/field'
import { KeptNote } from './kept-note'
import { makeNoteId } from './note-id'
import { PublishChoice } from './publish-choice'
import { useDraft } from './use-draft'
import { useTeamworkCommand } from './use-teamwork-command'

const LONGEST_NOTE = 4_000
/** What tenants read is shorter, as every update to them. */
const LONGEST_PUBLISHED = 2_000

type Props = { sessionId: string; notes: readonly RunNoteView[]; mayPublish: boolean }

/**
 * Where a note is written. What was typed is lost by nothing but sending it. A note whose answer was lost may have been
 * written, and is not to reach anybody twice: until an answer comes, whatever is sent is that note, under its id.
 */
export function NoteForm({ sessionId, notes, mayPublish }: Props): ReactNode {
  const t = useTranslations('teamwork.notes')
  const [text, setText] = useDraft(`note:${sessionId}`)
  const [publishTo, setPublishTo] = useState<readonly string[]>([])
  const [fault, setFault] = useState<'empty' | 'tooLong' | null>(null)
  // Kept with the text.
  const [sentId, setSentId] = useDraft(`note-sent:${sessionId}`)
  const [keptId, setKeptId] = useState<string | null>(null)
  const write = useTeamworkCommand(
    sessionId,
    async () => {
      const id = sentId === '' ? makeNoteId() : sentId
      setSentId(id)
      setKeptId(null)
      try {
        return await writeNote(sessionId, { id, text: text.trim(), publishTo: [...publishTo] })
      } catch (error) {
        const code = codeOf(error)
        if (code === 'note_kept') setKeptId(id)
        // The answer has come: whoever sends again wants another note.
        if (code === 'note_kept' || code === 'conflict') setSentId('')
        throw error
      }
    },
    () => {
      setText('')
      setPublishTo([])
      setSentId('')
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
      {keptId !== null && <KeptNote note={notes.find(({ id }) => id === keptId) ?? null} />}
      <div className="flex flex-wrap items-center justify-end gap-3">
        <CommandFailure error={keptId === null ? write.error : null} />
        <button type="submit" className="button button-main" disabled={write.isPending}>
          {t(toAction(publishTo.length > 0, keptId !== null))}
        </button>
      </div>
      <output className="sr-only">{write.isSuccess && text === '' ? t('sent') : ''}</output>
    </form>
  )
}

const codeOf = (error: unknown): ProblemCode | null =>
  error instanceof ReplyError ? (error.problem?.code ?? null) : null

function toAction(isPublished: boolean, isAnother: boolean) {
  if (isAnother) return isPublished ? 'sendAnotherAndPublish' : 'sendAnother'
  return isPublished ? 'sendAndPublish' : 'send'
}

function toFault(text: string, isPublished: boolean): 'empty' | 'tooLong' | null {
  const { length } = text.trim()
  if (length === 0) return 'empty'
  return isPublished && length > LONGEST_PUBLISHED ? 'tooLong' : null
}
