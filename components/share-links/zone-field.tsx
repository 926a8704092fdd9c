'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useId } from 'react'
import { useHydrated } from '../use-hydrated'
import { Field } from './field'

type Props = { value: string; fault: boolean; onChange: (zone: string) => void }

/** Any zone that this browser knows, found by typing a part of its name. */
export function ZoneField({ value, fault, onChange }: Props): ReactNode {
  const t = useTranslations('shareLinks.fields.timeZone')
  const listId = useId()
  const hydrated = useHydrated()
  return (
    <Field label={t('label')} hint={t('hint')} fault={fault ? t('fault') : null}>
      {(control) => (
        <>
          <input
            {...control}
            value={value}
            onChange={(event) => onChange(event.target.value)}
            list={listId}
            maxLength={100}
            autoComplete="off"
            spellCheck={false}
            className="input"
          />
          <datalist id={listId}>
            {hydrated &&
              ['UTC', ...Intl.supportedValuesOf('timeZone')].map((zone) => (
                <option key={zone}>{zone}</option>
              ))}
          </datalist>
        </>
      )}
    </Field>
  )
}
