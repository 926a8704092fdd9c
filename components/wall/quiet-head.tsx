'use client'

import { CircleCheck, CloudOff } from 'lucide-react'
import type { ReactNode } from 'react'
import type { WallReply } from '@/lib/api/screen-replies'
import { usePageFreshness } from '../use-freshness'
import { fill } from './fill'
import { isIdleSure } from './is-idle-sure'
import { toScopeWords } from './to-scope-words'
import { TodayLine } from './today-line'
import { useMoment } from './use-moment'
import { useTexts } from './wall-texts'

/** Nothing runs: that, as of when, and what the day has brought. The last results stand below. */
export function QuietHead({ reply }: { reply: WallReply }): ReactNode {
  const { board } = useTexts()
  const moment = useMoment()
  const { level, problem, observedAtUtc, collectedAtUtc } = usePageFreshness()
  const isLive = level === 'live' || level === 'final'
  const Icon = isLive ? CircleCheck : CloudOff
  const asOf =
    problem?.code === 'collection_old' && collectedAtUtc !== null
      ? fill(board.asOfCollected, { time: moment(collectedAtUtc) })
      : fill(isLive ? board.asOf : board.asOfOld, { time: moment(observedAtUtc) })
  return (
    <section className="wall-quiet" data-testid="wall-quiet">
      <h2 className="wall-quiet-title" data-key>
        <Icon aria-hidden className="size-[1em] shrink-0 text-muted" />
        {isIdleSure(reply) ? board.idle : board.idleUnsure}
      </h2>
      <p className="text-muted">
        {toScopeWords(board, reply.screen.scope)} · {asOf}
      </p>
      <TodayLine today={reply.today} />
    </section>
  )
}
