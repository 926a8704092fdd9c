'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import type { SessionView } from '@/lib/api/replies'
import { durationBetween } from '@/lib/failover/duration'
import type { Outcome } from '@/lib/failover/outcome'
import { withVm } from '../rich-tags'
import { STATUS_LOOK } from '../status-look'
import { useDurationText } from '../use-duration-text'
import { type AttentionItem, toAttentionItems } from './attention'

const SHOWN_AT_FIRST = 5

type Props = { session: SessionView; outcome: Outcome }

/** Failures stand above everything, each with its whole text. */
export function AttentionList({ session, outcome }: Props): ReactNode {
  const t = useTranslations('session.attention')
  const [all, setAll] = useState(false)
  const items = toAttentionItems(session, outcome)
  if (items.length === 0) return null
  const shown = all ? items : items.slice(0, SHOWN_AT_FIRST)
  const worst = items.some((it) => it.kind !== 'warning') ? 'failed' : 'warning'
  return (
    <section
      aria-labelledby="attention-title"
      data-testid="attention"
      className={`ages card overflow-hidden ${worst === 'failed' ? 'border-status-failed/40' : 'border-status-warning/40'}`}
    >
      <h2 id="attention-title" className="sr-only">
        {t('title')}
      </h2>
      <ul>
        {shown.map((item) => (
          <Item key={item.kind === 'session' ? 'session' : item.task.key} item={item} />
        ))}
      </ul>
      {items.length > SHOWN_AT_FIRST && (
        <div className="border-t border-line px-4 py-2">
          <button type="button" className="button" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? t('fewer') : t('more', { count: items.length - SHOWN_AT_FIRST })}
          </button>
        </div>
      )}
    </section>
  )
}

const GROUND = {
  failed: 'bg-[linear-gradient(90deg,var(--status-failed-bg),transparent_55%)]',
  warning: 'bg-[linear-gradient(90deg,var(--status-warning-bg),transparent_55%)]',
} as const

function Item({ item }: { item: AttentionItem }): ReactNode {
  const t = useTranslations('session.attention')
  const tone = item.kind === 'warning' ? 'warning' : 'failed'
  const { Icon, text } = STATUS_LOOK[tone]
  return (
    <li
      className={`grid grid-cols-[auto_minmax(0,1fr)] gap-x-3.5 border-line px-4 py-3 [&+li]:border-t ${GROUND[tone]}`}
    >
      <Icon aria-hidden className={`mt-px size-[19px] ${text}`} />
      <div>
        <h3 className="heading-2 foreign-text">
          <Heading item={item} />
        </h3>
        <p className="max-w-[100ch] whitespace-pre-line foreign-text text-muted" dir="auto">
          {item.text ?? t('noReason')}
        </p>
      </div>
    </li>
  )
}

function Heading({ item }: { item: AttentionItem }): ReactNode {
  const t = useTranslations('session.attention')
  const common = useTranslations('common')
  const print = useDurationText()
  if (item.kind === 'session') return t('sessionFailed')
  const { vmName, creationTimeUtc, endTimeUtc } = item.task
  const tags = withVm(vmName ?? common('unnamedVm'))
  if (item.kind === 'warning') return t.rich('vmWarning', tags)
  const tookMs = durationBetween(creationTimeUtc, endTimeUtc)
  return tookMs === null
    ? t.rich('vmFailed', tags)
    : t.rich('vmFailedAfter', { ...tags, duration: print(tookMs) })
}
