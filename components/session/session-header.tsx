'use client'

import { ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { pages } from '@/lib/api/paths'
import type { SessionReply } from '@/lib/api/replies'
import { CopyId } from '../copy-id'
import { FreshnessNotice } from '../freshness-notice'
import { asHeaderAction } from './header-action'
import { ScreenCodes } from './screen-codes'
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
      {/* Above what follows, for the list that opens below the tag. */}
      <header className="ages-surface relative z-10 flex flex-wrap items-center justify-between gap-x-6 gap-y-1 border-b border-line bg-surface px-4 pt-1 pb-3 sm:px-6">
        <div className="flex max-w-full min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
          <h1
            id="session-name"
            dir="auto"
            className="line-clamp-2 heading-1 foreign-text"
            title={session.name ?? undefined}
          >
            {session.name ?? t('common.unnamedPlan')}
          </h1>
          <div className="contents" {...asHeaderAction('tag')}>
            <TagMenu reply={reply} />
          </div>
          <CopyId id={session.id} />
          {reply.screenCodes && <ScreenCodes codes={reply.screenCodes} />}
        </div>
        <FreshnessNotice
          endedAtUtc={session.endTimeUtc}
          collectionUnknown={outcome.kind === 'running' ? unreadable.collection : null}
        />
      </header>
    </>
  )
}
