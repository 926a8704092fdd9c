'use client'

import * as Popover from '@radix-ui/react-popover'
import { useTranslations } from 'next-intl'
import type { ReactNode, RefObject } from 'react'
import { askForDesktop, type DesktopState, showOnDesktop } from './desktop'
import { changeAlertSettings, useAlertSettings } from './settings'
import { pageSound, type SoundState } from './sound'
import { Way } from './way'

type Props = {
  opener: RefObject<HTMLButtonElement | null>
  desktop: DesktopState
  soundState: SoundState
  onClose: () => void
}

/** How this browser alerts. Everything is off until somebody switches it on, can be tested, and says what blocks it. */
export function AlertPanel({ opener, desktop, soundState, onClose }: Props): ReactNode {
  const t = useTranslations('alerts.panel')
  const { notify, sound, repeat, volume } = useAlertSettings()

  const switchNotify = (on: boolean): void => {
    changeAlertSettings({ notify: on })
    if (on) void askForDesktop()
  }
  const testNotify = (): void => showOnDesktop('test', t('testTitle'), t('testBody'), () => undefined)
  const play = (): void => pageSound().play('alarm', volume)

  return (
    <Popover.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Popover.Anchor virtualRef={opener} />
      <Popover.Portal>
        <Popover.Content
          aria-label={t('title')}
          align="end"
          sideOffset={8}
          collisionPadding={12}
          onInteractOutside={(event) => {
            if (event.target instanceof Node && opener.current?.contains(event.target)) event.preventDefault()
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            opener.current?.focus()
          }}
          className="z-40 grid max-h-(--radix-popover-content-available-height) w-[min(360px,calc(100vw-24px))] gap-4 overflow-y-auto rounded-xl border border-line-strong bg-surface p-4 text-[13px] text-text shadow-card"
        >
          <div className="grid gap-1">
            <h2 className="heading-2">{t('title')}</h2>
            <p className="text-muted">{t('intro')}</p>
          </div>
          <Way
            label={t('notify')}
            on={notify}
            onSwitch={switchNotify}
            state={t(`desktop.${desktop}`)}
            troubled={notify && desktop !== 'granted'}
            test={t('testNotify')}
            onTest={notify && (desktop === 'granted' || desktop === 'refused') ? testNotify : null}
          />
          <Way
            label={t('sound')}
            on={sound}
            onSwitch={(on) => {
              changeAlertSettings({ sound: on })
              if (on) pageSound().arm()
            }}
            state={t(`soundState.${soundState}`)}
            troubled={sound && (soundState === 'blocked' || soundState === 'none')}
            test={t('testSound')}
            onTest={sound && soundState !== 'none' ? play : null}
          >
            {sound && (
              <>
                <label className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-3">
                  {t('volume')}
                  <input
                    type="range"
                    min={0}
                    max={100}
                    step={5}
                    value={Math.round(volume * 100)}
                    onChange={(event) => changeAlertSettings({ volume: Number(event.target.value) / 100 })}
                    className="h-6 w-full accent-ink"
                  />
                </label>
                <label className="flex min-h-6 items-start gap-2">
                  <input
                    type="checkbox"
                    checked={repeat}
                    onChange={(event) => changeAlertSettings({ repeat: event.target.checked })}
                    className="mt-0.5 size-4 shrink-0 accent-ink"
                  />
                  {t('repeat')}
                </label>
              </>
            )}
          </Way>
          <p className="border-t border-line pt-3 text-[12.5px] text-muted">{t('hidden')}</p>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
