'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Field } from './field'

type Props = { value: string; fault: boolean; hint?: string; onChange: (accent: string) => void }

const ANY_COLOUR = '#0f766e'

/** A colour by its number or from the browser's picker; empty for none. */
export function AccentField({ value, fault, hint, onChange }: Props): ReactNode {
  const t = useTranslations('shareLinks.fields.accent')
  const known = /^#[0-9a-f]{6}$/i.test(value)
  return (
    <Field label={t('label')} hint={hint ?? t('hint')} fault={fault ? t('fault') : null}>
      {(control) => (
        <div className="flex items-center gap-2">
          <input
            type="color"
            aria-label={t('pick')}
            value={known ? value.toLowerCase() : ANY_COLOUR}
            onChange={(event) => onChange(event.target.value)}
            className={`h-[34px] w-11 shrink-0 cursor-pointer rounded-lg border border-line-strong bg-bg p-1 ${known ? '' : 'opacity-40'}`}
          />
          <input
            {...control}
            value={value}
            onChange={(event) => onChange(event.target.value)}
            maxLength={7}
            placeholder={t('none')}
            autoComplete="off"
            spellCheck={false}
            className="input max-w-[140px] font-mono"
          />
          {value !== '' && (
            <button type="button" className="button" onClick={() => onChange('')}>
              {t('clear')}
            </button>
          )}
        </div>
      )}
    </Field>
  )
}
