'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import type { ShareLink } from '@/lib/api/share-replies'
import { LinkControls } from './link-controls'
import { filterLinks, type LinkFilter } from './link-filter'
import { LinkRow } from './link-row'
import { ProviderNotice } from './provider-notice'
import { TenantCommands } from './tenant-commands'
import { toSignature } from './signature'
import type { UpdateDraft } from './update-form'
import { useOpenLink } from './use-open-link'

type Props = { links: readonly ShareLink[]; person: string }

/** All links, newest first. One is open at a time; what was typed into another stays until it is sent. */
export function ShareLinksView({ links, person }: Props): ReactNode {
  const t = useTranslations('shareLinks')
  const [filter, setFilter] = useState<LinkFilter>({ state: 'all', text: '' })
  const [openId, setOpenId] = useOpenLink()
  const [drafts, setDrafts] = useState<Record<string, UpdateDraft>>({})
  const shown = filterLinks(links, filter)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <div className="overflow-hidden rounded-xl empty:hidden">
        <ProviderNotice />
      </div>
      {links.length === 0 ? (
        <section aria-labelledby="no-links" className="card grid gap-1.5 px-5 py-8">
          <h2 id="no-links" className="heading-2">
            {t('empty.title')}
          </h2>
          <p className="max-w-[64ch] text-muted">{t('empty.explain')}</p>
        </section>
      ) : (
        <>
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2.5">
            <LinkControls links={links} shown={shown.length} filter={filter} onFilter={setFilter} />
            <TenantCommands links={links} />
          </div>
          {shown.length === 0 ? (
            <p className="card px-5 py-6 text-muted">{t('empty.filtered')}</p>
          ) : (
            <div className="card">
              <ColumnHeads />
              <ul aria-label={t('list')}>
                {shown.map((link) => (
                  <LinkRow
                    key={link.id}
                    link={link}
                    open={link.id === openId}
                    onOpen={(open) => setOpenId(open ? link.id : null)}
                    draft={drafts[link.id] ?? { text: '', author: toSignature(person) }}
                    onDraft={(draft) => setDrafts((before) => ({ ...before, [link.id]: draft }))}
                  />
                ))}
              </ul>
            </div>
          )}
        </>
      )}
    </div>
  )
}

/** For the eye: every cell names itself to those who do not see it, and below 1024 px to all. */
function ColumnHeads(): ReactNode {
  const t = useTranslations('shareLinks.row')
  return (
    <div aria-hidden className="border-b border-line max-lg:hidden">
      <div className="link-row py-2 text-[12px] font-[550] text-faint">
        <span>{t('state')}</span>
        <span>{t('label')}</span>
        <span>{t('failovers')}</span>
        <span>{t('ends')}</span>
        <span>{t('opened')}</span>
        <span>{t('made')}</span>
        <span />
      </div>
    </div>
  )
}
