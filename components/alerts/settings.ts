'use client'

import { useSyncExternalStore } from 'react'
import { readKept, writeKept } from './browser-store'

/** How this browser alerts; beyond the tab's own title and icon, nothing unless somebody has asked for it. */
export type AlertSettings = {
  notify: boolean
  sound: boolean
  /** The alarm sounds again until the failure is acknowledged. */
  repeat: boolean
  /** 0 to 1. */
  volume: number
}

export const DEFAULT_SETTINGS: AlertSettings = { notify: false, sound: false, repeat: false, volume: 0.6 }
const KEY = 'failover-alerts.settings.1'

let current: AlertSettings | null = null
const listeners = new Set<() => void>()

function read(): AlertSettings {
  const kept = readKept(KEY)
  if (typeof kept !== 'object' || kept === null) return DEFAULT_SETTINGS
  const flag = (name: 'notify' | 'sound' | 'repeat'): boolean => Reflect.get(kept, name) === true
  const volume: unknown = Reflect.get(kept, 'volume')
  return {
    notify: flag('notify'),
    sound: flag('sound'),
    repeat: flag('repeat'),
    volume: typeof volume === 'number' && volume >= 0 && volume <= 1 ? volume : DEFAULT_SETTINGS.volume,
  }
}

export const alertSettings = (): AlertSettings => (current ??= read())

export function changeAlertSettings(change: Partial<AlertSettings>): void {
  current = { ...alertSettings(), ...change }
  writeKept(KEY, current)
  for (const listener of listeners) listener()
}

function onOtherTab({ key }: StorageEvent): void {
  if (key !== KEY && key !== null) return
  current = null
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) window.addEventListener('storage', onOtherTab)
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) window.removeEventListener('storage', onOtherTab)
  }
}

/** The settings; the default ones while the server renders, which does not know this browser. */
export function useAlertSettings(): AlertSettings {
  return useSyncExternalStore(subscribe, alertSettings, () => DEFAULT_SETTINGS)
}
