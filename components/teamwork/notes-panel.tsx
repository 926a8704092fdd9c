'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { SessionReply } from '@/lib/api/replies'
import { NoteForm } from './note-form'
import { NoteItem } from './note-item'

type Props = { reply: Pick<SessionReply, 'session' | 'notes' | 'may' | 'teamworkUnknown'> }

/** What staff tell each other of a run, newest first, and the place to tell more. */
export function NotesPanel({ reply }: Props): ReactNode {
  const t = useTranslations('teamwork.notes')
  const { session, notes, may, teamworkUnknown } = reply
  return (
    <section aria-labelledby="notes-title" data-testid="notes" id="notes" className="card">
      <h2 id="notes-title" className="heading-2 border-b border-line px-4 py-2.5">
        {t('title')}
        {notes.length > 0 && <span className="ml-2 font-normal text-muted">{notes.length}</span>}
      </h2>
      {may.note && <NoteForm sessionId={session.id} notes={notes} mayPublish={may.share} />}
      {notes.length === 0 ? (
        <p className="px-4 py-3 text-muted">{t(teamworkUnknown ? 'unknown' : 'none')}</p>
      ) : (
        <ul className={`divide-y divide-line ${may.note ? 'border-t border-line' : ''}`}>
          {notes.map((note) => (
            <NoteItem key={note.id} sessionId={session.id} note={note} mayWithdraw={may.note} />
          ))}
        </ul>
      )}
    </section>
  )
}
