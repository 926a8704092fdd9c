'use client'

import { CircleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useRef } from 'react'
import { withInstant } from '../rich-tags'
import { useDurationText } from '../use-duration-text'
import { useTick } from '../use-tick'
import type { Failure, FormFailure } from './to-failure'

type Props = { failure: Failure; onLocal?: () => void }

/** Why nobody was signed in. It takes the focus when it appears, so that it is read out and seen at any zoom. */
export function SignInFailure({ failure, onLocal }: Props): ReactNode {
  const t = useTranslations('signIn')
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  const text =
    failure.kind === 'single'
      ? (`single_error.${failure.code}` as const)
      : (`problem.${failure.code}` as const)
  return (
    <div
      ref={box}
      tabIndex={-1}
      role="alert"
      data-testid="sign-in-failure"
      data-code={failure.code}
      className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 rounded-lg border border-line-strong bg-sunken px-4 py-3"
    >
      <CircleAlert aria-hidden className="mt-0.5 size-[17px]" />
      <div className="grid justify-items-start gap-1.5">
        <h2 className="heading-2">{t(`${text}.title`)}</h2>
        <p className="text-muted">{t(`${text}.explain`)}</p>
        {failure.kind !== 'single' && <Circumstances failure={failure} />}
        {onLocal && (
          <button type="button" onClick={onLocal} className="mt-1 button">
            {t('local.open')}
          </button>
        )}
      </div>
    </div>
  )
}

function Circumstances({
  failure: { sinceUtc, waitUntilMs, detail, code },
}: {
  failure: FormFailure
}): ReactNode {
  const t = useTranslations('signIn')
  return (
    <>
      {sinceUtc !== null && <p>{t.rich('since', withInstant(sinceUtc))}</p>}
      {waitUntilMs !== null && <Wait untilMs={waitUntilMs} />}
      {detail !== null && (code === 'internal' || code === 'enterpriseManager') && (
        <details className="text-[12.5px] text-muted">
          <summary className="min-h-6 cursor-pointer">{t('detail')}</summary>
          <p className="foreign-text font-mono">{detail}</p>
        </details>
      )}
    </>
  )
}

/** A screen reader hears the whole once, by the focus; it is not told each second. */
function Wait({ untilMs }: { untilMs: number }): ReactNode {
  const t = useTranslations('signIn')
  const print = useDurationText()
  const text = useTick((tick) => {
    const leftMs = untilMs - (tick?.wallMs ?? Date.now())
    return leftMs <= 0 ? t('waitOver') : t('wait', { duration: print(Math.max(1_000, leftMs)) })
  })
  return (
    <p role="timer" aria-live="off" className="font-[560]">
      {text}
    </p>
  )
}
