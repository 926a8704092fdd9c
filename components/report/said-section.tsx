import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { RunReport } from '@/lib/api/report'
import { fill } from '../rich-tags'
import { ReportSection } from './section'
import { Utc } from './utc'
import { VmName } from './vm-name'

type Said = NonNullable<RunReport['said']>

/** Acknowledgements, notes and what became of the failover, as people's word. */
export function SaidSection({ report: { said } }: { report: RunReport }): ReactNode {
  const t = useTranslations('report.said')
  if (said === undefined) return null
  const { acknowledgements, notes, finalisation } = said
  return (
    <ReportSection id="report-said" title={t('title')}>
      <p className="mb-2 text-muted">{t('note')}</p>
      {finalisation !== null && (
        <p className="mb-2">
          {t.rich('finalisation', { outcome: t(`outcome.${finalisation.outcome}`), ...tagsOf(finalisation) })}{' '}
          {finalisation.note !== null && <Words text={finalisation.note} />}
        </p>
      )}
      {acknowledgements.length > 0 && (
        <>
          <h3 className="font-[620]">{t('acknowledgements')}</h3>
          <ul className="mb-2 list-disc pl-5">
            {acknowledgements.map((one) => (
              <li key={one.key ?? ''}>
                {one.key === null ? t('run') : <VmName name={one.vmName} />}{' '}
                {t.rich('acknowledgement', tagsOf(one))} <Words text={one.reason} />
              </li>
            ))}
          </ul>
        </>
      )}
      {notes.length > 0 && (
        <>
          <h3 className="font-[620]">{t('notes')}</h3>
          <ul className="list-disc pl-5">
            {notes.map((note) => (
              <li key={`${note.atUtc} ${note.by} ${note.text}`}>
                <Utc at={note.atUtc} /> · <bdi className="foreign-text">{note.by}</bdi>:{' '}
                <Words text={note.text} />
              </li>
            ))}
          </ul>
        </>
      )}
    </ReportSection>
  )
}

const tagsOf = ({ by, atUtc }: Pick<Said['notes'][number], 'by' | 'atUtc'>) => ({
  by: fill(<bdi className="foreign-text">{by}</bdi>),
  at: fill(<Utc at={atUtc} />),
})

function Words({ text }: { text: string }): ReactNode {
  return (
    <bdi dir="auto" className="whitespace-pre-line foreign-text">
      {text}
    </bdi>
  )
}
