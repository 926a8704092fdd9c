'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { AccentField } from './accent-field'
import { Disclosure } from './disclosure'
import { Field } from './field'
import { LANGUAGE_NAMES, LANGUAGES } from './languages'
import { type DraftFaults, HOURS_AFTER_END, type LinkDraft, toLocalInput } from './link-draft'
import { MomentField } from './moment-field'
import { PasscodeField } from './passcode-field'
import { RadioGroup } from './radio-group'
import { ZoneField } from './zone-field'

type Props = {
  draft: LinkDraft
  faults: DraftFaults
  hasPasscode: boolean
  onChange: (draft: LinkDraft) => void
}

const DAY_MS = 86_400_000

/** All that can be set on a link, for a new one and for one that there is. */
export function LinkFields({ draft, faults, hasPasscode, onChange }: Props): ReactNode {
  const t = useTranslations('shareLinks.fields')
  const change = (part: Partial<LinkDraft>): void => onChange({ ...draft, ...part })
  const text = (key: 'failureNote' | 'message' | 'next', maxLength: number, rows: number): ReactNode => (
    <Field label={t(`${key}.label`)} hint={t(`${key}.hint`)}>
      {(control) => (
        <textarea
          {...control}
          dir="auto"
          value={draft[key]}
          onChange={(event) => change({ [key]: event.target.value })}
          maxLength={maxLength}
          rows={rows}
          className="input resize-y"
        />
      )}
    </Field>
  )
  const line = (key: 'providerName' | 'contact', maxLength: number): ReactNode => (
    <Field label={t(`${key}.label`)} hint={t(`${key}.hint`)}>
      {(control) => (
        <input
          {...control}
          dir="auto"
          value={draft[key]}
          onChange={(event) => change({ [key]: event.target.value })}
          maxLength={maxLength}
          autoComplete="off"
          className="input"
        />
      )}
    </Field>
  )
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-x-6 gap-y-5 px-4 py-4 sm:grid-cols-2 sm:px-6">
      <Field
        label={t('label.label')}
        hint={t('label.hint')}
        fault={faults.label ? t('label.fault') : null}
        className="sm:col-span-2"
      >
        {(control) => (
          <input
            {...control}
            data-first-focus
            dir="auto"
            value={draft.label}
            onChange={(event) => change({ label: event.target.value })}
            maxLength={120}
            autoComplete="off"
            className="input"
          />
        )}
      </Field>
      <Field label={t('language.label')} hint={t('language.hint')}>
        {(control) => (
          <select
            {...control}
            value={draft.language}
            onChange={(event) =>
              change({ language: LANGUAGES.find((it) => it === event.target.value) ?? draft.language })
            }
            className="input"
          >
            {LANGUAGES.map((it) => (
              <option key={it} value={it} lang={it}>
                {LANGUAGE_NAMES[it]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <ZoneField
        value={draft.timeZone}
        fault={faults.timeZone ?? false}
        onChange={(timeZone) => change({ timeZone })}
      />
      <RadioGroup
        legend={t('end.legend')}
        options={[
          {
            key: 'after_run',
            text: t('end.afterRun', { hours: HOURS_AFTER_END }),
            hint: t('end.afterRunHint'),
          },
          { key: 'at', text: t('end.at') },
        ]}
        chosen={draft.end.kind}
        onChoose={(kind) =>
          change({
            end: kind === 'at' ? { kind, local: toLocalInput(Date.now() + 3 * DAY_MS) } : { kind },
          })
        }
      >
        {draft.end.kind === 'at' && (
          <div className="ml-6.5">
            <MomentField
              local={draft.end.local}
              fault={faults.end ?? false}
              onChange={(local) => change({ end: { kind: 'at', local } })}
            />
          </div>
        )}
      </RadioGroup>
      <PasscodeField
        passcode={draft.passcode}
        exists={hasPasscode}
        fault={faults.passcode ?? false}
        onChange={(passcode) => change({ passcode })}
      />
      <RadioGroup
        legend={t('vms.legend')}
        options={[
          { key: 'names', text: t('vms.names'), hint: t('vms.namesHint') },
          { key: 'aliases', text: t('vms.aliases'), hint: t('vms.aliasesHint') },
          { key: 'none', text: t('vms.none'), hint: t('vms.noneHint') },
        ]}
        chosen={draft.vms}
        onChoose={(vms) => change({ vms })}
      />
      <RadioGroup
        legend={t('failures.legend')}
        options={[
          { key: 'classified', text: t('failures.classified'), hint: t('failures.classifiedHint') },
          { key: 'withheld', text: t('failures.withheld'), hint: t('failures.withheldHint') },
        ]}
        chosen={draft.failures}
        onChoose={(failures) => change({ failures })}
      />
      <div className="sm:col-span-2">{text('message', 2_000, 3)}</div>
      {text('failureNote', 500, 3)}
      {text('next', 1_000, 3)}
      <Disclosure summary={t('own.summary')} open={faults.accent ?? false} className="sm:col-span-2">
        <div className="grid grid-cols-[minmax(0,1fr)] gap-x-6 gap-y-5 pt-2 sm:grid-cols-2">
          {line('providerName', 120)}
          {line('contact', 300)}
          <AccentField
            value={draft.accent}
            fault={faults.accent ?? false}
            onChange={(accent) => change({ accent })}
          />
        </div>
      </Disclosure>
    </div>
  )
}
