'use client'

import { Anchor, Content, Portal, Root } from '@radix-ui/react-popover'
import { Keyboard } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode, RefObject } from 'react'
import { useActiveShortcuts } from '../keys/use-shortcut'
import { HELP_KEYS } from '../keys/help-keys'
import { ClockChoice } from './clock-choice'
import { ThemeChoice } from './theme-choice'
import { ZoneChoice } from './zone-choice'

type Props = { opener: RefObject<HTMLButtonElement | null>; onClose: () => void }

/** Everything that a person may choose for this browser; each choice holds at once. */
export function PreferencesPanel({ opener, onClose }: Props): ReactNode {
  const t = useTranslations('habits.preferences')
  const help = useActiveShortcuts().find(({ keys }) => keys === HELP_KEYS)
  const openHelp = (): void => {
    onClose()
    // From the button, so that the dialog gives the focus back to what is still there.
    opener.current?.focus()
    help?.run()
  }
  return (
    <Root open onOpenChange={(open) => !open && onClose()}>
      <Anchor virtualRef={opener} />
      <Portal>
        <Content
          aria-label={t('title')}
          align="end"
          sideOffset={6}
          collisionPadding={8}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            opener.current?.focus()
          }}
          onInteractOutside={(event) => {
            // The button closes by its own press.
            if (event.target instanceof Node && opener.current?.contains(event.target)) event.preventDefault()
          }}
          className="z-50 grid max-h-(--radix-popover-content-available-height) w-[304px] max-w-[calc(100vw-16px)] gap-4 overflow-y-auto rounded-xl border border-line-strong bg-surface p-3.5 text-[13px] text-text shadow-card outline-none"
        >
          <ThemeChoice />
          <ClockChoice />
          <ZoneChoice />
          {help !== undefined && (
            <button type="button" onClick={openHelp} className="button w-full">
              <Keyboard aria-hidden className="size-4" />
              {t('keys')}
              <kbd aria-hidden className="key ms-auto">
                {HELP_KEYS}
              </kbd>
            </button>
          )}
        </Content>
      </Portal>
    </Root>
  )
}
