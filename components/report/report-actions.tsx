import { ChevronLeft, Download, Link2, RefreshCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { pages, paths } from '@/lib/api/paths'
import { PrintButton } from './print-button'

type Props = {
  sessionId: string
  sha256: string
  /** The report of now may differ from the one that is shown. */
  mayDiffer: boolean
  /** The record holds the report that is shown. */
  kept: boolean
}

/** On the screen only. The files are asked for by checksum, so that they are of the report that is shown. */
export function ReportActions({ sessionId, sha256, mayDiffer, kept }: Props): ReactNode {
  const t = useTranslations('report.actions')
  return (
    <nav aria-label={t('label')} className="report-actions flex flex-wrap items-center gap-2">
      <Link href={pages.session(sessionId)} className="button me-auto">
        <ChevronLeft aria-hidden className="size-3.5" />
        {t('back')}
      </Link>
      {/* A whole load on purpose: the report of a moment must not come out of the router's cache. */}
      {mayDiffer && (
        <a href={pages.report(sessionId)} className="button">
          <RefreshCw aria-hidden className="size-3.5" />
          {t('anew')}
        </a>
      )}
      {kept && (
        <a href={`${pages.report(sessionId)}?sha256=${sha256}`} className="button">
          <Link2 aria-hidden className="size-3.5" />
          {t('link')}
        </a>
      )}
      <a href={paths.report(sessionId, 'json', sha256)} download className="button">
        <Download aria-hidden className="size-3.5" />
        {t('json')}
      </a>
      <a href={paths.report(sessionId, 'csv', sha256)} download className="button">
        <Download aria-hidden className="size-3.5" />
        {t('csv')}
      </a>
      <PrintButton />
    </nav>
  )
}
