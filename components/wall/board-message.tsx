'use client'

import { CircleCheck, CloudOff } from 'lucide-react'
import type { ReactNode } from 'react'
import type { WallReply } from '@/lib/api/screen-replies'
import { usePageFreshness } from '../use-freshness'
import { fill } from './fill'
import { isIdleSure } from './is-idle-sure'
import { SinceThen } from './since-then'
import { toScopeWords } from './to-scope-words'
import { toWallReason } from './to-wall-reason'
import { TodayLine } from './today-line'
import { useMoment } from './use-moment'
import { useTexts } from './wall-texts'

/** Calm, and honest about how it is known. */
export function Idle({ reply }: { reply: WallReply }): ReactNode {
  const { board } = useTexts()
  const moment = useMoment()
  const { level, problem, observedAtUtc, collectedAtUtc } = usePageFreshness()
  const isLive = level === 'live' || level === 'final'
  const known =
    problem?.code === 'collection_old' && collectedAtUtc !== null
      ? fill(board.idleCollected, { time: moment(collectedAtUtc) })
      : fill(isLive ? board.idleSince : board.idleOld, { time: moment(observedAtUtc) })
  const Icon = isLive ? CircleCheck : CloudOff
  return (
    <Message
      testId="wall-idle"
      icon={<Icon aria-hidden className="size-16 text-muted" />}
      title={isIdleSure(reply) ? board.idle : board.idleUnsure}
    >
      <p className="text-2xl text-muted">{toScopeWords(board, reply.screen.scope)}</p>
      <p className="text-xl">{known}</p>
      <TodayLine today={reply.today} />
    </Message>
  )
}

export function ScopeUnknown({ reply: { screen, scopeUnknown } }: { reply: WallReply }): ReactNode {
  const { board } = useTexts()
  const tenant = screen.scope.kind === 'tenant' ? screen.scope.tenantName : null
  return (
    <Message
      testId="wall-scope-unknown"
      icon={<CloudOff aria-hidden className="size-16 text-muted" />}
      title={fill(board.unknownTitle, { tenant: tenant ?? board.tenantUnnamed })}
    >
      {scopeUnknown !== null && <p className="text-xl">{board.unknown[scopeUnknown]}</p>}
    </Message>
  )
}

/** The whole screen says since when, and whom to tell. */
export function LostScreen({ reply }: { reply: WallReply }): ReactNode {
  const texts = useTexts()
  const { board } = texts
  const moment = useMoment()
  const { observedAtUtc, problem } = usePageFreshness()
  return (
    <Message
      testId="wall-lost"
      icon={<CloudOff aria-hidden className="size-20" />}
      title={fill(board.lostTitle, { time: moment(observedAtUtc) })}
    >
      <p className="text-3xl font-semibold">
        <SinceThen sinceUtc={observedAtUtc} text={board.lostFor} />
      </p>
      <p className="text-xl">{fill(board.lostNext, { reason: toWallReason(texts, problem) })}</p>
      <p className="text-xl text-muted">
        {fill(board.lostLast, { running: reply.totals.running, failing: reply.totals.withFailures })}
      </p>
    </Message>
  )
}

type MessageProps = { testId: string; icon: ReactNode; title: string; children: ReactNode }

function Message({ testId, icon, title, children }: MessageProps): ReactNode {
  return (
    <section
      data-testid={testId}
      className="grid content-center justify-items-center gap-6 p-8 text-center text-balance"
    >
      {icon}
      <h2 data-key className="text-5xl leading-tight font-[650] tracking-tight wrap-anywhere">
        {title}
      </h2>
      {children}
    </section>
  )
}
