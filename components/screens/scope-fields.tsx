'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useId } from 'react'
import type { ScreenListReply } from '@/lib/api/screen-replies'
import { Instant } from '../instant'
import { Fault } from '../fault'
import { type RunChoice, type Scope, type ScopeDraft, toRunChoices, toTenantChoices } from './scope-draft'

type Props = {
  draft: ScopeDraft
  onChange: (draft: ScopeDraft) => void
  reply: ScreenListReply
  /** What the screen shows now; null for a new one. */
  current: Scope | null
  /** The choice was found not complete. */
  isAsked: boolean
}

const KINDS = ['all', 'tenant', 'sessions'] as const

export function ScopeFields(props: Props): ReactNode {
  const t = useTranslations('screens.scope')
  const name = useId()
  const { draft, onChange } = props
  return (
    <fieldset className="grid min-w-0 gap-2">
      <legend className="mb-1 font-[560]">{t('label')}</legend>
      {KINDS.map((kind) => (
        <div key={kind} className="grid min-w-0 gap-2">
          <label className="flex min-h-6 items-center gap-2">
            <input
              type="radio"
              name={name}
              checked={draft.kind === kind}
              onChange={() => onChange({ ...draft, kind })}
              className="size-4 accent-ink"
            />
            {t(kind)}
          </label>
          {kind === 'tenant' && draft.kind === 'tenant' && <TenantField {...props} />}
          {kind === 'sessions' && draft.kind === 'sessions' && <RunsField {...props} />}
        </div>
      ))}
    </fieldset>
  )
}

function TenantField({ draft, onChange, reply, current, isAsked }: Props): ReactNode {
  const t = useTranslations('screens.scope')
  const id = useId()
  const choices = toTenantChoices(reply, current)
  if (choices.length === 0) {
    return (
      <p className="ms-6 text-muted">
        {reply.tenantsUnknown === null ? t('tenantsNone') : t(`tenantsUnknown.${reply.tenantsUnknown}`)}
      </p>
    )
  }
  const isMissing = isAsked && !choices.some((tenant) => tenant.id === draft.tenantId)
  return (
    <div className="ms-6 grid min-w-0 gap-1">
      <label htmlFor={id} className="sr-only">
        {t('tenantLabel')}
      </label>
      <select
        id={id}
        value={draft.tenantId}
        onChange={(event) => onChange({ ...draft, tenantId: event.target.value })}
        aria-invalid={isMissing}
        aria-describedby={`${id}-hint`}
        className="input"
      >
        <option value="">{t('tenantChoose')}</option>
        {choices.map((tenant) => (
          <option key={tenant.id} value={tenant.id}>
            {tenant.isGone ? t('tenantGone', { name: tenant.name ?? tenant.id }) : (tenant.name ?? tenant.id)}
          </option>
        ))}
      </select>
      {isMissing && <Fault>{t('tenantFault')}</Fault>}
      <p id={`${id}-hint`} className="text-[12.5px] text-muted">
        {t('tenantHint')}
      </p>
    </div>
  )
}

function RunsField({ draft, onChange, reply, current, isAsked }: Props): ReactNode {
  const t = useTranslations('screens.scope')
  const choices = toRunChoices(reply, current)
  if (choices.length === 0) return <p className="ms-6 text-muted">{t('runsNone')}</p>
  const toggle = (id: string, isChosen: boolean): void => {
    const others = draft.sessionIds.filter((one) => one !== id)
    onChange({ ...draft, sessionIds: isChosen ? [...others, id] : others })
  }
  return (
    <div className="ms-6 grid min-w-0 gap-1">
      <fieldset className="grid max-h-72 min-w-0 gap-1 overflow-y-auto rounded-lg border border-line p-2">
        <legend className="sr-only">{t('runsLabel')}</legend>
        {choices.map((choice) => (
          <label key={choice.id} className="flex items-start gap-2 rounded-md px-1 py-1 hover:bg-sunken">
            <input
              type="checkbox"
              checked={draft.sessionIds.includes(choice.id)}
              onChange={(event) => toggle(choice.id, event.target.checked)}
              className="mt-0.5 size-4 shrink-0 accent-ink"
            />
            <RunName choice={choice} />
          </label>
        ))}
      </fieldset>
      {isAsked && draft.sessionIds.length === 0 && <Fault>{t('runsFault')}</Fault>}
      <p className="text-[12.5px] text-muted">{t('runsHint')}</p>
    </div>
  )
}

function RunName({ choice: { id, run } }: { choice: RunChoice }): ReactNode {
  const t = useTranslations()
  if (run === null) return <span className="min-w-0 foreign-text">{t('screens.scope.runOther', { id })}</span>
  return (
    <span className="grid min-w-0">
      <span dir="auto" className="foreign-text">
        {run.name ?? t('common.unnamedPlan')}
      </span>
      <span className="text-[12.5px] text-muted">
        <bdi className="foreign-text">{run.tenantName ?? t('common.tenantUnknown.short')}</bdi> ·{' '}
        {t(run.running ? 'screens.scope.runRunning' : 'screens.scope.runEnded')}
        {run.startedAtUtc !== null && (
          <>
            {' · '}
            <Instant at={run.startedAtUtc} />
          </>
        )}
      </span>
    </span>
  )
}
