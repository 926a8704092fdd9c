'use client'

import { FileText, GitCompareArrows, History } from 'lucide-react'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { pages } from '@/lib/api/paths'
import type { SessionReply } from '@/lib/api/replies'
import { CollectControl } from '../collection/collect-control'
import { toHash } from '../history/history-tab'
import { ShareAction } from '../share-links/share-action'
import type { SharedSession } from '../share-links/link-offers'
import { asHeaderAction } from './header-action'

type Props = { session: SharedSession; may: SessionReply['may']; collection: SessionReply['collection'] }

/** What else there is about this run, and what can be done with it. */
export function ActionRow({ session, may, collection }: Props): ReactNode {
  const t = useTranslations('session.actions')
  return (
    <nav
      aria-label={t('label')}
      className="flex flex-wrap items-center gap-2 border-t border-line px-4 py-2.5 sm:px-6"
    >
      {may.share && (
        <div className="contents" {...asHeaderAction('share')}>
          <ShareAction session={session} />
        </div>
      )}
      <Link href={pages.report(session.id)} prefetch={false} className="button">
        <FileText aria-hidden className="size-3.5" />
        {t('report')}
      </Link>
      {/* Plain links: the router would change the hash without telling anyone. */}
      <a href={toHash('progress')} className="button">
        <History aria-hidden className="size-3.5" />
        {t('history')}
      </a>
      <a href={toHash('compare')} className="button">
        <GitCompareArrows aria-hidden className="size-3.5" />
        {t('compare')}
      </a>
      <div className="contents" {...asHeaderAction('collect')}>
        <CollectControl collection={collection} mayAsk={may.collect} sessionId={session.id} />
      </div>
    </nav>
  )
}
