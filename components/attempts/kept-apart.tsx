'use client'

import { GitBranch } from 'lucide-react'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { type ReactNode, useState } from 'react'
import type { KeptApartView } from '@/lib/api/attempt-replies'
import { pages } from '@/lib/api/paths'
import type { SessionReply } from '@/lib/api/replies'
import { CommandFailure } from '../command-failure'
import { fill, withInstant } from '../rich-tags'
import { AskInPlace } from '../share-links/ask-in-place'
import type { Said } from './said'
import { takeBackDecline, useAttemptsCommand } from './use-attempts-command'

type Props = { reply: SessionReply; onDone: (said: Said) => void }

/** Runs that somebody has said to be no attempts of the same failover, and how that is taken back. */
export function KeptApart({ reply, onDone }: Props): ReactNode {
  const t = useTranslations('attempts.apart')
  const { keptApart, may, session } = reply
  const [asking, setAsking] = useState(false)
  const takeBack = useAttemptsCommand(
    () => takeBackDecline(session.id),
    () => onDone('takenBack'),
  )
  return (
    <section
      aria-label={t('label')}
      data-testid="kept-apart"
      className="ages-surface border-b border-line bg-surface px-4 py-2 text-[12.5px] text-muted sm:px-6"
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <p className="inline-flex items-center gap-2">
          <GitBranch aria-hidden className="size-4 shrink-0" />
          {t('text', { count: keptApart.length })}
        </p>
        <ul className="flex flex-wrap gap-x-4">
          {keptApart.map((run) => (
            <li key={run.id}>
              <Other run={run} />
            </li>
          ))}
        </ul>
        {may.attempts && !asking && (
          <button
            type="button"
            className="min-h-6 rounded link hover:text-text"
            onClick={() => setAsking(true)}
          >
            {t('takeBack')}
          </button>
        )}
      </div>
      {asking && (
        <div className="max-w-[720px] text-text">
          <AskInPlace
            question={t('ask', { count: keptApart.length })}
            action={t('do')}
            otherwise={t('keep')}
            busy={takeBack.isPending}
            onAction={() => takeBack.mutate()}
            onOtherwise={() => setAsking(false)}
          />
          <CommandFailure error={takeBack.error} />
        </div>
      )}
    </section>
  )
}

function Other({ run: { id, startUtc, setBy, setAtUtc } }: { run: KeptApartView }): ReactNode {
  const t = useTranslations('attempts.apart')
  return (
    <>
      <Link
        href={pages.session(id)}
        prefetch={false}
        className="link inline-flex min-h-6 items-center text-text"
      >
        {startUtc === null ? t('runNoStart') : <span>{t.rich('run', withInstant(startUtc))}</span>}
      </Link>{' '}
      {t.rich('by', { by: fill(<bdi className="foreign-text">{setBy}</bdi>), ...withInstant(setAtUtc) })}
    </>
  )
}
