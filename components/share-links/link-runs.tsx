'use client'

import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { type ReactNode, useState } from 'react'
import { pages } from '@/lib/api/paths'
import { removeShareRun } from '@/lib/api/share-commands'
import type { ShareLink } from '@/lib/api/share-replies'
import { withInstant } from '../rich-tags'
import { AskInPlace } from './ask-in-place'
import { CommandFailure } from '../command-failure'
import { nameTag } from './name-tag'
import { Panel } from './panel'
import { useShareCommand } from './use-share-command'

/** Newest first, as the tenant sees them. */
export function LinkRuns({ link }: { link: ShareLink }): ReactNode {
  const t = useTranslations('shareLinks.runs')
  const removable = link.state !== 'revoked' && link.runs.length > 1
  return (
    <Panel title={t('title')}>
      <ul className="divide-y divide-line">
        {link.runs.toReversed().map((run) => (
          <Run key={run.sessionId} linkId={link.id} run={run} removable={removable} />
        ))}
      </ul>
      <p className="border-t border-line px-4 sm:px-5 py-2.5 text-[12.5px] text-muted">{t('hint')}</p>
    </Panel>
  )
}

type RunProps = { linkId: string; run: ShareLink['runs'][number]; removable: boolean }

function Run({ linkId, run, removable }: RunProps): ReactNode {
  const t = useTranslations('shareLinks')
  const [asking, setAsking] = useState(false)
  const remove = useShareCommand(() => removeShareRun(linkId, run.sessionId))
  const name = run.name ?? t('row.unnamedRun')
  return (
    <li className="grid gap-1.5 px-4 sm:px-5 py-2.5">
      <Link
        href={pages.session(run.sessionId)}
        prefetch={false}
        dir="auto"
        className="link w-fit max-w-full font-[560] foreign-text"
      >
        {name}
      </Link>
      <div className="flex flex-wrap items-center justify-between gap-x-4 text-[12.5px] text-muted">
        <span>{t.rich('runs.added', { ...withInstant(run.addedAtUtc), by: nameTag(run.addedBy) })}</span>
        {removable && !asking && (
          <button
            type="button"
            className="min-h-6 rounded link hover:text-text"
            aria-label={t('runs.removeNamed', { name })}
            onClick={() => setAsking(true)}
          >
            {t('runs.remove')}
          </button>
        )}
      </div>
      {asking && (
        <AskInPlace
          question={t('runs.removeAsk')}
          action={t('runs.removeDo')}
          otherwise={t('runs.keep')}
          busy={remove.isPending}
          onAction={() => remove.mutate(undefined)}
          onOtherwise={() => setAsking(false)}
        />
      )}
      <CommandFailure error={remove.error} />
    </li>
  )
}
