'use client'

import { FileText } from 'lucide-react'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { pages } from '@/lib/api/paths'
import type { SessionReply } from '@/lib/api/replies'
import { ShareAction } from '../share-links/share-action'

/** The two commands that are needed most often while one is deep in the rows; without room they stand in the panel. */
export function BarActions({ reply: { session, may } }: { reply: SessionReply }): ReactNode {
  const t = useTranslations('session.actions')
  return (
    <div className="flex shrink-0 items-center gap-2 max-lg:hidden">
      {may.share && <ShareAction session={session} />}
      <Link href={pages.report(session.id)} prefetch={false} className="button" title={t('report')}>
        <FileText aria-hidden className="size-3.5" />
        <span className="max-xl:sr-only">{t('report')}</span>
      </Link>
    </div>
  )
}
