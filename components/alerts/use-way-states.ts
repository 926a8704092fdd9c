'use client'

import { useSyncExternalStore } from 'react'
import { type DesktopState, desktopState, subscribeDesktop } from './desktop'
import { pageSound, type SoundState } from './sound'

/** Whether this browser lets the page show notifications, as it is now. */
export const useDesktopState = (): DesktopState =>
  useSyncExternalStore(subscribeDesktop, desktopState, () => 'default')

export const useSoundState = (): SoundState =>
  useSyncExternalStore(
    (listener) => pageSound().subscribe(listener),
    () => pageSound().state(),
    () => 'off',
  )
