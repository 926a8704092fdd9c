'use client'

import { CircleCheck, LoaderCircle, type LucideIcon, OctagonX, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { CollectionView } from '@/lib/api/replies'
import { withInstant } from '../rich-tags'

/** How far the newest collection is, in words. Not a live region: the page has one. */
export function CollectProgress({ progress }: { progress: CollectionView['progress'] }): ReactNode {
  const t = useTranslations('collection')
  switch (progress.state) {
    case 'idle':
      return null
    case 'asked':
      return (
        <Line Icon={LoaderCircle} turning>
          {t.rich(progress.watched ? 'asked' : 'askedUnwatched', withInstant(progress.sinceUtc))}
        </Line>
      )
    case 'running':
      return (
        <Line Icon={LoaderCircle} turning>
          {t.rich('running', withInstant(progress.sinceUtc))}
        </Line>
      )
    case 'overdue':
      return <Line Icon={TriangleAlert}>{t.rich('overdue', withInstant(progress.sinceUtc))}</Line>
    case 'ended':
      return (
        <Line Icon={END_ICON[progress.result ?? 'warning']}>
          {t.rich(`ended.${progress.result ?? 'unknown'}`, withInstant(progress.atUtc))}
        </Line>
      )
    case 'failed':
      return <Line Icon={OctagonX}>{t.rich(`failed.${progress.failure}`, withInstant(progress.atUtc))}</Line>
    default:
      return progress satisfies never
  }
}

const END_ICON = { success: CircleCheck, warning: TriangleAlert, failed: OctagonX } as const

type LineProps = { Icon: LucideIcon; turning?: boolean; children: ReactNode }

function Line({ Icon, turning = false, children }: LineProps): ReactNode {
  return (
    <span data-testid="collect-progress" className="inline-flex min-w-0 items-center gap-1.5">
      <Icon
        aria-hidden
        className={`size-3.5 shrink-0 ${turning ? 'animate-spin motion-reduce:animate-none' : ''}`}
      />
      <span>{children}</span>
    </span>
  )
}
