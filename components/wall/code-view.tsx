'use client'

import { Ban, CloudOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { pages } from '@/lib/api/paths'
import { sinceArrivalMs } from '../server-clock'
import { useHydrated } from '../use-hydrated'
import { useTick } from '../use-tick'
import { fill } from './fill'
import { QrCode } from './qr-code'
import { useMoment } from './use-moment'
import { printDuration, useTexts } from './wall-texts'
import type { NoCode, ShownCode, WallState } from './wall-reader'

type Props = { state: Extract<WallState, { kind: 'code' }>; publicOrigin: string | null }

/** A screen that nobody has approved: the code, to be read across a room, and how to go on. */
export function CodeView({ state, publicOrigin }: Props): ReactNode {
  const texts = useTexts()
  const moment = useMoment()
  const { code, noCode, withdrawnSinceUtc, silentSinceMs } = state
  return (
    <main className="wall-code" data-testid="wall-code">
      {withdrawnSinceUtc !== null && (
        <p
          data-testid="wall-withdrawn"
          className="flex items-center gap-4 rounded-lg border border-line-strong bg-surface px-6 py-4 text-xl"
        >
          <Ban aria-hidden className="size-10 shrink-0" />
          <span>
            <strong className="font-semibold">
              {fill(texts.pairing.withdrawn, { time: moment(withdrawnSinceUtc) })}
            </strong>{' '}
            <span className="text-muted">{texts.pairing.withdrawnNext}</span>
          </span>
        </p>
      )}
      <h1 className="text-2xl font-semibold text-muted">{texts.pairing.title}</h1>
      {code ? <Code code={code} publicOrigin={publicOrigin} /> : <NoCodeNote noCode={noCode} />}
      {silentSinceMs !== null && (
        <p className="flex items-center gap-3">
          <CloudOff aria-hidden className="size-8 shrink-0" />
          {fill(texts.pairing.silent, { time: moment(new Date(silentSinceMs).toISOString()) })}
        </p>
      )}
    </main>
  )
}

function Code({ code, publicOrigin }: { code: ShownCode; publicOrigin: string | null }): ReactNode {
  const { pairing } = useTexts()
  const hydrated = useHydrated()
  const origin = publicOrigin ?? (hydrated ? window.location.origin : '')
  const address = `${origin}${pages.screens()}`
  const halves = [code.code.slice(0, 3), code.code.slice(3)]
  return (
    <div className="wall-code-columns">
      <div className="grid min-w-0 content-center gap-[1.5vh]">
        <p className="wall-code-letters" data-testid="wall-code-letters">
          <span className="sr-only">{fill(pairing.codeLabel, { code: code.code.split('').join(' ') })}</span>
          {halves.map((half) => (
            <span key={half} aria-hidden>
              {half}
            </span>
          ))}
        </p>
        <CodeLeft code={code} />
      </div>
      <div className="wall-code-how">
        <QrCode
          text={`${address}?code=${code.code}`}
          label={fill(pairing.qr, { address })}
          className="wall-code-qr"
        />
        <section aria-labelledby="how-title" className="min-w-0">
          <h2 id="how-title" className="sr-only">
            {pairing.stepsTitle}
          </h2>
          <ol className="grid gap-3">
            <Step no={1}>
              {pairing.open} <strong className="font-semibold break-words">{address}</strong>
            </Step>
            <Step no={2}>{pairing.signIn}</Step>
            <Step no={3}>{pairing.enter}</Step>
          </ol>
        </section>
      </div>
    </div>
  )
}

function Step({ no, children }: { no: number; children: ReactNode }): ReactNode {
  return (
    <li className="flex gap-4">
      <span aria-hidden className="font-semibold text-muted">
        {no}
      </span>
      <span className="min-w-0">{children}</span>
    </li>
  )
}

/** Ticks, but is no live region: it would talk for ten minutes. */
function CodeLeft({ code }: { code: ShownCode }): ReactNode {
  const texts = useTexts()
  const words = useTick((tick) => {
    const leftMs = code.expiresAfterMs - sinceArrivalMs(code, tick)
    return leftMs <= 0
      ? texts.pairing.ended
      : fill(texts.pairing.left, { left: printDuration(texts, leftMs) })
  })
  return <p className="text-muted">{words}</p>
}

function NoCodeNote({ noCode }: { noCode: NoCode | null }): ReactNode {
  const { pairing } = useTexts()
  const moment = useMoment()
  return (
    <div className="grid max-w-[40em] content-center gap-6">
      <p className="text-4xl font-[650]">{pairing.waiting}</p>
      <p className="text-xl">{toReason(noCode, pairing, moment)}</p>
    </div>
  )
}

function toReason(
  noCode: NoCode | null,
  pairing: ReturnType<typeof useTexts>['pairing'],
  moment: (utc: string) => string,
): string {
  if (noCode === 'no_cookies') return pairing.cookies
  const problem = noCode?.problem
  if (problem?.code === 'too_many_requests') {
    const { nextTryAtUtc } = problem
    return nextTryAtUtc === undefined
      ? pairing.tooManySoon
      : fill(pairing.tooMany, { time: moment(nextTryAtUtc) })
  }
  if (problem?.code === 'record_unavailable') return pairing.record
  return fill(pairing.fault, { detail: noCode?.message ?? '' })
}
