'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { RunNoteView } from '@/lib/api/teamwork-schemas'
import { Fault } from '../fault'

/**
 * Says that the note as it was sent first was written, although no answer came, and what it says; so that what was changed
 * since is written only by who wants both. @param note null: the page has not read it yet, or it was withdrawn
 */
export function KeptNote({ note }: { note: RunNoteView | null }): ReactNode {
  const t = useTranslations('teamwork.notes.kept')
  return (
    <div role="alert" data-testid="note-kept" className="grid max-w-[100ch] gap-1.5">
      <Fault>{t('first')}</Fault>
      {note !== null && (
        <blockquote className="border-l-2 border-line-strong pl-3">
          <p dir="auto" className="text-start whitespace-pre-line foreign-text">
            {note.text}
          </p>
          <p className="text-[12.5px] text-muted">
            {note.publishedTo === 0 ? t('forStaff') : t('published', { count: note.publishedTo })}
          </p>
        </blockquote>
      )}
      <p>{t('next')}</p>
    </div>
  )
}
