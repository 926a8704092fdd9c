'use client'

import { Dices } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Field } from './field'
import type { PasscodeDraft } from './link-draft'
import { makePasscode } from './make-passcode'
import { RadioGroup } from './radio-group'

type Props = {
  passcode: PasscodeDraft
  /** The link has one, which can only be replaced: nobody can read it. */
  exists: boolean
  fault: boolean
  onChange: (passcode: PasscodeDraft) => void
}

export function PasscodeField({ passcode, exists, fault, onChange }: Props): ReactNode {
  const t = useTranslations('shareLinks.fields.passcode')
  const choose = (kind: PasscodeDraft['kind']): void =>
    onChange(kind === 'set' ? { kind, text: makePasscode() } : { kind })
  return (
    <RadioGroup
      legend={t('legend')}
      options={[
        ...(exists ? [{ key: 'keep' as const, text: t('keep') }] : []),
        { key: 'set' as const, text: t(exists ? 'replace' : 'set') },
        { key: 'none' as const, text: t(exists ? 'remove' : 'none') },
      ]}
      chosen={passcode.kind}
      onChoose={choose}
    >
      {passcode.kind === 'set' && (
        <Field
          label={t('text')}
          hint={t('hint')}
          fault={fault ? t('fault') : null}
          className="ml-6.5 max-w-[420px]"
        >
          {(control) => (
            <div className="flex gap-2">
              <input
                {...control}
                value={passcode.text}
                onChange={(event) => onChange({ kind: 'set', text: event.target.value })}
                maxLength={100}
                autoComplete="off"
                autoCapitalize="off"
                spellCheck={false}
                className="input font-mono"
              />
              <button
                type="button"
                className="button shrink-0"
                onClick={() => onChange({ kind: 'set', text: makePasscode() })}
              >
                <Dices aria-hidden className="size-3.5" />
                {t('generate')}
              </button>
            </div>
          )}
        </Field>
      )}
    </RadioGroup>
  )
}
