'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import dynamic from 'next/dynamic'
import { type ReactNode, useMemo, useState } from 'react'
import { historyQuery } from '@/lib/api/queries'
import type { HistoryReply } from '@/lib/api/record-replies'
import type { SessionView } from '@/lib/api/replies'
import { Bone } from '../skeleton'
import { toChartData } from './chart-data'
import { Choice } from './choice'
import { EmptyHistory, HistoryNotes } from './history-notes'
import { ProgressTable } from './progress-table'
import { RecordView } from './record-view'
import { useGapEnd } from './use-gap-end'

// The library is large: it comes when a chart is looked at and not with the page.
const ProgressChart = dynamic(() => import('./progress-chart').then((it) => it.ProgressChart), {
  ssr: false,
  loading: () => <Bone className="h-[332px] w-full" />,
})

type Props = { session: SessionView; running: boolean }

/** The run over time: how many VMs stood where, and Enterprise Manager's own percentage. */
export function ProgressPanel({ session, running }: Props): ReactNode {
  const query = useQuery(historyQuery(session.id))
  return (
    <RecordView query={query}>
      {(history) =>
        history.samples.length === 0 && history.gaps.length === 0 ? (
          <EmptyHistory running={running} />
        ) : (
          <Progress history={history} startUtc={session.creationTimeUtc} />
        )
      }
    </RecordView>
  )
}

const VIEWS = ['chart', 'table'] as const

function Progress({ history, startUtc }: { history: HistoryReply; startUtc: string | null }): ReactNode {
  const t = useTranslations('history.progress')
  const [chosen, setChosen] = useState<(typeof VIEWS)[number]>('chart')
  const endMs = useGapEnd(history.gaps)
  const data = useMemo(() => toChartData(history, endMs), [history, endMs])
  // With nothing but gaps there is nothing to draw; the table still says what is known of them.
  const view = data === null ? 'table' : chosen
  return (
    <>
      <HistoryNotes history={history} startUtc={startUtc} />
      {data !== null && (
        <div className="flex justify-end px-4 pt-3">
          <Choice
            label={t('views')}
            options={VIEWS.map((key) => ({ key, text: t(key) }))}
            chosen={view}
            onChoose={setChosen}
          />
        </div>
      )}
      {view === 'chart' && data !== null ? (
        <div className="px-4 pt-1 pb-4">
          <ProgressChart data={data} />
        </div>
      ) : (
        <ProgressTable history={history} />
      )}
    </>
  )
}
