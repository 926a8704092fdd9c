'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { type FormEvent, type ReactNode, useState } from 'react'
import { setProvider } from '@/lib/api/share-commands'
import { providerQuery } from '@/lib/api/share-queries'
import type { ProviderChange, ProviderReply } from '@/lib/api/share-replies'
import { AccentField } from './accent-field'
import { CommandFailure } from '../command-failure'
import { Field } from './field'
import { LetterheadPreview } from './letterhead-preview'
import { toText } from './link-draft'
import { LogoField } from './logo-field'
import { ProviderState } from './provider-state'
import type { LogoKind } from './read-logo'

type Draft = {
  name: string
  tagline: string
  contact: string
  accent: string
  /** `kept`: as the server has it. */
  logo: { kind: 'kept' } | { kind: 'none' } | { kind: 'new'; type: LogoKind; base64: string }
}

const COLOUR = /^#[0-9a-f]{6}$/i

/** Until one is set, the neutral name is not what anybody has chosen: the field begins empty. */
const toDraft = ({ name, tagline, contact, accent, setAtUtc }: ProviderReply): Draft => ({
  name: setAtUtc === null ? '' : name,
  tagline: tagline ?? '',
  contact: contact ?? '',
  accent: accent ?? '',
  logo: { kind: 'kept' },
})

export function ProviderForm({ saved }: { saved: ProviderReply }): ReactNode {
  const t = useTranslations('shareLinks')
  const client = useQueryClient()
  const [draft, setDraft] = useState(() => toDraft(saved))
  const [faults, setFaults] = useState({ name: false, accent: false })
  const save = useMutation({
    mutationFn: setProvider,
    networkMode: 'always',
    onSuccess: () => {
      setDraft((before) => ({ ...before, logo: { kind: 'kept' } }))
      return client.invalidateQueries({ queryKey: providerQuery().queryKey })
    },
  })
  const change = (part: Partial<Draft>): void => {
    setDraft({ ...draft, ...part })
    save.reset()
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const accent = draft.accent.trim()
    const found = { name: draft.name.trim() === '', accent: accent !== '' && !COLOUR.test(accent) }
    setFaults(found)
    if (!found.name && !found.accent) save.mutate(toBody(draft))
  }
  const logo = draft.logo.kind === 'kept' ? saved.logo : draft.logo.kind === 'none' ? null : draft.logo
  return (
    <>
      <ProviderState provider={saved} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-2">
        <form onSubmit={submit} noValidate className="card grid gap-5 p-4 sm:p-6">
          <Field
            label={t('provider.name')}
            hint={t('provider.nameHint')}
            fault={faults.name ? t('provider.nameFault') : null}
          >
            {(control) => (
              <input
                {...control}
                dir="auto"
                value={draft.name}
                onChange={(event) => {
                  change({ name: event.target.value })
                  setFaults({ ...faults, name: false })
                }}
                maxLength={120}
                autoComplete="organization"
                className="input"
              />
            )}
          </Field>
          <Field label={t('provider.tagline')} hint={t('provider.taglineHint')}>
            {(control) => (
              <input
                {...control}
                dir="auto"
                value={draft.tagline}
                onChange={(event) => change({ tagline: event.target.value })}
                maxLength={160}
                autoComplete="off"
                className="input"
              />
            )}
          </Field>
          <Field label={t('provider.contact')} hint={t('provider.contactHint')}>
            {(control) => (
              <input
                {...control}
                dir="auto"
                value={draft.contact}
                onChange={(event) => change({ contact: event.target.value })}
                maxLength={300}
                autoComplete="off"
                className="input"
              />
            )}
          </Field>
          <AccentField
            value={draft.accent}
            fault={faults.accent}
            hint={t('provider.accentHint')}
            onChange={(accent) => {
              change({ accent })
              setFaults({ ...faults, accent: false })
            }}
          />
          <LogoField
            has={logo !== null}
            onLogo={(next) => change({ logo: next === null ? { kind: 'none' } : { kind: 'new', ...next } })}
          />
          <div className="flex flex-wrap items-center gap-3 border-t border-line pt-4">
            <button type="submit" disabled={save.isPending} className="button button-main min-h-[34px]">
              {t('provider.save')}
            </button>
            <output className="text-muted">{save.isSuccess ? t('provider.saved') : ''}</output>
            <CommandFailure error={save.error} />
          </div>
        </form>
        <LetterheadPreview
          letterhead={{
            name: draft.name.trim() === '' ? saved.name : draft.name,
            tagline: toText(draft.tagline),
            contact: toText(draft.contact),
            accent: COLOUR.test(draft.accent.trim()) ? draft.accent.trim() : null,
            logo,
          }}
        />
      </div>
    </>
  )
}

function toBody({ name, tagline, contact, accent, logo }: Draft): ProviderChange {
  const rest = {
    name: name.trim(),
    tagline: toText(tagline),
    contact: toText(contact),
    accent: toText(accent),
  }
  switch (logo.kind) {
    case 'kept':
      return rest
    case 'none':
      return { ...rest, logo: null }
    case 'new':
      return { ...rest, logo: { type: logo.type, base64: logo.base64 } }
    default:
      return logo satisfies never
  }
}
