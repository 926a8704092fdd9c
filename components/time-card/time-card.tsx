'use client'

import { Anchor, Content, Portal, Root } from '@radix-ui/react-popover'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useMemo } from 'react'
import { localTimeZone } from '@/lib/i18n/time/time-zone'
import { useTimePreferences } from '../preferences/time-preferences'
import { useDurationText } from '../use-duration-text'
import { useTick } from '../use-tick'
import { CopyMoment } from './copy-moment'
import type { TimeTarget } from './time-target'
import { ZoneLine } from './zone-line'

type Props = { target: TimeTarget; onClose: () => void }

/** One moment in the chosen zone, in UTC and in this browser's, how long ago it was, and its text to copy. */
export function TimeCard({ target, onClose }: Props): ReactNode {
  const t = useTranslations('habits.time')
  const { anchor, at, byKey } = target
  const virtual = useMemo(() => ({ current: anchor }), [anchor])
  const { timeZone } = useTimePreferences()
  // By zone, since two of the three are often the same.
  const here = localTimeZone()
  const zones = [...new Set([timeZone, 'UTC', here])]

  // A row that has been scrolled away takes its card with it.
  const gone = useTick(() => !anchor.isConnected)
  useEffect(() => {
    if (gone) onClose()
  }, [gone, onClose])

  return (
    <Root open onOpenChange={(open) => !open && onClose()}>
      <Anchor virtualRef={virtual} />
      {/* In a dialog, what is outside of it can neither be seen nor pressed. */}
      <Portal container={anchor.closest('dialog') ?? document.body}>
        <Content
          key={at}
          data-time-card
          aria-label={t('title')}
          side="bottom"
          align="start"
          sideOffset={6}
          collisionPadding={8}
          hideWhenDetached
          onOpenAutoFocus={(event) => {
            if (!byKey) event.preventDefault()
          }}
          onCloseAutoFocus={(event) => event.preventDefault()}
          onInteractOutside={(event) => {
            // A press on the time itself is the host's.
            if (event.target instanceof Node && anchor.contains(event.target)) event.preventDefault()
          }}
          className="z-50 w-max max-w-[calc(100vw-16px)] rounded-xl border border-line-strong bg-surface text-[12.5px] text-text shadow-card outline-none print:hidden"
        >
          <dl className="grid gap-2 px-3.5 py-3">
            {zones.map((zone) => (
              <ZoneLine key={zone} zone={zone} at={at} chosen={zone === timeZone} here={zone === here} />
            ))}
          </dl>
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-t border-line px-3.5 py-2">
            <span className="text-muted">
              <Distance at={at} />
            </span>
            <CopyMoment at={at} />
          </div>
        </Content>
      </Portal>
    </Root>
  )
}

/** By this browser's clock. */
function Distance({ at }: { at: string }): ReactNode {
  const t = useTranslations('habits.time')
  const print = useDurationText()
  return useTick((tick) => {
    if (tick === null) return ''
    const agoMs = tick.wallMs - Date.parse(at)
    return t(agoMs < 0 ? 'future' : 'past', { duration: print(Math.abs(agoMs), 'minute') })
  })
}
