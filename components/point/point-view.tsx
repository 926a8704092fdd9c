'use client'

import { ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { type ReactNode, useEffect } from 'react'
import { pages } from '@/lib/api/paths'
import type { ReplicaPointReply } from '@/lib/api/replies'
import type { SessionId } from '@/lib/failover/ids'
import { Announcer } from '../announcer'
import { FreshnessNotice } from '../freshness-notice'
import { isolateName } from '../isolate-name'
import { PointBody } from './point-body'
import { vmOfPoint } from './vm-of-point'

type Props = { reply: ReplicaPointReply; fromSession: SessionId | null }

export function PointView({ reply, fromSession }: Props): ReactNode {
  const t = useTranslations()
  const { replicaPoint, usedBy } = reply
  const use = usedBy.find((it) => it.sessionId === fromSession) ?? null
  const vm = vmOfPoint(reply, fromSession)
  const title = replicaPoint.name ?? t('point.unnamed')
  useEffect(() => {
    document.title = isolateName(title)
  }, [title])
  return (
    <article className="mx-auto grid max-w-[960px] grid-cols-[minmax(0,1fr)] gap-4 px-4 pt-3.5 pb-12 sm:px-6">
      <header>
        <nav
          aria-label={t('point.breadcrumb')}
          className="flex flex-wrap items-center gap-x-1.5 text-[12.5px] text-faint"
        >
          <Link href={pages.sessions()} className="inline-flex min-h-6 items-center hover:text-text">
            {t('shell.nav.sessions')}
          </Link>
          <ChevronRight aria-hidden className="size-3.5" />
          {fromSession !== null && (
            <>
              <Link
                href={pages.session(fromSession)}
                className="inline-flex min-h-6 items-center foreign-text hover:text-text"
              >
                {use?.sessionName ?? t('session.metaTitle')}
              </Link>
              <ChevronRight aria-hidden className="size-3.5" />
            </>
          )}
          <span aria-current="page">{t('point.crumb')}</span>
        </nav>
        <div className="mt-0.5 flex flex-wrap items-center justify-between gap-x-6 gap-y-1.5">
          <h1 dir="auto" className="line-clamp-3 heading-1 foreign-text" title={title}>
            {title}
          </h1>
          <FreshnessNotice />
        </div>
      </header>
      <PointBody
        reply={reply}
        fromSession={fromSession}
        renderLink={(pointId, children) => (
          <Link
            href={`${pages.replicaPoint(pointId)}${fromSession === null ? '' : `?session=${fromSession}`}`}
            prefetch={false}
            className="link inline-flex min-h-6 items-center"
          >
            {children}
          </Link>
        )}
      />
      <Announcer
        subject={t('point.announce', {
          vm: vm ?? t('common.unnamedVm'),
          state: replicaPoint.state ?? t('common.notReported'),
        })}
      />
    </article>
  )
}
