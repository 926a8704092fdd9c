'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useId } from 'react'

type SwitchProps = {
  label: string
  hint?: string
  on: boolean
  onChange: (on: boolean) => void
  /** What is asked once it is on. */
  children?: ReactNode
}

export function Switch({ label, hint, on, onChange, children }: SwitchProps): ReactNode {
  const id = useId()
  return (
    <div className="grid min-w-0 gap-2">
      <label className="flex min-h-6 items-center gap-2 font-[560]">
        <input
          type="checkbox"
          checked={on}
          onChange={(event) => onChange(event.target.checked)}
          aria-describedby={hint === undefined ? undefined : id}
          className="size-4 accent-ink"
        />
        {label}
      </label>
      {hint !== undefined && (
        <p id={id} className="ms-6 max-w-[64ch] text-[12.5px] text-muted">
          {hint}
        </p>
      )}
      {on && children !== undefined && <div className="ms-6 grid min-w-0 gap-3">{children}</div>}
    </div>
  )
}

type TimeProps = { label: string; value: string; onChange: (value: string) => void }

export function Time({ label, value, onChange }: TimeProps): ReactNode {
  return (
    <label className="flex flex-wrap items-center gap-x-2 gap-y-1">
      {label}
      <input
        type="time"
        required
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="input w-auto"
      />
    </label>
  )
}

type SpanProps = { label: string; from: string; to: string; onChange: (from: string, to: string) => void }

/** Two times of day; the second may be on the next day. */
export function Span({ label, from, to, onChange }: SpanProps): ReactNode {
  const t = useTranslations('screens.settings')
  return (
    <fieldset aria-label={label} className="flex flex-wrap gap-x-4 gap-y-2">
      <Time label={t('from')} value={from} onChange={(value) => onChange(value, to)} />
      <Time label={t('to')} value={to} onChange={(value) => onChange(from, value)} />
    </fieldset>
  )
}

type PercentProps = {
  label: string
  least: number
  most?: number
  value: number
  onChange: (value: number) => void
}

export function Percent({ label, least, most = 100, value, onChange }: PercentProps): ReactNode {
  const t = useTranslations('common')
  const id = useId()
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="range"
        min={least}
        max={most}
        value={value}
        aria-valuetext={t('percent', { percent: value })}
        onChange={(event) => onChange(Number(event.target.value))}
        className="min-h-6 w-44 max-w-full accent-ink"
      />
      <span className="w-12 text-muted">{t('percent', { percent: value })}</span>
    </div>
  )
}

export function Zone({ value, onChange }: { value: string; onChange: (zone: string) => void }): ReactNode {
  const t = useTranslations('screens.settings')
  const id = useId()
  const zones = Intl.supportedValuesOf('timeZone')
  return (
    <div className="grid gap-1 sm:max-w-[320px]">
      <label htmlFor={id} className="font-[560]">
        {t('zone')}
      </label>
      <select
        id={id}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-describedby={`${id}-hint`}
        className="input"
      >
        <option value="">{t('ownZone')}</option>
        {['UTC', ...zones, ...(value === '' || value === 'UTC' || zones.includes(value) ? [] : [value])].map(
          (zone) => (
            <option key={zone} value={zone}>
              {zone}
            </option>
          ),
        )}
      </select>
      <p id={`${id}-hint`} className="text-[12.5px] text-muted">
        {t('zoneHint')}
      </p>
    </div>
  )
}
