'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Database } from 'lucide-react'
import { Age } from '../elapsed'
import { FreshnessMark } from '../freshness-notice'
import { Instant } from '../instant'
import { fill, withInstant } from '../rich-tags'
import { usePageFreshness } from '../use-freshness'

/** Both ages in two short lines: how fresh the read is, and how old what Enterprise Manager itself knew then. */
export function BarAge({ running }: { running: boolean }): ReactNode {
  const t = useTranslations('freshness')
  const freshness = usePageFreshness()
  const { level, problem, observedAtUtc, collectedAtUtc } = freshness
  const old = level === 'stale' || level === 'lost'
  return (
    <div className="max-w-[260px] min-w-0 shrink-0 text-[12.5px]">
      <p className="flex items-center gap-x-1.5 whitespace-nowrap">
        <FreshnessMark freshness={freshness} />
        {!old && (
          <>
            <span className="text-muted max-md:hidden">
              {t.rich(level === 'late' ? 'lastRead' : 'read', withInstant(observedAtUtc))}
            </span>
            <ReadShort atUtc={observedAtUtc} className="md:hidden" />
          </>
        )}
      </p>
      {problem === null ? (
        <p className="truncate text-[12px] text-muted max-md:hidden">
          {running &&
            collectedAtUtc !== null &&
            t.rich('collectedShort', {
              ...withInstant(collectedAtUtc),
              age: fill(<Age sinceUtc={collectedAtUtc} />),
            })}
        </p>
      ) : (
        <p className="flex gap-x-2 text-[12px] text-muted max-md:hidden">
          <span className="min-w-0 truncate">{t(`reason.${problem.code}`)}</span>
          <CollectionAge running={running} />
        </p>
      )}
      <div className="md:hidden">
        <CollectionAge running={running} />
      </div>
    </div>
  )
}

/** The same where there is hardly room: the level, and when it was read. */
export function ReadAge(): ReactNode {
  const freshness = usePageFreshness()
  const { level, observedAtUtc } = freshness
  return (
    <span className="flex items-center gap-x-1.5 whitespace-nowrap">
      <FreshnessMark freshness={freshness} />
      {/* Of old data the mark tells since when it is old. */}
      {level !== 'stale' && level !== 'lost' && <ReadShort atUtc={observedAtUtc} />}
    </span>
  )
}

function ReadShort({ atUtc, className = '' }: { atUtc: string; className?: string }): ReactNode {
  const t = useTranslations('freshness')
  const at = fill(<Instant at={atUtc} bare />)
  return (
    <span className={`font-normal text-muted ${className}`}>
      {t.rich('readShort', { at, words: asWords })}
    </span>
  )
}

/** How old the newest collection of Enterprise Manager is, in as few letters as tell it. */
export function CollectionAge({ running }: { running: boolean }): ReactNode {
  const t = useTranslations('freshness')
  const { collectedAtUtc } = usePageFreshness()
  if (!running || collectedAtUtc === null) return null
  const age = fill(<Age sinceUtc={collectedAtUtc} />)
  return (
    <span
      title={t('collectionAgeHint')}
      className="inline-flex shrink-0 items-center gap-1 whitespace-nowrap text-muted"
    >
      <Database aria-hidden className="size-3" />
      <span>{t.rich('collectionAge', { age, words: asWords })}</span>
    </span>
  )
}

const asWords = (chunks: ReactNode): ReactNode => <span className="sr-only">{chunks}</span>
