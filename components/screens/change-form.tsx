'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { paths } from '@/lib/api/paths'
import { screensQuery } from '@/lib/api/screen-queries'
import type { ScreenListReply, ScreenView } from '@/lib/api/screen-replies'
import { sendJson } from '@/lib/api/send-json'
import { CommandFailure } from '../command-failure'
import { type Scope, toDraft, toScope, toTenantChoices } from './scope-draft'
import { ScopeFields } from './scope-fields'
import { TextField } from './text-field'

type Props = { screen: ScreenView; reply: ScreenListReply; onClose: (words?: string) => void }

export function ChangeForm({ screen, reply, onClose }: Props): ReactNode {
  const t = useTranslations('screens')
  const queries = useQueryClient()
  const [name, setName] = useState(screen.name)
  const [draft, setDraft] = useState(() => toDraft(screen.scope))
  const [isAsked, setIsAsked] = useState(false)
  const scope = toScope(draft, toTenantChoices(reply, screen.scope))
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => first.current?.focus(), [])

  const change = useMutation({
    mutationFn: (to: { name: string; scope: Scope }) =>
      sendJson<ScreenView>('PATCH', paths.screen(screen.id), to),
    networkMode: 'always',
    async onSuccess(changed) {
      await queries.invalidateQueries({ queryKey: screensQuery().queryKey })
      onClose(t('change.done', { name: changed.name }))
    },
  })

  function submit(event: FormEvent): void {
    event.preventDefault()
    setIsAsked(true)
    if (name.trim() !== '' && scope !== null) change.mutate({ name: name.trim(), scope })
  }

  return (
    <form
      noValidate
      onSubmit={submit}
      aria-label={t('list.changeLabel', { name: screen.name })}
      className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4 border-t border-line pt-4"
    >
      <TextField
        ref={first}
        label={t('name.label')}
        hint={t('name.hint')}
        fault={isAsked && name.trim() === '' ? t('name.fault') : null}
        value={name}
        onChange={(event) => setName(event.target.value)}
        autoComplete="off"
        maxLength={60}
      />
      <ScopeFields draft={draft} onChange={setDraft} reply={reply} current={screen.scope} isAsked={isAsked} />
      <CommandFailure error={change.error} />
      <div className="flex flex-wrap gap-2">
        <button type="submit" className="button button-main" disabled={change.isPending}>
          {t(change.isPending ? 'change.busy' : 'change.save')}
        </button>
        <button type="button" className="button" disabled={change.isPending} onClick={() => onClose()}>
          {t('change.cancel')}
        </button>
      </div>
    </form>
  )
}
