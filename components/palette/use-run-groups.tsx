'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { findSessionsQuery } from '@/lib/api/find-query'
import { pages } from '@/lib/api/paths'
import type { SessionSummary } from '@/lib/api/replies'
import { runsOf } from '../alerts/reading'
import { Instant } from '../instant'
import { STATUS_LOOK, toOutcomeStanding, toWorstSoFar } from '../status-look'
import { useOutcomeText } from '../use-outcome-text'
import { findEntries, type PaletteEntry, type PaletteGroup } from './palette-entry'
import { useLater } from './use-later'

const REST_MS = 180
const MOST_RUNNING = 6
const MOST_ENDED = 8
/** As long as the server takes a text. */
const MOST_CHARACTERS = 200

type RunGroups = {
  groups: PaletteGroup[]
  state: 'searching' | 'failed' | 'found'
  /** The code on screens that was sought, once it is found. */
  code: string | null
}

/** Failovers by plan, tenant, backup server or id, as the server finds them; without a text, those of now. */
export function useRunGroups(sought: string): RunGroups {
  const t = useTranslations()
  const router = useRouter()
  const toText = useOutcomeText()
  const text = useLater(sought.trim().slice(0, MOST_CHARACTERS), REST_MS)
  const query = useQuery({ ...findSessionsQuery(text), placeholderData: keepPreviousData })
  // Without a text all that runs counts, also what stands on no first page.
  const found = query.data === undefined ? [] : text === '' ? runsOf(query.data) : query.data.sessions
  const waits = text !== sought.trim().slice(0, MOST_CHARACTERS) || query.isFetching

  const toEntry = (summary: SessionSummary): PaletteEntry => {
    const { session, outcome } = summary
    const standing = toWorstSoFar(outcome)?.standing ?? toOutcomeStanding(outcome)
    const { Icon, text: tone } = STATUS_LOOK[standing]
    // "Failed" is the word of a run that has ended so.
    const { soFar, state } = toText(outcome, session.state)
    const { plan, tenant, backupServer, id } = session
    return {
      id: `run ${session.id}`,
      label: session.name ?? t('common.unnamedPlan'),
      also: [plan?.name, tenant?.name, backupServer?.name, id].filter((it) => typeof it === 'string'),
      icon: null,
      note: (
        <span className="flex min-w-0 items-center gap-2.5">
          {tenant?.name && <bdi className="max-w-44 truncate max-sm:hidden">{tenant.name}</bdi>}
          {session.creationTimeUtc !== null && (
            <span className="max-sm:hidden">
              <Instant at={session.creationTimeUtc} />
            </span>
          )}
          <span className={`inline-flex items-center gap-1 ${tone}`}>
            <Icon aria-hidden className="size-3.5" />
            {soFar ?? state}
          </span>
        </span>
      ),
      run: () => router.push(pages.session(session.id)),
    }
  }
  // While the answer is awaited, those of the one before that fit: Enter must not open what was not sought.
  const toEntries = (summaries: readonly SessionSummary[]): PaletteEntry[] =>
    waits ? findEntries(summaries.map(toEntry), sought) : summaries.map(toEntry)
  const running = found.filter(({ outcome }) => outcome.kind === 'running').slice(0, MOST_RUNNING)
  const ended = found.filter(({ outcome }) => outcome.kind !== 'running').slice(0, MOST_ENDED)
  return {
    groups: [
      { id: 'running', heading: t('habits.palette.group.running'), entries: toEntries(running) },
      { id: 'ended', heading: t('habits.palette.group.ended'), entries: toEntries(ended) },
    ],
    state: query.isError ? 'failed' : waits ? 'searching' : 'found',
    code: waits ? null : (query.data?.code ?? null),
  }
}
