import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { RunReport } from '@/lib/api/report'
import { GridBody, GridRow } from '../grid-table'
import { groupTransitions, type SeenChange } from './group-transitions'
import { LabelledCell, ReportTable } from './report-table'
import { ReportSection } from './section'
import { Utc } from './utc'
import { VmName } from './vm-name'

/** The course of the run as it was seen, oldest first. */
export function TransitionLog({ report }: { report: RunReport }): ReactNode {
  const t = useTranslations('report.log')
  const { transitions, recording, vms } = report
  if (transitions === null || transitions.length === 0) {
    const text = recording === null ? t('unread') : t(transitions === null ? 'nothing' : 'none')
    return (
      <ReportSection id="report-log" title={t('title')}>
        <p>{text}</p>
      </ReportSection>
    )
  }
  const names = new Map(vms.map(({ key, vmName }) => [key, vmName]))
  const columns = [t('seen'), t('after'), t('em'), t('of'), t('change')]
  return (
    <ReportSection id="report-log" title={t('title')}>
      <p className="mb-2 text-muted">{t('note')}</p>
      <ReportTable label={t('caption')} columns={columns} className="report-log">
        <GridBody>
          {groupTransitions(transitions).map((seen) => (
            <GridRow key={`${seen.atUtc} ${seen.notBeforeUtc} ${seen.key}`}>
              <LabelledCell label={t('seen')}>
                <Utc at={seen.atUtc} bare />
              </LabelledCell>
              <LabelledCell label={t('after')}>
                {seen.notBeforeUtc === null ? t('firstSight') : <Utc at={seen.notBeforeUtc} bare />}
              </LabelledCell>
              <LabelledCell label={t('em')}>
                {seen.emTimeUtc === null ? (
                  <span className="text-muted">{t('noTime')}</span>
                ) : (
                  <Utc at={seen.emTimeUtc} bare />
                )}
              </LabelledCell>
              <LabelledCell label={t('of')}>
                {seen.key === null ? t('session') : <VmName name={names.get(seen.key) ?? null} />}
              </LabelledCell>
              <LabelledCell label={t('change')}>
                <Changes seen={seen} />
              </LabelledCell>
            </GridRow>
          ))}
        </GridBody>
      </ReportTable>
    </ReportSection>
  )
}

function Changes({ seen }: { seen: SeenChange }): ReactNode {
  const t = useTranslations('report.log')
  const common = useTranslations('common')
  return seen.changes.map(({ field, from, to }) => (
    <span key={field} className="block foreign-text">
      {seen.notBeforeUtc === null
        ? t('first', { field: t(field), to: to ?? common('notReported') })
        : t('changed', {
            field: t(field),
            from: from ?? common('notReported'),
            to: to ?? common('notReported'),
          })}
    </span>
  ))
}
