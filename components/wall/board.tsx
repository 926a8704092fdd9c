'use client'

import { CircleCheck, CloudOff } from 'lucide-react'
import type { CSSProperties, ReactNode } from 'react'
import type { Polled } from '@/lib/api/get-json'
import type { SessionSummary } from '@/lib/api/replies'
import type { WallReply } from '@/lib/api/screen-replies'
import { FreshnessScope } from '../freshness-scope'
import { usePageFreshness } from '../use-freshness'
import { Band } from './band'
import { fill } from './fill'
import { Tile } from './tile'
import { MOST_TILES, toGrid } from './to-grid'
import { toWallReason } from './to-wall-reason'
import { useMoment } from './use-moment'
import { useTexts } from './wall-texts'

type Props = { polled: Polled<WallReply>; error: Error | null }

/** What a screen in force shows: its runs, or why there are none, and below how old all of it is. */
export function Board({ polled, error }: Props): ReactNode {
  const { board } = useTexts()
  const { reply } = polled
  return (
    <FreshnessScope polled={polled} error={error}>
      <div className="wall-board">
        <main data-testid="wall-board" className="grid min-h-0 min-w-0">
          <h1 className="sr-only">{fill(board.label, { screen: reply.screen.name })}</h1>
          <Content reply={reply} />
        </main>
        <Band reply={reply} />
      </div>
    </FreshnessScope>
  )
}

function Content({ reply }: { reply: WallReply }): ReactNode {
  const { level } = usePageFreshness()
  if (level === 'lost') return <Lost reply={reply} />
  if (reply.sessions.length > 0) return <Tiles sessions={reply.sessions} />
  return reply.scopeUnknown === null ? <Idle reply={reply} /> : <ScopeUnknown reply={reply} />
}

function Tiles({ sessions }: { sessions: readonly SessionSummary[] }): ReactNode {
  const isMore = sessions.length > MOST_TILES
  // The last place says how many have none.
  const shown = isMore ? sessions.slice(0, MOST_TILES - 1) : sessions
  const { columns, rows, size } = toGrid(isMore ? MOST_TILES : sessions.length)
  const shape = { '--columns': columns, '--rows': rows } as CSSProperties // safe: both are read by wall.css alone
  return (
    <ul className="wall-tiles" data-size={size} style={shape}>
      {shown.map((summary) => (
        <Tile key={summary.session.id} summary={summary} />
      ))}
      {isMore && <More sessions={sessions.slice(shown.length)} />}
    </ul>
  )
}

function More({ sessions }: { sessions: readonly SessionSummary[] }): ReactNode {
  const { board } = useTexts()
  const running = sessions.filter(({ outcome }) => outcome.kind === 'running').length
  const parts = [
    running > 0 ? fill(board.moreDetail.running, { count: running }) : [],
    running < sessions.length ? fill(board.moreDetail.ended, { count: sessions.length - running }) : [],
  ].flat()
  return (
    <li className="wall-tile place-content-center text-center" data-testid="wall-more">
      <p className="text-3xl font-[650]">{fill(board.more, { count: sessions.length })}</p>
      <p className="text-muted">{parts.join(' · ')}</p>
    </li>
  )
}

/** Calm, and honest about how it is known. */
function Idle({ reply }: { reply: WallReply }): ReactNode {
  const { board } = useTexts()
  const moment = useMoment()
  const { level, observedAtUtc } = usePageFreshness()
  const isLive = level === 'live' || level === 'final'
  const time = moment(observedAtUtc)
  return (
    <Message
      testId="wall-idle"
      icon={
        isLive ? (
          <CircleCheck aria-hidden className="size-16 text-muted" />
        ) : (
          <CloudOff aria-hidden className="size-16 text-muted" />
        )
      }
      title={board.idle}
    >
      <p className="text-2xl text-muted">{toScopeWords(board, reply.screen.scope)}</p>
      <p className="text-xl">{fill(isLive ? board.idleSince : board.idleOld, { time })}</p>
    </Message>
  )
}

type BoardTexts = ReturnType<typeof useTexts>['board']

function toScopeWords(board: BoardTexts, scope: WallReply['screen']['scope']): string {
  return fill(board.idleScope[scope.kind], {
    tenant: scope.kind === 'tenant' ? (scope.tenantName ?? board.tenantUnnamed) : '',
  })
}

function ScopeUnknown({ reply: { screen, scopeUnknown } }: { reply: WallReply }): ReactNode {
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

/** Too old to stand there as if it told anything. */
function Lost({ reply }: { reply: WallReply }): ReactNode {
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
      <p className="text-xl">{fill(board.lostNext, { reason: toWallReason(texts, problem) })}</p>
      <p className="text-xl text-muted">
        {fill(board.lostLast, { running: reply.totals.running, failing: reply.totals.runningWithFailures })}
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
      <h2 className="text-5xl leading-tight font-[650] tracking-tight">{title}</h2>
      {children}
    </section>
  )
}
