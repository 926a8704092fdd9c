'use client'

import { CloudOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Countdown } from './countdown'
import { Age } from './elapsed'
import { Instant } from './instant'
import type { PageFreshness } from './page-freshness'
import { usePageFreshness } from './use-freshness'
import { fill, withInstant } from './rich-tags'

type Props = {
  /** End of what the page shows, once it is over. */
  endedAtUtc?: string | null
  /** Why the collection's age is not known; null where it is, or where it does not matter. */
  collectionUnknown?: 'forbidden' | 'unreachable' | 'pending' | 'never' | null
}

/** How old the data is, in words, always at the same place. Not a live region: it would talk all the time. */
export function FreshnessNotice({ endedAtUtc = null, collectionUnknown = null }: Props): ReactNode {
  const t = useTranslations('freshness')
  const freshness = usePageFreshness()
  return (
    <section
      aria-label={t('label')}
      data-testid="freshness"
      className="flex flex-wrap items-center gap-x-1.5 text-[12.5px] text-muted"
    >
      <FreshnessMark freshness={freshness} />
      <Parts freshness={freshness} endedAtUtc={endedAtUtc} collectionUnknown={collectionUnknown} />
    </section>
  )
}

/** The level in shape and word; of old data, since when. */
export function FreshnessMark({ freshness }: { freshness: PageFreshness }): ReactNode {
  const t = useTranslations('freshness')
  const { level, problem } = freshness
  const old = level === 'stale' || level === 'lost'
  return (
    <strong
      data-level={level}
      className={`flex items-center gap-1.5 font-semibold ${level === 'live' ? 'text-status-succeeded' : 'text-text'}`}
    >
      {old ? <CloudOff aria-hidden className="size-3.5" /> : <span aria-hidden className={DOT[level]} />}
      {old ? t('since', { level: t(`level.${level}`) }) : t(`level.${level}`)}
      {old && (
        <>
          {' '}
          <Instant at={problem?.code === 'collection_old' ? problem.sinceUtc : freshness.observedAtUtc} />
        </>
      )}
    </strong>
  )
}

// Filled, half and ring: the three differ without their colour too.
const DOT = {
  live: 'size-2 rounded-full bg-current ring-3 ring-status-succeeded-bg',
  late: 'size-2.5 rounded-full border-[1.5px] border-current bg-[linear-gradient(90deg,currentColor_50%,transparent_50%)]',
  final: 'size-2 rounded-[2px] bg-current',
} as const

function Parts({ freshness, endedAtUtc, collectionUnknown }: Required<Props> & { freshness: PageFreshness }) {
  const t = useTranslations('freshness')
  const { level, problem, observedAtUtc, collectedAtUtc } = freshness
  if (level === 'final') {
    return (
      <>
        {problem && <Part>{t(`reason.${problem.code}`)}</Part>}
        {endedAtUtc !== null && <Part>{t.rich('ended', withInstant(endedAtUtc))}</Part>}
        <Part>{t.rich('read', withInstant(observedAtUtc))}</Part>
      </>
    )
  }
  return (
    <>
      {problem && <Part>{t(`reason.${problem.code}`)}</Part>}
      <Part>{t.rich(level === 'live' ? 'read' : 'lastRead', withInstant(observedAtUtc))}</Part>
      {problem?.nextTryAtUtc ? (
        <Part>
          <Countdown toUtc={problem.nextTryAtUtc} />
        </Part>
      ) : null}
      {collectedAtUtc !== null && (
        <Part>
          {t.rich('collected', {
            ...withInstant(collectedAtUtc),
            age: fill(<Age sinceUtc={collectedAtUtc} />),
          })}
        </Part>
      )}
      {collectedAtUtc === null && collectionUnknown !== null && (
        <Part>{t(`collectionUnknown.${collectionUnknown}`)}</Part>
      )}
    </>
  )
}

function Part({ children }: { children: ReactNode }): ReactNode {
  return (
    <span>
      <span aria-hidden className="me-1.5 text-faint max-sm:hidden">
        {' · '}
      </span>
      {children}
    </span>
  )
}
