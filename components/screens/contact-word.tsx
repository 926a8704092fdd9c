'use client'

import { CircleDashed, MonitorCheck, MonitorX } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useDurationText } from '../use-duration-text'
import { useTick } from '../use-tick'
import { CONTACT_LATE_MS } from './in-contact'

type Props = {
  contactAtUtc: string | null
  /** The server's clock when it answered, and this browser's when the answer came. */
  nowUtc: string
  arrivedAtWallMs: number
}

export function ContactWord({ contactAtUtc, nowUtc, arrivedAtWallMs }: Props): ReactNode {
  const t = useTranslations('screens.list')
  const print = useDurationText()
  const agoThenMs = contactAtUtc === null ? null : Date.parse(nowUtc) - Date.parse(contactAtUtc)
  const agoMs = (wallMs: number | undefined): number =>
    Math.max(0, agoThenMs ?? 0) + Math.max(0, (wallMs ?? arrivedAtWallMs) - arrivedAtWallMs)
  const isLate = useTick((tick) => agoMs(tick?.wallMs) > CONTACT_LATE_MS)
  const ago = useTick((tick) => print(agoMs(tick?.wallMs), 'minute'))
  if (agoThenMs === null) {
    return (
      <span className="inline-flex items-center gap-1.5 text-muted">
        <CircleDashed aria-hidden className="size-[1.1em] shrink-0" />
        {t('never')}
      </span>
    )
  }
  return isLate ? (
    <strong className="inline-flex items-center gap-1.5 font-[560] text-status-warning">
      <MonitorX aria-hidden className="size-[1.1em] shrink-0" />
      {t('late', { ago })}
    </strong>
  ) : (
    <span className="inline-flex items-center gap-1.5 text-status-succeeded">
      <MonitorCheck aria-hidden className="size-[1.1em] shrink-0" />
      {t('contact', { ago })}
    </span>
  )
}
