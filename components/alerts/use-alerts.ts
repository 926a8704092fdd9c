'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useCallback, useEffect, useState } from 'react'
import { isSignedOut } from '@/lib/api/get-json'
import { pages } from '@/lib/api/paths'
import type { SessionListReply, SessionSummary } from '@/lib/api/replies'
import { type AlertWatch, createAlertWatch } from './alert-watch'
import { browserStore, oneTabAtATime } from './browser-store'
import { closeOnDesktop, showOnDesktop } from './desktop'
import { toReading, runsOf } from './reading'
import { alertSettings } from './settings'
import { pageSound } from './sound'
import { useTimeText } from '../use-time-text'
import { toRefusal } from './refusal'
import { type Alert, isFailure } from './transitions'

/** Tells every change once, as this browser is set to. */
export function useAlerts(reply: SessionListReply | null, error: Error | null): AlertWatch {
  const tell = useTeller()
  const [watch] = useState(() =>
    createAlertWatch({ store: browserStore, lock: oneTabAtATime, now: Date.now }),
  )
  useEffect(() => {
    if (reply === null) return
    void watch.see(toReading(reply)).then(tell)
    for (const summary of runsOf(reply))
      if (hasFailures(summary) && summary.unacknowledged === 0) closeOnDesktop(summary.session.id)
  }, [reply, watch, tell])
  useEffect(() => {
    // Each failed look brings an error of its own.
    if (error !== null) void toldOf(error, watch).then(tell)
  }, [error, watch, tell])
  return watch
}

function toldOf(error: Error, watch: AlertWatch): Promise<readonly Alert[]> {
  if (isSignedOut(error)) return watch.signOut()
  const refusal = toRefusal(error)
  return refusal === null ? watch.miss() : watch.refuse(refusal)
}

function useTeller(): (alerts: readonly Alert[]) => void {
  const t = useTranslations('alerts')
  const { moment } = useTimeText()
  const router = useRouter()
  return useCallback(
    (alerts) => {
      if (alerts.length === 0) return
      const { notify, sound, volume } = alertSettings()
      if (sound) pageSound().play(alerts.some(isAlarming) ? 'alarm' : 'notice', volume)
      if (!notify) return
      for (const alert of alerts) {
        const { title, body } = toWords(alert, t, moment)
        const id = 'id' in alert ? alert.id : null
        showOnDesktop(id ?? 'data', title, body, () =>
          router.push(id === null ? pages.sessions() : pages.session(id)),
        )
      }
    },
    [t, moment, router],
  )
}

/** Those of a run that Enterprise Manager has dropped have no names. */
const hasFailures = ({ failing, counts }: SessionSummary): boolean => failing.length > 0 || counts.failed > 0

const isAlarming = (alert: Alert): boolean =>
  isFailure(alert) || (!('id' in alert) && alert.kind !== 'data_back')

type Texts = ReturnType<typeof useTranslations<'alerts'>>

function toWords(
  alert: Alert,
  t: Texts,
  toMoment: (atMs: number) => string,
): { title: string; body: string } {
  if ('sinceUtc' in alert) {
    const at = toMoment(Date.parse(alert.sinceUtc))
    return { title: t(`${alert.kind}.title`), body: t(`${alert.kind}.body`, { at }) }
  }
  if (!('id' in alert)) return { title: t(`${alert.kind}.title`), body: t(`${alert.kind}.body`) }
  const title = alert.name ?? t('unnamed')
  if (alert.kind === 'ended') return { title, body: t(`ended.${alert.result}`) }
  return { title, body: t(`${alert.kind}.body`, { count: 'count' in alert ? alert.count : 0 }) }
}
