'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { comparisonQuery } from '@/lib/api/queries'
import { CompareTable } from './compare-table'
import { RecordView } from './record-view'

/** This run beside the earlier ones of the same plan. */
export function ComparePanel({ sessionId }: { sessionId: string }): ReactNode {
  const t = useTranslations('history.compare')
  const query = useQuery(comparisonQuery(sessionId))
  return (
    <RecordView query={query}>
      {(reply) =>
        reply.earlier.length === 0 ? (
          <p className="mx-auto max-w-[72ch] px-4 py-8 text-center text-muted">{t('none')}</p>
        ) : (
          <>
            <CompareTable reply={reply} />
            {reply.unnamed > 0 && (
              <p className="border-t border-line px-4 py-2.5 text-[12.5px] text-muted">
                {t('unnamed', { count: reply.unnamed })}
              </p>
            )}
          </>
        )
      }
    </RecordView>
  )
}
