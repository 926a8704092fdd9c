'use client'

import { CloudOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Countdown } from './countdown'
import { Age } from './elapsed'
import { Instant } from './instant'
import type { PageFreshness } from './page-freshness'
import { fill, withInstant } from './rich-tags'
import { useServerClock } from './server-clock'
import { useDurationText } from './use-duration-text'
import { usePageFreshness } from './use-freshness'

type Props = {
  /** End of what the page shows, once it is over. */
  endedAtUtc?: string | null
  /** Why the collection's age is not known; null where it is, or where it does not matter. */
  collectionUnknown?: 'forbidden' | 'unreachable' | 'pending' | 'never' | null
  /** The page shows many runs: of an old collection there is no moment since which all of them are old. */
  ofMany?: boolean
}

/** How old the data is, in words, always at the same place. Not a live region: it would talk all the time. */
export function FreshnessNotice({
  endedAtUtc = null,
  collectionUnknown = null,
  ofMany = false,
}: Props): ReactNode {
  const t = useTranslations('freshness')
  const freshness = usePageFreshness()
  return (
    <section
      aria-label={t('label')}
      data-testid="freshness"
      className="flex flex-wrap items-center gap-x-1.5 text-[12.5px] text-muted"
    >
      <FreshnessMark freshness={freshness} ofMany={ofMany} />
      <Parts
        freshness={freshness}
        endedAtUtc={endedAtUtc}
        collectionUnknown={collectionUnknown}
        ofMany={ofMany}
      />
      <ClockWords />
    </section>
  )
}

/** The level in shape and word; of old data, since when. */
export function FreshnessMark({
  freshness,
  ofMany = false,
}: Pick<Props, 'ofMany'> & { freshness: PageFreshness }): ReactNode {
  const t = useTranslations('freshness')
  const { level, problem } = freshness
  const old = level === 'stale' || level === 'lost'
  const isDated = old && !(ofMany && problem?.code === 'collection_old')
  return (
    <strong
      data-level={level}
      className={`flex items-center gap-1.5 font-semibold ${level === 'live' ? 'text-status-succeeded' : 'text-text'}`}
    >
      {old ? <CloudOff aria-hidden className="size-3.5" /> : <span aria-hidden className={DOT[level]} />}
      {isDated ? t('since', { level: t(`level.${level}`) }) : t(`level.${level}`)}
      {isDated && (
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

function Parts({
  freshness,
  endedAtUtc,
  collectionUnknown,
  ofMany,
}: Required<Props> & { freshness: PageFreshness }) {
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
      {ofMany && problem?.code === 'collection_old' && <Part>{t('olderThanTheyLook')}</Part>}
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

/** Two clocks that disagree make ages and times look as if they did not fit. */
function ClockWords(): ReactNode {
  const t = useTranslations('freshness')
  const print = useDurationText()
  const { emClockAheadMs } = useServerClock()
  if (emClockAheadMs === 0) return null
  const duration = print(Math.abs(emClockAheadMs))
  return <Part>{t(emClockAheadMs > 0 ? 'clockAhead' : 'clockBehind', { duration })}</Part>
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
