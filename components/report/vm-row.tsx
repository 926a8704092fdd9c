import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { ReportVm } from '@/lib/api/report'
import { isEnded } from '@/lib/failover/words'
import { GridBody, GridCell, GridRow, GridRowHead } from '../grid-table'
import { StatusWord } from '../status-word'
import { Figure } from './figure'
import { PointCell } from './point-cell'
import { LabelledCell } from './report-table'
import { Utc } from './utc'
import { VmName } from './vm-name'

type Props = {
  vm: ReportVm
  /** The start of the run is reported. */
  hasStart: boolean
  /** The run goes on, and this row with it. */
  mayMove: boolean
}

/** One VM: a line of figures, and under it what Enterprise Manager says of a failure. The two stay on one page. */
export function VmRow({ vm, hasStart, mayMove }: Props): ReactNode {
  const t = useTranslations('report.vms')
  const noStart = t('noRunStart')
  const lost = !isEnded(vm) && !mayMove
  const waitedInstead = (): string | undefined => {
    if (vm.creationTimeUtc !== null) return hasStart ? undefined : noStart
    return lost && vm.standing === 'waiting' ? t('noStart') : undefined
  }
  const { dataLoss, waited, timeToFailOver } = vm
  return (
    <GridBody data-vm={vm.key} data-standing={vm.standing}>
      <GridRow>
        <GridCell className="report-number text-muted">{vm.order}</GridCell>
        <GridRowHead className="text-start font-[560]">
          <VmName name={vm.vmName} />
        </GridRowHead>
        <LabelledCell label={t('state')}>
          <VmState vm={vm} lost={lost} />
        </LabelledCell>
        <LabelledCell label={t('times')}>
          <VmTimes vm={vm} lost={lost} />
        </LabelledCell>
        <LabelledCell label={t('waited')}>
          <Figure field="waited" figure={waited} instead={waitedInstead()} />
        </LabelledCell>
        <LabelledCell label={t('took')}>
          <Figure
            field="timeToFailOver"
            figure={timeToFailOver}
            instead={lost && vm.standing !== 'failed' ? t('noEnd') : undefined}
          />
        </LabelledCell>
        <LabelledCell label={t('point')}>
          <PointCell point={vm.vmReplicaPoint} />
        </LabelledCell>
        <LabelledCell label={t('dataLoss')}>
          <Figure
            field="dataLoss"
            figure={dataLoss}
            // The end of this span is the start of the run.
            instead={'unknown' in dataLoss && dataLoss.unknown === 'start_not_reported' ? noStart : undefined}
          />
        </LabelledCell>
      </GridRow>
      {(vm.failureMessage !== null || vm.standing === 'failed') && (
        <GridRow className="report-failure">
          <GridCell aria-hidden />
          <GridCell colSpan={7} dir="auto" className="foreign-text whitespace-pre-line">
            {vm.failureMessage ?? t('noReason')}
          </GridCell>
        </GridRow>
      )}
    </GridBody>
  )
}

function VmState({ vm, lost }: { vm: ReportVm; lost: boolean }): ReactNode {
  const t = useTranslations('report.vms')
  const common = useTranslations('common')
  const { state, result, progress, standing } = vm
  const own = [state ?? common('notReported'), result ?? common('notReported')]
  if (progress !== null && !isEnded(vm)) own.push(t('percent', { percent: progress }))
  const words = own.join(' · ')
  // What was not seen to end is not at work: that is how it was last seen.
  const gone = lost && standing !== 'failed'
  return (
    <>
      <StatusWord standing={gone ? 'unknown' : standing}>
        {gone ? t('endNotSeen') : common(`standing.${standing}`)}
      </StatusWord>
      <span className="block foreign-text text-muted">{words}</span>
    </>
  )
}

function VmTimes({ vm, lost }: { vm: ReportVm; lost: boolean }): ReactNode {
  const t = useTranslations('report.vms')
  const common = useTranslations('common')
  const figure = useTranslations('common.figureUnknown')
  const { creationTimeUtc, endTimeUtc } = vm
  const noStart = (): string => {
    if (vm.standing !== 'waiting') return common('notReported')
    return lost ? t('noStart') : figure('not_started')
  }
  const noEnd = (): string => {
    if (isEnded(vm)) return common('notReported')
    return lost ? t('noEnd') : figure('running')
  }
  return (
    <>
      <span className="block">
        {creationTimeUtc === null ? noStart() : <Utc at={creationTimeUtc} bare />}
      </span>
      {(creationTimeUtc !== null || endTimeUtc !== null || lost) && (
        <span className="block">{endTimeUtc === null ? noEnd() : <Utc at={endTimeUtc} bare />}</span>
      )}
    </>
  )
}
