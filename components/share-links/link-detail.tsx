'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { ShareLink } from '@/lib/api/share-replies'
import { withInstant } from '../rich-tags'
import { LinkCommands } from './link-commands'
import { LinkRuns } from './link-runs'
import { LinkTerms } from './link-terms'
import { LinkUpdates } from './link-updates'
import { LinkViews } from './link-views'
import { nameTag } from './name-tag'
import type { UpdateDraft } from './update-form'

type Props = { link: ShareLink; draft: UpdateDraft; onDraft: (draft: UpdateDraft) => void }

/** Everything about one link, and everything that can be done with it. */
export function LinkDetail({ link, draft, onDraft }: Props): ReactNode {
  const t = useTranslations('shareLinks.detail')
  return (
    <div className="grid gap-5 border-t border-line bg-bg px-4 py-4 last:rounded-b-xl">
      <div className="grid gap-2.5">
        <p>
          {t.rich(`standing.${link.state}`, {
            ...withInstant(link.state === 'expired' ? link.expiresAtUtc : link.stateSinceUtc),
            by: nameTag(link.stateBy),
          })}
        </p>
        <LinkCommands link={link} />
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-2">
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
          <LinkUpdates link={link} draft={draft} onDraft={onDraft} />
          <LinkViews link={link} />
        </div>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
          <LinkRuns link={link} />
          <LinkTerms link={link} />
        </div>
      </div>
    </div>
  )
}
