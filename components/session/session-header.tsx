'use client'

import { ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { pages } from '@/lib/api/paths'
import type { SessionReply } from '@/lib/api/replies'
import { CopyId } from '../copy-id'
import { FreshnessNotice } from '../freshness-notice'
import { TagMenu } from './tag-menu'

export function SessionHeader({ reply }: { reply: SessionReply }): ReactNode {
  const t = useTranslations()
  const { session, unreadable, outcome } = reply
  return (
    <>
      <nav
        aria-label={t('session.breadcrumb')}
        className="ages-surface flex flex-wrap items-center gap-x-1.5 bg-surface px-4 pt-3.5 text-[12.5px] text-faint sm:px-6"
      >
        <Link href={pages.sessions()} className="inline-flex min-h-6 items-center hover:text-text">
          {t('shell.nav.sessions')}
        </Link>
        <ChevronRight aria-hidden className="size-3.5" />
        <span className="foreign-text">
          {session.tenant?.name ?? t(`common.tenantUnknown.${unreadable.plan ?? 'none'}`)}
        </span>
        {session.backupServer?.name && (
          <>
            <span aria-hidden>·</span>
            <span className="foreign-text">{session.backupServer.name}</span>
          </>
        )}
      </nav>
      {/* Stays while the rows scroll: whoever reads row 250 must see how old it is. Not on a very low window. */}
      <header className="ages-surface sticky top-0 z-20 flex flex-wrap items-center justify-between gap-x-6 gap-y-1 border-b border-line bg-surface px-4 py-2 sm:px-6 min-[1180px]:h-[52px] min-[1180px]:flex-nowrap [@media(max-height:520px)]:relative">
        <div className="flex max-w-full min-w-0 flex-wrap items-center gap-x-3 min-[1180px]:flex-nowrap">
          <h1
            id="session-name"
            dir="auto"
            className="line-clamp-2 heading-1 foreign-text min-[1180px]:line-clamp-1"
            title={session.name ?? undefined}
          >
            {session.name ?? t('common.unnamedPlan')}
          </h1>
          <TagMenu reply={reply} />
          <CopyId id={session.id} />
        </div>
        <FreshnessNotice
          endedAtUtc={session.endTimeUtc}
          collectionUnknown={outcome.kind === 'running' ? unreadable.collection : null}
        />
      </header>
    </>
  )
}
