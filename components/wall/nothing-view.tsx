'use client'

import { CloudOff } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { ReplyError } from '@/lib/api/get-json'
import { READ_PROBLEMS } from '@/lib/failover/read-error'
import type { WallTexts } from '@/lib/i18n/messages/en/wall'
import { readTick, useTick } from '../use-tick'
import { fill } from './fill'
import { useMoment } from './use-moment'
import { printDuration, useTexts } from './wall-texts'

type Props = { error: Error; sinceMs: number }

/** Nothing was ever read: since when, and what to do if that lasts. */
export function NothingView({ error, sinceMs }: Props): ReactNode {
  const texts = useTexts()
  const moment = useMoment()
  // No clock of the server is known yet, and the screen's own may be set meanwhile.
  const [shownAtMs] = useState(() => readTick().monotonicMs)
  const waited = useTick((tick) => printDuration(texts, tick === null ? 0 : tick.monotonicMs - shownAtMs))
  const words = toWords(texts.notice, texts.reason, error, moment, moment(new Date(sinceMs).toISOString()))
  return (
    <main className="grid min-h-dvh place-items-center p-8 text-center">
      <section data-testid="wall-nothing" className="grid max-w-[34em] justify-items-center gap-6">
        <CloudOff aria-hidden className="size-16 text-muted" />
        <h1 className="text-4xl leading-tight font-[650] tracking-tight text-balance">{words.title}</h1>
        <p className="text-xl text-balance">{words.what}</p>
        <p className="text-2xl font-semibold">{fill(texts.notice.waited, { duration: waited })}</p>
        <p className="text-balance text-muted">{words.next}</p>
      </section>
    </main>
  )
}

function toWords(
  notice: WallTexts['notice'],
  reasons: WallTexts['reason'],
  error: Error,
  moment: (utc: string) => string,
  time: string,
): { title: string; what: string; next: string } {
  const problem = error instanceof ReplyError ? error.problem : null
  const code = READ_PROBLEMS.find((one) => one === problem?.code)
  if (code !== undefined) {
    const reason = reasons[code]
    const since = problem?.sinceUtc
    return {
      title: notice.emTitle,
      what:
        since === undefined
          ? fill(notice.emNow, { reason })
          : fill(notice.em, { reason, time: moment(since) }),
      next: notice.emNext,
    }
  }
  if (problem?.code === 'record_unavailable')
    return { title: notice.recordTitle, what: fill(notice.record, { time }), next: notice.recordNext }
  return { title: notice.monitorTitle, what: fill(notice.monitor, { time }), next: notice.monitorNext }
}
