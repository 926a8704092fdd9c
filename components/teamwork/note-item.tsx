'use client'

import { Link2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { memo, type ReactNode, useState } from 'react'
import { withdrawNote } from '@/lib/api/teamwork-commands'
import type { RunNoteView } from '@/lib/api/teamwork-schemas'
import { Instant } from '../instant'
import { AskInPlace } from '../share-links/ask-in-place'
import { CommandFailure } from '../command-failure'
import { useTeamworkCommand } from './use-teamwork-command'

type Props = { sessionId: string; note: RunNoteView; mayWithdraw: boolean }

/** One note, with who and when, and whether tenants read it. */
export const NoteItem = memo(function NoteItem({ sessionId, note, mayWithdraw }: Props): ReactNode {
  const t = useTranslations('teamwork.notes')
  const [asking, setAsking] = useState(false)
  const withdraw = useTeamworkCommand(sessionId, () => withdrawNote(sessionId, note.id))
  return (
    <li data-note className="grid gap-1.5 px-4 py-3">
      <p dir="auto" className="max-w-[100ch] text-start whitespace-pre-line foreign-text">
        {note.text}
      </p>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-[12.5px] text-muted">
        <span className="foreign-text">
          <bdi>{note.by}</bdi> · <Instant at={note.atUtc} />
        </span>
        {note.publishedTo > 0 && (
          <span className="inline-flex items-center gap-1 rounded-full border border-line-strong px-2 text-text">
            <Link2 aria-hidden className="size-3 shrink-0" />
            {t('published', { count: note.publishedTo })}
          </span>
        )}
        {mayWithdraw && !asking && (
          <button
            type="button"
            className="link ml-auto min-h-6 hover:text-text"
            aria-label={t('withdrawNamed', { text: note.text.slice(0, 60) })}
            onClick={() => setAsking(true)}
          >
            {t('withdraw')}
          </button>
        )}
      </div>
      {asking && (
        <AskInPlace
          question={t(note.publishedTo > 0 ? 'withdrawAskPublished' : 'withdrawAsk')}
          action={t('withdrawDo')}
          otherwise={t('keep')}
          busy={withdraw.isPending}
          onAction={() => withdraw.mutate()}
          onOtherwise={() => setAsking(false)}
        />
      )}
      <CommandFailure error={withdraw.error} />
    </li>
  )
})
