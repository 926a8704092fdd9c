import { Download } from 'lucide-react'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { ReactNode } from 'react'
import type { AuditReply } from '@/lib/api/audit-replies'
import { pages, paths } from '@/lib/api/paths'
import { AuditFilter, type AuditFilterValue } from './audit-filter'
import { AuditTable } from './audit-table'

type Props = {
  reply: AuditReply
  filter: AuditFilterValue
  /** An older page is shown. */
  older: boolean
}

/** Who did what: a page of the book, with the ways to older ones and to a file of it. */
export function AuditView({ reply, filter, older }: Props): ReactNode {
  const t = useTranslations('audit')
  const { events, olderBefore, people } = reply
  const isFiltered = filter.action !== undefined || filter.actor !== undefined
  const to = (more: Record<string, string>): string => {
    const query = new URLSearchParams(more)
    if (filter.action !== undefined) query.set('action', filter.action)
    if (filter.actor !== undefined) query.set('actor', filter.actor)
    return query.size === 0 ? '' : `?${query.toString()}`
  }
  return (
    <div className="mx-auto grid max-w-[1360px] grid-cols-[minmax(0,1fr)] gap-4 px-4 pt-5 pb-12 sm:px-6">
      <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div>
          <h1 className="heading-1">{t('title')}</h1>
          <p className="mt-0.5 max-w-[80ch] text-muted">{t('intro')}</p>
        </div>
        <a
          href={`${paths.audit()}${to({ format: 'csv' })}`}
          download
          title={t(isFiltered ? 'exportFiltered' : 'exportAll')}
          className="button"
        >
          <Download aria-hidden className="size-3.5" />
          {t('export')}
        </a>
      </header>
      {/* Anew with another filter: the browser would else keep what was chosen before. */}
      <AuditFilter key={`${filter.action ?? ''} ${filter.actor ?? ''}`} value={filter} people={people} />
      {events.length === 0 ? (
        <section aria-labelledby="none-title" className="card px-4 py-6 sm:px-5">
          <h2 id="none-title" className="heading-2">
            {t('none.title')}
          </h2>
          <p className="mt-1 text-muted">{t(isFiltered ? 'none.explain' : 'none.empty')}</p>
        </section>
      ) : (
        <AuditTable events={events} />
      )}
      <nav aria-label={t('pages.label')} className="flex flex-wrap items-center gap-3">
        {older && (
          <Link href={`${pages.audit()}${to({})}`} prefetch={false} className="button">
            {t('pages.newest')}
          </Link>
        )}
        {olderBefore === null ? (
          events.length > 0 && <span className="text-muted">{t('pages.oldest')}</span>
        ) : (
          <Link
            href={`${pages.audit()}${to({ before: String(olderBefore) })}`}
            prefetch={false}
            className="button"
          >
            {t('pages.older')}
          </Link>
        )}
      </nav>
    </div>
  )
}
