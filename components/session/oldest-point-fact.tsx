'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { TaskView } from '@/lib/api/replies'
import { Fact } from '../fact'
import { withVm } from '../rich-tags'
import { useDurationText } from '../use-duration-text'
import { findOldestPoint } from './oldest-point'

type Props = { tasks: readonly TaskView[]; sessionStartUtc: string | null }

/** The most data that any VM of the run lacks: its replica point's age when the failover began. */
export function OldestPointFact({ tasks, sessionStartUtc }: Props): ReactNode {
  const t = useTranslations('session.facts')
  const common = useTranslations('common')
  const print = useDurationText()
  const oldest = findOldestPoint(tasks, sessionStartUtc)
  return (
    <Fact
      label={t('oldestPoint')}
      value={oldest === null ? common('notKnown') : print(oldest.ageMs, 'minute')}
      note={
        oldest === null ? undefined : (
          <span className="line-clamp-2">
            {t.rich('oldestPointOf', withVm(oldest.vmName ?? common('unnamedVm')))}
          </span>
        )
      }
    />
  )
}
