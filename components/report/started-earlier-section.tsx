import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { pages } from '@/lib/api/paths'
import type { RunReport, StartedEarlier } from '@/lib/api/report'
import { GridBody, GridCell, GridRow, GridRowHead } from '../grid-table'
import { fill } from '../rich-tags'
import { StatusWord } from '../status-word'
import { LabelledCell, ReportTable } from './report-table'
import { ReportSection } from './section'
import { Utc } from './utc'
import { VmName } from './vm-name'

/** VMs that this run left alone because an earlier attempt had started them, each with the way to that attempt. */
export function StartedEarlierSection({ report }: { report: RunReport }): ReactNode {
  const t = useTranslations('report.earlier')
  const { startedEarlier } = report
  if (startedEarlier === undefined) return null
  const columns = [t('number'), t('vm'), t('started'), t('times'), t('by')]
  return (
    <ReportSection id="report-started-earlier" title={t('title')}>
      <p>{t('text', { count: startedEarlier.length })}</p>
      <ReportTable label={t('caption')} columns={columns} className="report-earlier my-2">
        <GridBody>
          {startedEarlier.map((vm) => (
            <Row key={vm.order} vm={vm} />
          ))}
        </GridBody>
      </ReportTable>
      <p className="text-muted">{t('note')}</p>
    </ReportSection>
  )
}

function Row({ vm: { order, vmName, earlier } }: { vm: StartedEarlier }): ReactNode {
  const t = useTranslations('report.earlier')
  const common = useTranslations('common')
  const { attempt, sessionId, sessionCreationTimeUtc, key, standing, creationTimeUtc, endTimeUtc } = earlier
  const time = (at: string | null): ReactNode => (at === null ? t('noTime') : <Utc at={at} bare />)
  return (
    <GridRow data-earlier={key}>
      <GridCell className="report-number text-muted">{order}</GridCell>
      <GridRowHead className="text-start font-[560]">
        <VmName name={vmName} />
      </GridRowHead>
      <LabelledCell label={t('started')}>
        <StatusWord standing={standing}>{common(`standing.${standing}`)}</StatusWord>
      </LabelledCell>
      <LabelledCell label={t('times')}>
        <span className="block">{time(creationTimeUtc)}</span>
        <span className="block">{time(endTimeUtc)}</span>
      </LabelledCell>
      <LabelledCell label={t('by')}>
        <Link href={pages.session(sessionId)} prefetch={false} className="link">
          {t('attempt', { number: attempt })}
        </Link>
        <span className="block text-muted">
          {sessionCreationTimeUtc === null
            ? t('runNoStart')
            : t.rich('run', { at: fill(<Utc at={sessionCreationTimeUtc} />) })}
        </span>
      </LabelledCell>
    </GridRow>
  )
}
