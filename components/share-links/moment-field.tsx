'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Instant } from '../instant'
import { fill } from '../rich-tags'
import { Field } from './field'
import { browserZone, toMs } from './link-draft'

type Props = { local: string; fault: boolean; onChange: (local: string) => void }

/** A moment by the clock of this browser, with the same in UTC beside it: no time without its zone. */
export function MomentField({ local, fault, onChange }: Props): ReactNode {
  const t = useTranslations('shareLinks.fields.end')
  const ms = toMs(local)
  const zone = browserZone()
  return (
    <Field
      label={t('moment', { zone })}
      fault={fault ? t('fault') : null}
      {...(ms !== null && {
        hint: t.rich('inUtc', { at: fill(<Instant at={new Date(ms).toISOString()} />) }),
      })}
    >
      {(control) => (
        <input
          {...control}
          type="datetime-local"
          value={local}
          max="2099-12-31T23:59"
          onChange={(event) => onChange(event.target.value)}
          className="input max-w-[240px]"
        />
      )}
    </Field>
  )
}
