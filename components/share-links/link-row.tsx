'use client'

import { ChevronDown } from 'lucide-react'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { pages } from '@/lib/api/paths'
import type { ShareLink } from '@/lib/api/share-replies'
import { Instant } from '../instant'
import { withInstant } from '../rich-tags'
import { LinkDetail } from './link-detail'
import { LinkEnd } from './link-end'
import { LinkStateWord } from './link-state-word'
import type { UpdateDraft } from './update-form'

type Props = {
  link: ShareLink
  open: boolean
  onOpen: (open: boolean) => void
  draft: UpdateDraft
  onDraft: (draft: UpdateDraft) => void
}

export function LinkRow({ link, open, onOpen, draft, onDraft }: Props): ReactNode {
  const t = useTranslations('shareLinks.row')
  const detailId = useId()
  const item = useRef<HTMLLIElement>(null)
  const newest = link.runs.at(-1)

  // Where another page leads to one link of many.
  const openedFromStart = useRef(open)
  useEffect(() => {
    if (openedFromStart.current) item.current?.scrollIntoView({ block: 'start' })
  }, [])

  return (
    <li
      ref={item}
      data-testid="share-link"
      data-state={link.state}
      className="border-b border-line last:border-b-0"
    >
      <div className="link-row hover:bg-sunken">
        <div>
          <LinkStateWord state={link.state} />
        </div>
        <div>
          <h2 className="text-[inherit]">
            <button
              type="button"
              aria-expanded={open}
              aria-controls={detailId}
              onClick={() => onOpen(!open)}
              dir="auto"
              className="line-clamp-2 max-w-full rounded text-start font-[560] foreign-text after:absolute after:inset-0"
            >
              {link.label}
            </button>
          </h2>
          <p className="line-clamp-1 text-[12.5px] text-muted">
            <bdi className="foreign-text">{link.tenant?.name ?? t('tenantUnknown')}</bdi>
          </p>
        </div>
        <Cell name={t('failovers')}>
          {newest === undefined ? (
            t('noRun')
          ) : (
            <Link
              href={pages.session(newest.sessionId)}
              prefetch={false}
              dir="auto"
              className="relative z-[1] link line-clamp-2 w-fit max-w-full foreign-text"
            >
              {newest.name ?? t('unnamedRun')}
            </Link>
          )}
          {link.runs.length > 1 && (
            <span className="block text-[12.5px] text-muted">{t('runs', { count: link.runs.length })}</span>
          )}
        </Cell>
        <Cell name={t('ends')}>
          <LinkEnd link={link} />
        </Cell>
        <Cell name={t('opened')}>
          <Opened views={link.views} />
        </Cell>
        <Cell name={t('made')}>
          <span className="line-clamp-1">
            <bdi className="foreign-text">{link.createdBy}</bdi>
          </span>
          <span className="block text-[12.5px] text-muted">
            <Instant at={link.createdAtUtc} />
          </span>
        </Cell>
        <span>
          <ChevronDown
            aria-hidden
            className={`mt-0.5 ml-auto size-4 text-faint ${open ? 'rotate-180' : ''}`}
          />
        </span>
      </div>
      <div id={detailId} hidden={!open}>
        {open && <LinkDetail link={link} draft={draft} onDraft={onDraft} />}
      </div>
    </li>
  )
}

function Cell({ name, children }: { name: string; children: ReactNode }): ReactNode {
  return (
    <div>
      <span className="block text-[12px] text-faint lg:sr-only">{name}</span>
      {children}
    </div>
  )
}

function Opened({ views }: Pick<ShareLink, 'views'>): ReactNode {
  const t = useTranslations('shareLinks.row')
  if (views.lastUtc === null) return <span className="text-muted">{t('notOpened')}</span>
  const { opened, viewers, lastUtc } = views
  return (
    <>
      {t('times', { opened, viewers })}
      <span className="block text-[12.5px] text-muted">{t.rich('last', withInstant(lastUtc))}</span>
    </>
  )
}
