'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { AttemptsView } from '@/lib/api/attempt-replies'
import { withInstant } from '../rich-tags'

type Run = AttemptsView['runs'][number]

type Props = {
  runs: readonly Run[]
  /** The run whose page this is; it is joined in any case. */
  ownId: string
  /** Those that a person has taken out; all others are chosen. */
  left: ReadonlySet<string>
  disabled: boolean
  onChange: (id: string, isChosen: boolean) => void
}

/** Which runs are attempts of the one failover: a run of the same plan may be of another day's trouble. */
export function RunChoice({ runs, ownId, left, disabled, onChange }: Props): ReactNode {
  const t = useTranslations('attempts')
  const common = useTranslations('common')
  return (
    <fieldset className="grid min-w-0 gap-1.5" disabled={disabled}>
      <legend className="heading-2">{t('join.runs')}</legend>
      <p className="text-[12.5px] text-muted">{t('join.runsWhy')}</p>
      <ol className="card divide-y divide-line">
        {runs.map(({ id, number, name, startUtc }) => (
          <li key={id}>
            <label className="grid cursor-pointer grid-cols-[auto_auto_minmax(0,1fr)] items-center gap-x-3 px-3.5 py-2 hover:bg-sunken">
              <input
                type="checkbox"
                className="size-6 accent-[var(--ink)]"
                checked={!left.has(id)}
                disabled={id === ownId}
                onChange={(event) => onChange(id, event.currentTarget.checked)}
              />
              <span className="font-[560]">{t('number', { number })}</span>
              <span className="flex min-w-0 flex-wrap items-baseline gap-x-3">
                <bdi className="foreign-text">{name ?? common('unnamedPlan')}</bdi>
                <span className="text-[12.5px] text-muted">
                  {startUtc === null ? t('join.noStart') : t.rich('join.run', withInstant(startUtc))}
                  {id === ownId && <>, {t('join.this')}</>}
                </span>
              </span>
            </label>
          </li>
        ))}
      </ol>
    </fieldset>
  )
}
