import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { ReportSection } from './section'

const NOTES = ['rto', 'rpo', 'claim', 'clocks'] as const

/** How the figures are measured and what they do not claim. */
export function ReadingNotes(): ReactNode {
  const t = useTranslations('report.reading')
  return (
    <ReportSection id="report-reading" title={t('title')}>
      <ul className="grid gap-1 text-muted">
        {NOTES.map((note) => (
          <li key={note}>{t(note)}</li>
        ))}
      </ul>
    </ReportSection>
  )
}
