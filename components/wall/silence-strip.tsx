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
  const { level, problem, observedAtUtc } = usePageFreshness()
  if (level !== 'stale') return null
  const since = problem?.code === 'collection_old' ? problem.sinceUtc : observedAtUtc
  return (
    <section className="wall-strip" data-testid="wall-strip" aria-label={texts.board.stripLabel}>
      <p className="wall-strip-words">
        <CloudOff aria-hidden className="size-[1em] shrink-0" />
        <span>{toWallReason(texts, problem)}</span>
      </p>
      <p>
        {fill(texts.board.stripSince, { time: moment(since) })}{' '}
        <strong className="font-semibold">
          <SinceThen sinceUtc={since} text={texts.board.stripFor} />
        </strong>
      </p>
    </section>
  )
}
