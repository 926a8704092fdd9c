'use client'

import type { UseQueryResult } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { type ReactNode, useState } from 'react'
import { pages } from '@/lib/api/paths'
import { addShareRun } from '@/lib/api/share-commands'
import type { ShareLink, ShareLinkListReply } from '@/lib/api/share-replies'
import { AskInPlace } from './ask-in-place'
import { CommandFailure } from '../command-failure'
import { Disclosure } from './disclosure'
import { LinkEnd } from './link-end'
import type { LinkOffers, SharedSession } from './link-offers'
import { LinkStateWord } from './link-state-word'
import { useShareCommand } from './use-share-command'

type Props = { session: SharedSession; query: UseQueryResult<ShareLinkListReply>; offers: LinkOffers }

/** Links that show this run already, and those to which it can be added: a retry or an undo needs no new address. */
export function ExistingLinks({ session, query, offers }: Props): ReactNode {
  const t = useTranslations('shareLinks.existing')
  const { showing, sameTenant, unsure } = offers
  if (query.data === undefined) {
    return (
      <p className="border-b border-line px-4 py-3 text-muted sm:px-6">
        {query.error === null ? t('loading') : t('unreadable')}
      </p>
    )
  }
  if (showing.length + sameTenant.length + unsure.length === 0) return null
  return (
    <div className="grid gap-4 border-b border-line bg-sunken px-4 py-4 sm:px-6">
      {showing.length > 0 && (
        <section aria-labelledby="links-showing" className="grid gap-2">
          <h3 id="links-showing" className="heading-2">
            {t('showing', { count: showing.length })}
          </h3>
          <ul className="card divide-y divide-line">
            {showing.map((link) => (
              <Row key={link.id} link={link} />
            ))}
          </ul>
        </section>
      )}
      {sameTenant.length > 0 && (
        <section aria-labelledby="links-addable" className="grid gap-2">
          <h3 id="links-addable" className="heading-2">
            {t('addable')}
          </h3>
          <p className="text-muted">{t('addableWhy')}</p>
          <Addable links={sameTenant} session={session} sure />
        </section>
      )}
      {unsure.length > 0 && (
        <Disclosure summary={t('others', { count: unsure.length })}>
          <p className="pb-2 text-muted">{t('addableWhy')}</p>
          <Addable links={unsure} session={session} sure={false} />
        </Disclosure>
      )}
    </div>
  )
}

function Row({ link, children }: { link: ShareLink; children?: ReactNode }): ReactNode {
  const t = useTranslations('shareLinks')
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1.5 px-3.5 py-2.5">
      <div className="grid min-w-0 flex-1 basis-[220px]">
        <Link
          href={`${pages.shareLinks()}#${link.id}`}
          dir="auto"
          className="link w-fit max-w-full font-[560] foreign-text"
        >
          {link.label}
        </Link>
        <span className="text-[12.5px] text-muted">
          <bdi className="foreign-text">{link.tenant?.name ?? t('row.tenantUnknown')}</bdi> ·{' '}
          {t('row.runs', { count: link.runs.length })}
        </span>
      </div>
      <LinkStateWord state={link.state} />
      <div className="text-[12.5px]">
        <LinkEnd link={link} />
      </div>
      {children}
    </li>
  )
}

type AddableProps = { links: readonly ShareLink[]; session: SharedSession; sure: boolean }

function Addable({ links, session, sure }: AddableProps): ReactNode {
  return (
    <ul className="card divide-y divide-line">
      {links.map((link) => (
        <Row key={link.id} link={link}>
          <AddRun link={link} session={session} sure={sure} />
        </Row>
      ))}
    </ul>
  )
}

type AddProps = { link: ShareLink; session: SharedSession; sure: boolean }

function AddRun({ link, session, sure }: AddProps): ReactNode {
  const t = useTranslations('shareLinks.existing')
  const [asking, setAsking] = useState(false)
  const add = useShareCommand(() => addShareRun(link.id, session.id))
  const send = (): void => add.mutate(undefined)
  if (add.isSuccess) return <output className="font-[560]">{t('added')}</output>
  return (
    <>
      {!asking && (
        <button
          type="button"
          className="button"
          disabled={add.isPending}
          aria-label={t('addTo', { label: link.label })}
          onClick={sure ? send : () => setAsking(true)}
        >
          {t('add')}
        </button>
      )}
      {asking && (
        <div className="basis-full">
          <AskInPlace
            question={t('unsure', { label: link.label })}
            action={t('addAnyway')}
            otherwise={t('leave')}
            busy={add.isPending}
            onAction={send}
            onOtherwise={() => setAsking(false)}
          />
        </div>
      )}
      {add.error !== null && (
        <div className="basis-full">
          <CommandFailure error={add.error} />
        </div>
      )}
    </>
  )
}
