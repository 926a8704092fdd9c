'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useTheme } from 'next-themes'
import { useParams, usePathname } from 'next/navigation'
import { type ReactNode, useMemo } from 'react'
import type { Polled } from '@/lib/api/get-json'
import { pages } from '@/lib/api/paths'
import { alertQuery, sessionQuery } from '@/lib/api/queries'
import type { SessionListReply, SessionReply } from '@/lib/api/replies'
import { toServerClock, useFreshness } from '../use-freshness'
import { readIconColours, toFavicon } from './favicon'
import { toRunIcon, toTabSigns } from './signs'
import { useAlerts } from './use-alerts'
import { useAlarm } from './use-alarm'
import { useTab } from './use-tab'

/** Watches all failovers on every page of the console: tab, desktop and sound. Shows nothing in the page itself. */
export function AlertCenter(): ReactNode {
  const { data, error } = useQuery(alertQuery())
  const watch = useAlerts(data?.reply ?? null, error)
  useAlarm(data?.reply ?? null, watch)
  return data ? <TabSignsOf polled={data} error={error} /> : null
}

function TabSignsOf({ polled, error }: { polled: Polled<SessionListReply>; error: Error | null }): ReactNode {
  const t = useTranslations('alerts.tab')
  const levels = useTranslations('freshness.level')
  // Colours are read from the page, which has others after a change of the theme.
  const { resolvedTheme } = useTheme()
  const clock = useMemo(() => toServerClock(polled), [polled])
  const { level } = useFreshness(polled, error, clock)
  const path = usePathname()
  const run = useOpenRun(path)
  const { title, old, icon } = toTabSigns(polled.reply, level)
  const sign = run
    ? toRunIcon(run, level === 'lost' || level === 'stale' ? level : run.freshness.level)
    : icon
  const { standing, count } = sign ?? { standing: null, count: 0 }
  const href = useMemo(
    () => (standing === null ? null : toFavicon({ standing, count }, readIconColours(standing))),
    // oxlint-disable-next-line react/exhaustive-deps -- the theme changes what is read
    [standing, count, resolvedTheme],
  )
  const words = [
    old && levels(old),
    title && title.needAttention > 0 && t('needAttention', { count: title.needAttention }),
    title && title.running > 0 && t('running', { count: title.running }),
  ].filter(Boolean)
  // The page of a run says in its title how that run stands; a report's title is the name of its file.
  const isOwnTitle = run !== null || path.endsWith('/report')
  useTab(isOwnTitle || words.length === 0 ? null : words.join(' · '), href)
  return null
}

/** The run whose page this is, as that page has read it. */
function useOpenRun(path: string): SessionReply | null {
  const { sessionId } = useParams()
  const id = typeof sessionId === 'string' ? sessionId : null
  const { data } = useQuery({ ...sessionQuery(id ?? ''), enabled: false })
  return id !== null && path === pages.session(id) ? (data?.reply ?? null) : null
}
