'use client'

import { CloudOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { isOld, type LetterFreshness } from './letter-freshness'
import { toAsOf, toOtherAge } from './letter-words'
import { isSameDay, momentOf, toDuration } from './share-times'
import { say, type Speech } from './speech'
import type { ShareState } from './use-share'
import { sinceArrivalMs } from '../server-clock'
import { useTick } from '../use-tick'
import { durationBetween } from '@/lib/failover/duration'

type Props = { speech: Speech; state: ShareState; freshness: LetterFreshness }

/** How old the news is, by both ages, and how long the run has been going on. */
export function StateTimes({ speech, state, freshness }: Props): ReactNode {
  const { level, asOfUtc } = freshness
  return (
    <div className="mt-3 grid gap-0.5 text-[14.5px] text-muted">
      <p className="flex items-baseline gap-2.5">
        <LevelMark level={level} />
        <span className="min-w-0">
          <span data-testid="share-level" data-level={level} className="font-[560] text-text">
            {speech.texts.level[level]}
          </span>
          {' · '}
          <time dateTime={asOfUtc}>{toAsOf(speech, asOfUtc)}</time>
        </span>
      </p>
      <RunTimes speech={speech} state={state} isRunning={!isOld(level)} />
      {level !== 'final' && (
        <p className="text-[13.5px]">{toOtherAge(speech, state.reply.freshness, asOfUtc)}</p>
      )}
    </div>
  )
}

function LevelMark({ level }: { level: LetterFreshness['level'] }): ReactNode {
  if (isOld(level)) return <CloudOff aria-hidden className="size-[1.05em] shrink-0 translate-y-[0.15em]" />
  const tone =
    level === 'live' ? 'letter-dot-live' : level === 'late' ? 'letter-dot-late' : 'letter-dot-final'
  return <span aria-hidden className={`letter-dot ${tone}`} />
}

const MINUTE_MS = 60_000

function RunTimes({
  speech,
  state,
  isRunning,
}: Pick<Props, 'speech' | 'state'> & { isRunning: boolean }): ReactNode {
  const { texts } = speech
  const { reply } = state
  const { startedAtUtc, endedAtUtc, outcome, freshness } = reply
  // By the monitor's clock; that of the recovery site may differ by seconds, hence no seconds.
  const elapsed = useTick((tick) => {
    if (outcome.kind !== 'running' || startedAtUtc === null || !isRunning) return null
    const nowMs = Date.parse(freshness.observedAtUtc) + state.ageOnArrivalMs + sinceArrivalMs(state, tick)
    const sinceMs = nowMs - Date.parse(startedAtUtc)
    return sinceMs < MINUTE_MS ? null : toDuration(speech, sinceMs, 'minute')
  })
  if (startedAtUtc === null) return null
  const began = isSameDay(speech, startedAtUtc, freshness.observedAtUtc) ? texts.began : texts.beganOn
  const parts = [say(speech, began, momentOf(speech, startedAtUtc))]
  if (elapsed !== null) parts.push(say(speech, texts.runningFor, { duration: elapsed }))
  if (endedAtUtc !== null) {
    const ended = isSameDay(speech, startedAtUtc, endedAtUtc) ? texts.ended : texts.endedOn
    parts.push(say(speech, ended, momentOf(speech, endedAtUtc)))
    const tookMs = durationBetween(startedAtUtc, endedAtUtc)
    if (tookMs !== null && tookMs >= 0)
      parts.push(say(speech, texts.took, { duration: toDuration(speech, tookMs) }))
  }
  return <p data-testid="share-run-times">{parts.join(' · ')}</p>
}
