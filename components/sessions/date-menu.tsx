'use client'

import * as Popover from '@radix-ui/react-popover'
import { CalendarDays, ChevronDown } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useId, useState } from 'react'
import { RECENT_SPANS, type SessionFilters } from '@/lib/api/session-filters'

type Days = Pick<SessionFilters, 'when' | 'from' | 'to'>
type Props = { value: Days; onChange: (days: Days) => void }

/** When the runs began: one of the usual spans, or days of one's own, in UTC as everywhere. */
export function DateMenu({ value, onChange }: Props): ReactNode {
  const t = useTranslations('sessions.filter.date')
  const [open, setOpen] = useState(false)
  const { when, from, to } = value
  const isAll = when === null && from === null && to === null
  const spanWord = useSpanText()(value)
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <button type="button" className={`chip ${isAll ? '' : 'chip-on'}`}>
          <CalendarDays aria-hidden className="size-3.5 shrink-0" />
          <span className="sr-only">{t('label')}: </span>
          {spanWord}
          <ChevronDown aria-hidden className="size-3 shrink-0 opacity-70" />
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={6}
          collisionPadding={12}
          aria-label={t('label')}
          className="popover w-[300px]"
        >
          <div className="grid grid-cols-2 gap-1.5">
            {([null, ...RECENT_SPANS] as const).map((span) => (
              <button
                key={span ?? 'all'}
                type="button"
                aria-pressed={span === null ? isAll : when === span}
                onClick={() => {
                  setOpen(false)
                  onChange({ when: span, from: null, to: null })
                }}
                className="button justify-center aria-pressed:border-ink aria-pressed:bg-ink aria-pressed:text-on-ink"
              >
                {t(span === null ? 'all' : `span.${span}`)}
              </button>
            ))}
          </div>
          <div className="mt-2.5 grid grid-cols-2 gap-2 border-t border-line pt-2.5">
            <Day
              label={t('from')}
              day={from}
              most={to}
              onChange={(day) => onChange({ when: null, from: day, to })}
            />
            <Day
              label={t('to')}
              day={to}
              least={from}
              onChange={(day) => onChange({ when: null, from, to: day })}
            />
          </div>
          <p className="mt-2 text-[12px] text-faint">{t('hint')}</p>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

type DayProps = {
  label: string
  day: string | null
  least?: string | null
  most?: string | null
  onChange: (day: string | null) => void
}

function Day({ label, day, least = null, most = null, onChange }: DayProps): ReactNode {
  const id = useId()
  const [draft, setDraft] = useState<Draft | null>(null)
  const text = draft !== null && draft.of === day ? draft.text : (day ?? '')
  const isOut = text !== '' && ((least !== null && text < least) || (most !== null && text > most))
  const enter = (next: string): void => {
    setDraft({ of: day, text: next })
    const isMeant = next === '' || ((least === null || next >= least) && (most === null || next <= most))
    if (isMeant) onChange(next === '' ? null : next)
  }
  return (
    <span className="grid min-w-0 gap-1">
      <label htmlFor={id} className="text-[12px] text-muted">
        {label}
      </label>
      <input
        id={id}
        type="date"
        value={text}
        aria-invalid={isOut}
        min={least ?? undefined}
        max={most ?? undefined}
        onChange={(event) => enter(event.target.value)}
        className="input px-2"
      />
    </span>
  )
}

/** What was typed last; it is kept while it cannot be meant, as half of a year that is being typed. */
type Draft = { of: string | null; text: string }

/** The days in words: `Last 7 days`, `From 2026-11-01`, `2026-11-01 to 2026-11-05`. */
export function useSpanText(): (days: Days) => string {
  const t = useTranslations('sessions.filter.date')
  return ({ when, from, to }) => {
    if (when !== null) return t(`span.${when}`)
    if (from !== null && to !== null) return from === to ? t('on', { day: from }) : t('between', { from, to })
    if (from !== null) return t('since', { day: from })
    return to === null ? t('all') : t('until', { day: to })
  }
}
