'use client'

import { BellOff, VolumeX } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { SignInLink } from '../sign-in-link'
import { askForDesktop, type DesktopState } from './desktop'
import { useAlertSettings } from './settings'
import { pageSound, type SoundState } from './sound'

type Props = {
  desktop: DesktopState
  soundState: SoundState
  /** This browser is signed out, so nothing is watched. */
  isSignedOut: boolean
  /** Opens what explains the ways to alert. */
  onExplain: () => void
}

/** What keeps alerts that somebody has switched on from being heard or seen. Nothing while all is well. */
export function AlertMarks({ desktop, soundState, isSignedOut, onExplain }: Props): ReactNode {
  const t = useTranslations('alerts')
  const { notify, sound } = useAlertSettings()
  if (isSignedOut && (notify || sound)) {
    return (
      <SignInLink className="button border-status-warning" title={t('stopped')}>
        <Silent words={t('stopped')} />
      </SignInLink>
    )
  }
  return (
    <>
      {notify && desktop !== 'granted' && (
        <button
          type="button"
          data-testid="notifications-blocked"
          className="button border-status-warning"
          title={t(`notShown.${desktop}`)}
          onClick={() => (desktop === 'default' ? void askForDesktop() : onExplain())}
        >
          <Silent words={t(`notShown.${desktop}`)} />
        </button>
      )}
      {sound && soundState === 'blocked' && (
        <button
          type="button"
          data-testid="sound-blocked"
          className="button border-status-warning"
          title={t('blocked')}
          onClick={() => pageSound().allow()}
        >
          <VolumeX aria-hidden className="size-4 shrink-0 text-status-warning" />
          <span className="max-sm:sr-only">{t('blocked')}</span>
        </button>
      )}
    </>
  )
}

function Silent({ words }: { words: string }): ReactNode {
  return (
    <>
      <BellOff aria-hidden className="size-4 shrink-0 text-status-warning" />
      <span className="max-xl:sr-only">{words}</span>
    </>
  )
}
