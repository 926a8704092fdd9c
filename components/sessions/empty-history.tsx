'use client'

import { SearchX, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { FILTER_NAMES, type FilterName, type SessionFilters } from '@/lib/api/session-filters'
import { useSpanText } from './date-menu'
import { toResultStanding } from './result-standing'

const DATES: readonly FilterName[] = ['when', 'from', 'to']

type Props = {
  filters: SessionFilters
  /** How many of what runs fit all of it; they stand above. */
  running: number
  onChange: (change: Partial<SessionFilters>) => void
  onClear: () => void
}

/** Nothing is left of the history: what it was narrowed down by, each to be taken away. */
export function FilteredEmpty({ filters, running, onChange, onClear }: Props): ReactNode {
  const t = useTranslations('sessions.filteredEmpty')
  const toText = useFilterText()
  const parts = FILTER_NAMES.filter((name) => filters[name] !== null && !DATES.includes(name))
  const isDated = DATES.some((name) => filters[name] !== null)
  return (
    <div data-testid="filtered-empty" className="grid justify-items-center gap-3 px-4 py-10 text-center">
      <SearchX aria-hidden className="size-6 text-faint" />
      <p className="heading-2">{t(running === 0 ? 'title' : 'titleHistory')}</p>
      <p className="max-w-[56ch] text-muted">
        {running > 0 && t('running', { count: running })} {t('explain')}
      </p>
      <ul className="flex flex-wrap justify-center gap-2">
        {isDated && (
          <Loosen
            text={toText('when', filters)}
            onPress={() => onChange({ when: null, from: null, to: null })}
          />
        )}
        {parts.map((name) => (
          <Loosen key={name} text={toText(name, filters)} onPress={() => onChange({ [name]: null })} />
        ))}
      </ul>
      <button type="button" className="button" onClick={onClear}>
        {t('clear')}
      </button>
    </div>
  )
}

function Loosen({ text, onPress }: { text: string; onPress: () => void }): ReactNode {
  const t = useTranslations('sessions.filteredEmpty')
  return (
    <li className="min-w-0">
      <button type="button" onClick={onPress} className="chip max-w-full">
        <X aria-hidden className="size-3.5 shrink-0" />
        <span className="sr-only">{t('without')} </span>
        <span className="truncate">{text}</span>
      </button>
    </li>
  )
}

/** One part of a filter in words. */
function useFilterText(): (name: FilterName, filters: SessionFilters) => string {
  const t = useTranslations()
  const toSpan = useSpanText()
  return (name, filters) => {
    switch (name) {
      case 'when':
      case 'from':
      case 'to':
        return toSpan(filters)
      case 'result':
        return filters.result === null ? '' : t(`common.standing.${toResultStanding(filters.result)}`)
      case 'state':
        return filters.state === null ? '' : t(`sessions.filter.state.${filters.state}`)
      case 'attention':
        return t('sessions.filter.attention')
      case 'kind':
        return filters.kind === null ? '' : t(`session.tag.kind.${filters.kind}`)
      case 'q':
        return t('sessions.filteredEmpty.text', { text: filters.q ?? '' })
      case 'tenant':
      case 'plan':
      case 'backupServer':
        return filters[name] ?? ''
      default:
        return name satisfies never
    }
  }
}
