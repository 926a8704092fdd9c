'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { comparisonQuery } from '@/lib/api/queries'
import { pages } from '@/lib/api/paths'
import type { ComparisonReply } from '@/lib/api/record-replies'
import { AgainstText, RunCell } from '../history/compare-cells'
import { toVmRow } from '../history/comparison'
import { RecordView } from '../history/record-view'
import { Instant } from '../instant'
import { SheetSection } from './sheet-section'

type Props = { sessionId: string; vmName: string | null }

/** The same VM in earlier like runs of the plan, newest first; it is found there by its name. */
export function VmEarlier({ sessionId, vmName }: Props): ReactNode {
  const t = useTranslations('sheet.earlier')
  const query = useQuery(comparisonQuery(sessionId))
  return (
    <SheetSection title={t('title')}>
      {vmName === null ? (
        <p className="px-4 py-3 text-muted sm:px-5">{t('unnamed')}</p>
      ) : (
        <RecordView query={query}>{(reply) => <Runs reply={reply} vmName={vmName} />}</RecordView>
      )}
    </SheetSection>
  )
}

const line =
  'grid grid-cols-[150px_minmax(0,1fr)] items-baseline gap-x-6 border-b border-line px-4 py-1.5 last:border-b-0 sm:px-5'

function Runs({ reply, vmName }: { reply: ComparisonReply; vmName: string }): ReactNode {
  const t = useTranslations()
  const vm = reply.vms.find((it) => it.vmName === vmName)
  if (reply.earlier.length === 0 || vm === undefined)
    return <p className="px-4 py-3 text-muted sm:px-5">{t('sheet.earlier.none')}</p>
  const row = toVmRow(vm)
  return (
    <ul>
      <li className={line}>
        <span className="font-[560]">{t('sheet.earlier.now')}</span>
        <span>
          <RunCell run={row.now} missing={t('history.compare.notNow')} />
          <span className="ms-2 text-[12.5px] text-muted">
            <AgainstText row={row} />
          </span>
        </span>
      </li>
      {reply.earlier.map((run, index) => (
        <li key={run.sessionId} className={line}>
          <Link href={pages.session(run.sessionId)} prefetch={false} className="link inline-block min-h-6">
            {run.creationTimeUtc === null ? (
              t('history.compare.startUnknown')
            ) : (
              <Instant at={run.creationTimeUtc} />
            )}
          </Link>
          <span>
            <RunCell run={row.earlier[index] ?? null} missing={t('sheet.earlier.missing')} />
          </span>
        </li>
      ))}
    </ul>
  )
}
