'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { ShareLink } from '@/lib/api/share-replies'
import { Instant } from '../instant'
import { useDurationText } from '../use-duration-text'
import { useTick } from '../use-tick'

/** When a link ends and how long that is from now; where it follows the run, so much is said. */
export function LinkEnd({ link }: { link: ShareLink }): ReactNode {
  const t = useTranslations('shareLinks.row')
  const print = useDurationText()
  const endMs = Date.parse(link.expiresAtUtc)
  const left = useTick((tick) => {
    const ms = tick === null ? 0 : endMs - tick.wallMs
    return ms > 0 ? t('left', { duration: print(ms, 'minute') }) : ''
  })
  const revoked = link.state === 'revoked'
  const { expiresAfterEndHours: hours } = link
  return (
    <>
      <Instant at={revoked ? link.stateSinceUtc : link.expiresAtUtc} />
      <span className="block text-[12.5px] text-muted">
        {revoked ? t('whenRevoked') : hours === null ? left : t('afterRun', { hours })}
      </span>
    </>
  )
}
