'use client'

import { ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { type ReactNode, useId, useState } from 'react'
import type { AttemptsView } from '@/lib/api/attempt-replies'
import { pages } from '@/lib/api/paths'
import { SidewaysRegion } from '../history/sideways-region'
import { STANDING_ORDER } from '../status-look'
import { StatusWord } from '../status-word'

type Props = { attempts: AttemptsView; ownId: string }
type Vm = AttemptsView['vms'][number]

/** Each VM's latest outcome and the attempt that it comes from; made only when it is asked for. */
export function VmOutcomes({ attempts, ownId }: Props): ReactNode {
  const t = useTranslations('attempts.whole')
  const [open, setOpen] = useState(false)
  const id = useId()
  return (
    <div className="mt-1">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        className="inline-flex min-h-7 items-center gap-1.5 rounded-md text-[12.5px] font-[560]"
      >
        <ChevronRight aria-hidden className={`size-4 text-faint ${open ? 'rotate-90' : ''}`} />
        {t('table', { count: attempts.vms.length })}
      </button>
      <div id={id}>{open && <VmTable attempts={attempts} ownId={ownId} />}</div>
    </div>
  )
}

function VmTable({ attempts, ownId }: Props): ReactNode {
  const t = useTranslations('attempts.whole')
  const label = t('table', { count: attempts.vms.length })
  return (
    <SidewaysRegion label={label} className="mt-1 card max-h-[340px] max-w-[720px] overflow-y-auto">
      <table className="w-full border-collapse">
        <thead className="sticky top-0 bg-surface text-[12px] text-faint">
          <tr className="border-b border-line">
            {(['vm', 'latest', 'from'] as const).map((column) => (
              <th key={column} scope="col" className="px-2.5 py-1.5 text-start font-[550] sm:px-3.5">
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {worstFirst(attempts.vms).map((vm) => (
            <VmRow key={`${vm.run} ${vm.key}`} vm={vm} attempts={attempts} ownId={ownId} />
          ))}
        </tbody>
      </table>
    </SidewaysRegion>
  )
}

function VmRow({ vm, attempts, ownId }: Props & { vm: Vm }): ReactNode {
  const t = useTranslations('attempts')
  const common = useTranslations('common')
  const run = attempts.runs[vm.run - 1]
  return (
    <tr className="border-b border-line last:border-b-0">
      <th scope="row" className="px-2.5 py-1.5 text-start sm:px-3.5 font-[560]">
        <bdi className="foreign-text">{vm.name ?? common('unnamedVm')}</bdi>
      </th>
      <td className="px-2.5 py-1.5 whitespace-nowrap sm:px-3.5">
        <StatusWord standing={vm.standing}>{common(`standing.${vm.standing}`)}</StatusWord>
      </td>
      <td className="px-2.5 py-1.5 text-muted sm:px-3.5">
        {run === undefined || run.id === ownId ? (
          t('whole.fromThis', { number: vm.run })
        ) : (
          <Link
            href={pages.session(run.id)}
            prefetch={false}
            className="link inline-flex min-h-6 items-center"
          >
            {t('number', { number: vm.run })}
          </Link>
        )}
      </td>
    </tr>
  )
}

/** Trouble stands first; among equals the order of the runs. */
const worstFirst = (vms: readonly Vm[]): Vm[] =>
  vms.toSorted((a, b) => STANDING_ORDER.indexOf(b.standing) - STANDING_ORDER.indexOf(a.standing))
