'use client'

import { CloudOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { usePageFreshness } from '../use-freshness'
import { fill } from './fill'
import { SinceThen } from './since-then'
import { toWallReason } from './to-wall-reason'
import { useMoment } from './use-moment'
import { useTexts } from './wall-texts'

/** Over everything else as soon as none of it is current any more, and gone by itself. */
export function SilenceStrip(): ReactNode {
  const texts = useTexts()
  const moment = useMoment()
  const { level, problem, observedAtUtc, collectedAtUtc } = usePageFreshness()
  if (level !== 'stale') return null
  const { board } = texts
  if (problem?.code === 'collection_old' && collectedAtUtc !== null) {
    // What Enterprise Manager does itself it knows at once, so some of this is newer than the collection.
    return (
      <Strip label={board.stripOldLabel} reason={toWallReason(texts, problem)}>
        {fill(board.stripCollected, { time: moment(collectedAtUtc) })} <Since sinceUtc={problem.sinceUtc} />.{' '}
        {board.stripOlder}
      </Strip>
    )
  }
  return (
    <Strip label={board.stripLabel} reason={toWallReason(texts, problem)}>
      {fill(board.stripSince, { time: moment(observedAtUtc) })} <Since sinceUtc={observedAtUtc} />
    </Strip>
  )
}

type StripProps = { label: string; reason: string; children: ReactNode }

function Strip({ label, reason, children }: StripProps): ReactNode {
  return (
    <section className="wall-strip" data-testid="wall-strip" aria-label={label}>
      <p className="wall-strip-words">
        <CloudOff aria-hidden className="size-[1em] shrink-0" />
        <span>{reason}</span>
      </p>
      <p>{children}</p>
    </section>
  )
}

function Since({ sinceUtc }: { sinceUtc: string }): ReactNode {
  const { board } = useTexts()
  return (
    <strong className="font-semibold">
      <SinceThen sinceUtc={sinceUtc} text={board.stripFor} />
    </strong>
  )
}
