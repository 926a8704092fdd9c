'use client'

import { CloudOff, OctagonX } from 'lucide-react'
import type { ReactNode } from 'react'
import type { WallReply, WallRun } from '@/lib/api/screen-replies'
import { worseLevel } from '@/lib/failover/freshness'
import { serverNowMs, useServerClock } from '../../server-clock'
import { usePageFreshness } from '../../use-freshness'
import { useTick } from '../../use-tick'
import { fill } from '../fill'
import { toRunWords } from '../run-words'
import { toOldWords } from '../to-old-words'
import { useTileMoment } from '../use-moment'
import { printDuration, useTexts } from '../wall-texts'
import { type Held, HOLD_MS } from './takeover'

type Props = { reply: WallReply; held: readonly Held[] }

/** Where several hold the screen, each is shown for so long. */
const EACH_MS = 12_000

/** A new failure has the whole screen until somebody acknowledges it, or its time is over. */
export function TakeoverView({ reply, held }: Props): ReactNode {
  const texts = useTexts()
  const clock = useServerClock()
  const index = useTick((tick) => Math.floor((tick?.monotonicMs ?? 0) / EACH_MS) % held.length)
  const one = held[index] ?? held[0]
  const left = useTick((tick) =>
    printDuration(texts, Math.max(0, (one?.sinceMs ?? 0) + HOLD_MS - serverNowMs(clock, tick)), 'minute'),
  )
  const run = reply.sessions.find(({ session }) => session.id === one?.sessionId)
  if (run === undefined) return null
  const { takeover, tile } = texts
  return (
    <section
      data-testid="wall-takeover"
      data-roomy={run.failures.length <= 1 || undefined}
      aria-label={takeover.label}
      className="wall-takeover"
    >
      <p className="wall-takeover-state" data-key>
        <OctagonX aria-hidden className="wall-takeover-icon" />
        {toRunWords(tile, run)}
      </p>
      <h2 dir="auto" className="wall-takeover-name" data-key>
        {run.session.name ?? tile.unnamed}
      </h2>
      <p dir="auto" className="wall-takeover-tenant">
        {run.tag && <strong className="wall-tile-tag">{tile.tag[run.tag.kind]}</strong>}
        {run.session.tenant?.name ?? tile.tenantUnknown}
      </p>
      {run.failures.length > 0 && (
        <ul className="wall-takeover-why">
          {run.failures.map(({ vmName, message }, row) => (
            // A name can be missing, and two can be alike.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={row} dir="auto">
              {[vmName ?? tile.vmUnnamed, message ?? []].flat().join(': ')}
            </li>
          ))}
        </ul>
      )}
      <Age run={run} />
      <p className="wall-takeover-until">
        {fill(takeover.until, { left })}
        {held.length > 1 && (
          <strong> {fill(takeover.others, { number: index + 1, count: held.length })}</strong>
        )}
      </p>
    </section>
  )
}

/** When this run was read; what is too old says so, as its tile would. */
function Age({ run }: { run: WallRun }): ReactNode {
  const texts = useTexts()
  const moment = useTileMoment()
  const page = usePageFreshness()
  const level = run.freshness.level === 'final' ? 'final' : worseLevel(run.freshness.level, page.level)
  if (level === 'stale' || level === 'lost') {
    const { since, reason } = toOldWords(texts, moment, { run, level, page })
    return (
      <p className="wall-takeover-old" data-testid="wall-takeover-old">
        <CloudOff aria-hidden className="size-[1em] shrink-0" />
        {since}: {reason}
      </p>
    )
  }
  const text = level === 'late' ? texts.tile.late : texts.tile.read
  return <p className="text-muted">{fill(text, { time: moment(run.freshness.observedAtUtc) })}</p>
}
