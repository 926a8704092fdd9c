import { memo, type ReactNode } from 'react'
import { toClock, toDuration } from './share-times'
import { say, type Speech } from './speech'
import { ProgressBar } from '../progress-bar'
import { STATUS_LOOK } from '../status-look'
import { StatusWord } from '../status-word'
import type { ShareReply } from '@/lib/api/share-replies'
import { durationBetween } from '@/lib/failover/duration'

export type ShownServer = ShareReply['servers'][number]

type Props = { speech: Speech; server: ShownServer; id: string }

/** Of several hundred rows a poll changes a few; the others are not rendered again. */
export const ServerRow = memo(function ServerRow({ speech, server, id }: Props): ReactNode {
  const { name, outcome, progress } = server
  const { texts } = speech
  const detail = toDetail(speech, server)
  return (
    <li
      id={id}
      data-standing={outcome}
      className="letter-row grid scroll-mt-4 grid-cols-[minmax(0,1fr)_auto] items-start gap-x-3 gap-y-0.5 border-t border-line px-4.5 py-3 first:border-t-0"
    >
      <span className="min-w-0 foreign-text font-[560]">{name}</span>
      <StatusWord
        standing={outcome}
        moving={outcome === 'working'}
        className="mt-px max-w-[45vw] text-[14.5px]"
      >
        {texts.server.status[outcome]}
      </StatusWord>
      {detail !== '' && <span className="col-span-2 text-[13.5px] text-muted">{detail}</span>}
      {outcome === 'working' && progress !== null && (
        <ProgressBar
          label={say(speech, texts.server.progress, { name })}
          percent={progress}
          valueText={say(speech, texts.server.percent, { percent: progress })}
          fill={STATUS_LOOK.working.fill}
          className="col-span-2 mt-1.5 w-full"
        />
      )}
    </li>
  )
}, isSame)

function isSame(before: Props, after: Props): boolean {
  return (
    before.speech === after.speech &&
    before.id === after.id &&
    JSON.stringify(before.server) === JSON.stringify(after.server)
  )
}

function toDetail(speech: Speech, server: ShownServer): string {
  const { texts, timeZone } = speech
  const { startedAtUtc, endedAtUtc, failureClass, progress } = server
  const clock = (utc: string | null): string | null => utc && toClock(timeZone, utc, 'minute')
  const parts = (...all: (string | null)[]): string => all.filter(Boolean).join(' · ')
  switch (server.outcome) {
    case 'waiting':
      return texts.server.waiting
    case 'working': {
      const since = clock(startedAtUtc)
      return parts(
        progress === null ? null : say(speech, texts.server.percent, { percent: progress }),
        since && say(speech, texts.server.workingSince, { clock: since }),
      )
    }
    case 'succeeded':
    case 'warning': {
      const tookMs = durationBetween(startedAtUtc, endedAtUtc)
      const at = clock(endedAtUtc)
      if (at === null) return ''
      // Times that contradict each other give no duration.
      if (tookMs === null || tookMs < 0) return say(speech, texts.server.stoppedAt, { clock: at })
      return say(speech, texts.server.startedAfter, { clock: at, duration: toDuration(speech, tookMs) })
    }
    case 'failed': {
      const at = clock(endedAtUtc)
      return parts(
        failureClass && texts.server.failure[failureClass],
        at && say(speech, texts.server.stoppedAt, { clock: at }),
      )
    }
    case 'unknown':
      return texts.server.unknown
    default:
      return server.outcome satisfies never
  }
}
