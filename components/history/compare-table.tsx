'use client'

import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { memo, type ReactNode, useMemo } from 'react'
import { pages } from '@/lib/api/paths'
import type { ComparisonReply } from '@/lib/api/record-replies'
import { Instant } from '../instant'
import { toOutcomeStanding } from '../status-look'
import { StatusWord } from '../status-word'
import { MoreButton, useCapped } from './capped'
import { AgainstText, RunCell, TypicalCells } from './compare-cells'
import { type ComparedRow, toRunRow, toVmRow } from './comparison'
import { SidewaysRegion } from './sideways-region'

const cell = 'px-3 py-1.5 text-end whitespace-nowrap last:pe-4'
const sticky = 'sticky left-0 bg-surface ps-4 pe-3 py-1.5 text-start'
const head = 'font-[550] align-bottom'

export function CompareTable({ reply }: { reply: ComparisonReply }): ReactNode {
  const t = useTranslations('history.compare')
  const whole = useMemo(() => toRunRow(reply), [reply])
  const { shown, left, more } = useCapped(reply.vms)
  const earlierIds = reply.earlier.map((run) => run.sessionId)
  return (
    <>
      <SidewaysRegion label={t('region')}>
        <table className="w-full border-collapse">
          <caption className="sr-only">{t('caption')}</caption>
          <thead>
            <tr className="border-b border-line text-[12px] text-faint">
              <th scope="col" className={`${sticky} ${head}`}>
                {t('vm')}
              </th>
              <th scope="col" className={`${cell} ${head}`}>
                {t('now')}
              </th>
              {reply.earlier.map((run) => (
                <th key={run.sessionId} scope="col" className={`${cell} ${head}`}>
                  <EarlierHead run={run} />
                </th>
              ))}
              <th scope="col" className={`${cell} ${head}`}>
                {t('median')}
              </th>
              <th scope="col" className={`${cell} ${head}`}>
                {t('range')}
              </th>
              <th scope="col" className={`${cell} ${head}`}>
                {t('difference')}
              </th>
            </tr>
          </thead>
          <tbody>
            <Row name={t('wholeRun')} row={whole} earlierIds={earlierIds} whole />
            {shown.map((vm) => (
              <VmRow key={vm.vmName} vm={vm} earlierIds={earlierIds} />
            ))}
          </tbody>
        </table>
      </SidewaysRegion>
      <MoreButton left={left} more={more} />
    </>
  )
}

/** An earlier run: how it ended and when it began; leads to it. */
function EarlierHead({ run }: { run: ComparisonReply['earlier'][number] }): ReactNode {
  const t = useTranslations()
  const standing = toOutcomeStanding(run.outcome)
  return (
    <>
      <StatusWord standing={standing}>{t(`common.standing.${standing}`)}</StatusWord>
      <Link
        href={pages.session(run.sessionId)}
        prefetch={false}
        className="link flex min-h-6 items-center justify-end"
      >
        {run.creationTimeUtc === null ? (
          t('history.compare.startUnknown')
        ) : (
          <Instant at={run.creationTimeUtc} />
        )}
      </Link>
    </>
  )
}

type Vm = ComparisonReply['vms'][number]

const VmRow = memo(function VmRow({ vm, earlierIds }: { vm: Vm; earlierIds: readonly string[] }): ReactNode {
  return <Row name={vm.vmName} row={toVmRow(vm)} earlierIds={earlierIds} />
})

type RowProps = { name: string; row: ComparedRow; earlierIds: readonly string[]; whole?: boolean }

function Row({ name, row, earlierIds, whole = false }: RowProps): ReactNode {
  const t = useTranslations('history.compare')
  return (
    <tr className={`border-b border-line last:border-b-0 ${whole ? 'font-[560]' : ''}`}>
      <th scope="row" className={`${sticky} max-w-52 min-w-28 font-[560]`}>
        <bdi dir="auto" title={name} className="line-clamp-2 foreign-text">
          {name}
        </bdi>
      </th>
      <td className={cell}>
        <RunCell run={row.now} missing={t('notNow')} />
      </td>
      {earlierIds.map((id, index) => (
        <td key={id} className={`${cell} text-muted`}>
          <RunCell run={row.earlier[index] ?? null} missing={t('notThen')} />
        </td>
      ))}
      <TypicalCells typical={row.typical} className={cell} />
      <td className={cell}>
        <AgainstText row={row} />
      </td>
    </tr>
  )
}
