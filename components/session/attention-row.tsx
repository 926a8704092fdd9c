'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { toTook } from '@/lib/failover/recovery'
import { fill } from '../rich-tags'
import { SheetLink } from '../sheet/sheet-link'
import { STATUS_LOOK } from '../status-look'
import { useDurationText } from '../use-duration-text'
import { type AttentionItem, isFailureItem } from './attention'

const GROUND = {
  failed: 'bg-[linear-gradient(90deg,var(--status-failed-bg),transparent_55%)]',
  warning: 'bg-[linear-gradient(90deg,var(--status-warning-bg),transparent_55%)]',
} as const

type Props = {
  item: AttentionItem
  /** Somebody has acknowledged it: it no longer calls. */
  inHand: boolean
  note: ReactNode
  /** Its buttons. */
  children: ReactNode
}

/** One thing to look at: what failed after how long, why in full, and what can be done with it. */
export function AttentionRow({ item, inHand, note, children }: Props): ReactNode {
  const t = useTranslations('session.attention')
  const tone = isFailureItem(item) || (item.kind === 'message' && item.isFailed) ? 'failed' : 'warning'
  const { Icon, text } = STATUS_LOOK[tone]
  return (
    <li
      className={`grid grid-cols-[auto_minmax(0,1fr)] gap-x-3.5 gap-y-2 border-line px-4 py-3 md:grid-cols-[auto_minmax(0,1fr)_auto] [&+li]:border-t ${inHand ? '' : GROUND[tone]}`}
    >
      <Icon aria-hidden className={`mt-px size-[19px] ${inHand ? 'text-muted' : text}`} />
      <div>
        <h3 className="heading-2 foreign-text">
          <Heading item={item} />
        </h3>
        <p className="max-w-[100ch] whitespace-pre-line foreign-text text-muted" dir="auto">
          {item.text ?? t('noReason')}
        </p>
        {note}
      </div>
      <div className="flex flex-wrap items-start gap-2 max-md:col-start-2">{children}</div>
    </li>
  )
}

function Heading({ item }: { item: AttentionItem }): ReactNode {
  const t = useTranslations('session.attention')
  const common = useTranslations('common')
  const print = useDurationText()
  if (item.kind === 'session') return t('sessionFailed')
  if (item.kind === 'message') return t('sessionMessage')
  const { key, vmName, creationTimeUtc, endTimeUtc } = item.task
  const name = vmName ?? common('unnamedVm')
  const vm = fill(
    <SheetLink sheet={{ vm: key }} title={name} className="link inline-block min-h-6 align-top">
      <bdi className="foreign-text">{name}</bdi>
    </SheetLink>,
  )
  if (item.kind === 'warning') return t.rich('vmWarning', { vm })
  const took = toTook(creationTimeUtc, endTimeUtc)
  return 'ms' in took ? t.rich('vmFailedAfter', { vm, duration: print(took.ms) }) : t.rich('vmFailed', { vm })
}
