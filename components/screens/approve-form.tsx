'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { type FormEvent, type ReactNode, useState } from 'react'
import { paths } from '@/lib/api/paths'
import { screensQuery } from '@/lib/api/screen-queries'
import type { ScreenListReply, ScreenView } from '@/lib/api/screen-replies'
import { sendJson } from '@/lib/api/send-json'
import { CommandFailure } from '../command-failure'
import { NEW_DRAFT, type Scope, toScope, toTenantChoices } from './scope-draft'
import { ScopeFields } from './scope-fields'
import { TextField } from './text-field'

type Props = {
  reply: ScreenListReply
  /** Out of the address, where a phone has scanned the screen. */
  code: string
  onDone: (words: string) => void
}

/** As much as six characters with what people put between them. */
const hasCode = (typed: string): boolean => typed.replace(/[\s._-]/g, '').length === 6

export function ApproveForm({ reply, code: scanned, onDone }: Props): ReactNode {
  const t = useTranslations('screens')
  const queries = useQueryClient()
  const [code, setCode] = useState(scanned)
  const [name, setName] = useState('')
  const [draft, setDraft] = useState(NEW_DRAFT)
  const [isAsked, setIsAsked] = useState(false)
  const scope = toScope(draft, toTenantChoices(reply, null))

  const approve = useMutation({
    mutationFn: (screen: { code: string; name: string; scope: Scope }) =>
      sendJson<ScreenView>('POST', paths.approveScreen(screen.code), {
        name: screen.name,
        scope: screen.scope,
      }),
    networkMode: 'always',
    onSuccess(screen) {
      setCode('')
      setName('')
      setDraft(NEW_DRAFT)
      setIsAsked(false)
      onDone(t('approve.done', { name: screen.name }))
      return queries.invalidateQueries({ queryKey: screensQuery().queryKey })
    },
  })

  function submit(event: FormEvent): void {
    event.preventDefault()
    setIsAsked(true)
    onDone('')
    if (hasCode(code) && name.trim() !== '' && scope !== null)
      approve.mutate({ code: code.trim(), name: name.trim(), scope })
  }

  return (
    <form
      noValidate
      onSubmit={submit}
      aria-labelledby="approve-title"
      className="card grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4 p-4 sm:p-5"
    >
      <h2 id="approve-title" className="heading-2">
        {t('approve.title')}
      </h2>
      <TextField
        label={t('approve.code')}
        hint={t('approve.codeHint')}
        fault={isAsked && !hasCode(code) ? t('approve.codeFault') : null}
        value={code}
        onChange={(event) => setCode(event.target.value)}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={20}
        className="font-mono text-[19px] tracking-[0.12em] uppercase"
      />
      <TextField
        label={t('name.label')}
        hint={t('name.hint')}
        fault={isAsked && name.trim() === '' ? t('name.fault') : null}
        value={name}
        onChange={(event) => setName(event.target.value)}
        autoComplete="off"
        maxLength={60}
      />
      <ScopeFields draft={draft} onChange={setDraft} reply={reply} current={null} isAsked={isAsked} />
      <CommandFailure error={approve.error} />
      <div>
        <button type="submit" className="button button-main" disabled={approve.isPending}>
          {t(approve.isPending ? 'approve.busy' : 'approve.do')}
        </button>
      </div>
    </form>
  )
}
