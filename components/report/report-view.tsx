import type { ReactNode } from 'react'
import type { ShownReport } from '@/lib/api/report'
import { GapsSection } from './gaps-section'
import { Integrity } from './integrity'
import { NotRunSection } from './not-run-section'
import { ReadingNotes } from './reading-notes'
import { RecoverySummary } from './recovery-summary'
import { ReportActions } from './report-actions'
import { ReportFrame } from './report-frame'
import { ReportTitle } from './report-title'
import { SaidSection } from './said-section'
import { SessionFacts } from './session-facts'
import { StartedEarlierSection } from './started-earlier-section'
import { TransitionLog } from './transition-log'
import { UnknownSection } from './unknown-section'
import { VmTable } from './vm-table'

type Props = Omit<ShownReport, 'json'> & {
  /** An earlier report was asked for by its checksum. */
  earlier?: boolean
}

/** The report as a sheet of paper, on the screen and in print. What is not known stands before what is shown in detail. */
export function ReportView({ report, sha256, kept, earlier = false }: Props): ReactNode {
  return (
    <div className="report-desk">
      <ReportActions
        sessionId={report.session.id}
        sha256={sha256}
        mayDiffer={earlier || !report.final}
        kept={kept}
      />
      <article aria-labelledby="report-title" data-final={report.final} className="paper">
        <ReportFrame report={report} sha256={sha256}>
          <ReportTitle report={report} />
          <RecoverySummary report={report} />
          <SessionFacts report={report} />
          <Integrity report={report} sha256={sha256} kept={kept} />
          <GapsSection report={report} />
          <UnknownSection report={report} />
          <VmTable report={report} />
          <NotRunSection report={report} />
          <StartedEarlierSection report={report} />
          <SaidSection report={report} />
          <TransitionLog report={report} />
          <ReadingNotes />
        </ReportFrame>
      </article>
    </div>
  )
}
