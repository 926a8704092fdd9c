'use client'

import { useQuery } from '@tanstack/react-query'
import { Siren } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { facetsQuery } from '@/lib/api/queries'
import type { FacetsReply } from '@/lib/api/replies'
import { RESULTS, RUN_STATES, type SessionFilters } from '@/lib/api/session-filters'
import { RUN_KINDS } from '@/lib/failover/role'
import { StatusWord } from '../status-word'
import { DateMenu } from './date-menu'
import { FilterMenu } from './filter-menu'
import { toResultStanding } from './result-standing'
import { SearchField } from './search-field'

type Props = {
  filters: SessionFilters
  onChange: (change: Partial<SessionFilters>, isTyping?: boolean) => void
}

const NAMES = ['tenant', 'plan', 'backupServer'] as const
const FACET_OF = {
  tenant: 'tenants',
  plan: 'plans',
  backupServer: 'backupServers',
} as const satisfies Record<(typeof NAMES)[number], keyof FacetsReply>

/** What the list is narrowed down by, what runs and what is over: one chip each, and the search. */
export function FilterBar({ filters, onChange }: Props): ReactNode {
  const t = useTranslations()
  // Names are asked for when a menu is first opened.
  const [wanted, setWanted] = useState(false)
  const { data: facets, error } = useQuery({ ...facetsQuery(), enabled: wanted })
  const note =
    facets === undefined ? t(error === null ? 'sessions.filter.loading' : 'sessions.filter.noNames') : null
  return (
    <fieldset
      aria-label={t('sessions.filter.label')}
      className="flex min-w-0 flex-wrap items-center gap-2 px-3.5 py-3"
    >
      <FilterMenu
        label={t('sessions.filter.state.label')}
        all={t('sessions.filter.state.all')}
        value={filters.state}
        chosen={filters.state && t(`sessions.filter.state.${filters.state}`)}
        choices={RUN_STATES.map((state) => ({ value: state, text: t(`sessions.filter.state.${state}`) }))}
        onChoose={(value) => onChange({ state: RUN_STATES.find((it) => it === value) ?? null })}
      />
      <button
        type="button"
        aria-pressed={filters.attention !== null}
        onClick={() => onChange({ attention: filters.attention === null ? 'open' : null })}
        className={`chip ${filters.attention === null ? '' : 'chip-on'}`}
      >
        <Siren aria-hidden className="size-3.5 shrink-0" />
        {t('sessions.filter.attention')}
      </button>
      <DateMenu value={filters} onChange={onChange} />
      <FilterMenu
        label={t('sessions.table.result')}
        all={t('sessions.filter.allResults')}
        value={filters.result}
        chosen={filters.result && t(`common.standing.${toResultStanding(filters.result)}`)}
        choices={RESULTS.map((result) => ({
          value: result,
          text: (
            <StatusWord standing={toResultStanding(result)}>
              {t(`common.standing.${toResultStanding(result)}`)}
            </StatusWord>
          ),
        }))}
        onChoose={(value) => onChange({ result: RESULTS.find((it) => it === value) ?? null })}
      />
      {NAMES.map((name) => (
        <FilterMenu
          key={name}
          label={t(`sessions.filter.name.${name}`)}
          all={t(`sessions.filter.all.${name}`)}
          value={filters[name]}
          chosen={filters[name]}
          choices={(facets?.[FACET_OF[name]] ?? []).map((it) => ({
            value: it.name,
            text: it.name,
            count: it.runs,
          }))}
          note={note}
          onOpen={() => setWanted(true)}
          onChoose={(value) => onChange({ [name]: value })}
        />
      ))}
      <FilterMenu
        label={t('sessions.table.kind')}
        all={t('sessions.filter.allKinds')}
        value={filters.kind}
        chosen={filters.kind && t(`session.tag.kind.${filters.kind}`)}
        choices={([...RUN_KINDS, 'none'] as const).map((kind) => ({
          value: kind,
          text: t(`session.tag.kind.${kind}`),
        }))}
        onChoose={(value) =>
          onChange({ kind: ([...RUN_KINDS, 'none'] as const).find((it) => it === value) ?? null })
        }
      />
      <SearchField sought={filters.q} onSearch={(q, isTyping) => onChange({ q }, isTyping)} />
    </fieldset>
  )
}
