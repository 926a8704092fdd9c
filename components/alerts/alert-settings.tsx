'use client'

import { useQuery } from '@tanstack/react-query'
import { Bell, BellOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import dynamic from 'next/dynamic'
import { type ReactNode, useRef, useState } from 'react'
import { isSignedOut } from '@/lib/api/get-json'
import { alertQuery } from '@/lib/api/queries'
import { AlertCenter } from './alert-center'
import { AlertMarks } from './alert-marks'
import { useAlertSettings } from './settings'
import { useDesktopState, useSoundState } from './use-way-states'

const AlertPanel = dynamic(() => import('./alert-panel').then((it) => it.AlertPanel), { ssr: false })

/** The bell of the top bar: how this browser alerts, and what keeps it from doing so. */
export function AlertSettings(): ReactNode {
  const t = useTranslations('alerts')
  const [open, setOpen] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const { notify, sound } = useAlertSettings()
  const desktop = useDesktopState()
  const soundState = useSoundState()
  // As the alert centre has it, which asks.
  const { error } = useQuery({ ...alertQuery(), enabled: false })
  const stopped = isSignedOut(error)
  const on = [
    notify && t(desktop === 'granted' ? 'ways.notify' : 'ways.notifyBlocked'),
    sound && t('ways.sound'),
  ].filter(Boolean)
  const isOff = on.length === 0
  const label = isOff ? t('openOff') : t(stopped ? 'openStopped' : 'openOn', { ways: on.join(', ') })
  const Icon = isOff || stopped ? BellOff : Bell
  return (
    <>
      <AlertCenter />
      <AlertMarks
        desktop={desktop}
        soundState={soundState}
        isSignedOut={stopped}
        onExplain={() => setOpen(true)}
      />
      <button
        ref={opener}
        type="button"
        className="grid size-7 shrink-0 place-items-center rounded-lg border border-line text-muted hover:text-text"
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-label={label}
        title={label}
        onClick={() => setOpen(!open)}
      >
        <Icon aria-hidden className="size-3.5" />
      </button>
      {open && (
        <AlertPanel
          opener={opener}
          desktop={desktop}
          soundState={soundState}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}
