'use client'

import { useQueryClient } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type FormEvent, type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { ReplyError } from '@/lib/api/get-json'
import { paths } from '@/lib/api/paths'
import { sessionQuery } from '@/lib/api/queries'
import type { TargetView } from '@/lib/api/replies'
import { sendJson } from '@/lib/api/send-json'
import { fill, withInstant } from '../rich-tags'
import { RefusedNote } from './refused-note'
import { readGoal, toGoalDraft } from './target-draft'
import { TargetField } from './target-field'
import type { Refused } from './use-tagging'

type Props = {
  sessionId: string
  plan: { id: string; name: string | null }
  target: TargetView | null
  onClose: () => void
}

/** Sets the recovery targets of the run's plan, for this run and all others of it. */
export function TargetDialog({ sessionId, plan, target, onClose }: Props): ReactNode {
  const t = useTranslations('session.target')
  const common = useTranslations('common')
  const titleId = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const client = useQueryClient()
  const [drafts, setDrafts] = useState({
    rto: toGoalDraft(target?.rtoMs ?? null),
    rpo: toGoalDraft(target?.rpoMs ?? null),
  })
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Refused | null>(null)
  const rto = readGoal(drafts.rto, target?.rtoMs ?? null)
  const rpo = readGoal(drafts.rpo, target?.rpoMs ?? null)

  // Before the element is taken away: only `close` gives the focus back.
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    element?.querySelector('input')?.focus()
    return () => element?.close()
  }, [])

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault()
    setTried(true)
    if ('fault' in rto || 'fault' in rpo) {
      const side = 'fault' in rto ? 'rto' : 'rpo'
      dialog.current?.querySelector<HTMLElement>(`[data-goal=${side}] input`)?.focus()
      return
    }
    setBusy(true)
    setRefused(null)
    try {
      await sendJson('PUT', paths.planTarget(plan.id), { rtoMs: rto.ms, rpoMs: rpo.ms })
      await client.invalidateQueries({ queryKey: sessionQuery(sessionId).queryKey })
      onClose()
    } catch (error) {
      setRefused({ problem: error instanceof ReplyError ? error.problem : null })
      setBusy(false)
    }
  }

  const fault = (goal: typeof rto) => (tried && 'fault' in goal ? t(`fault.${goal.fault}`) : null)
  // At the end of the page: what ages around the button that opened it does not dim the dialog.
  return createPortal(
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      className="modal"
      onCancel={(event) => {
        event.preventDefault()
        if (!busy) onClose()
      }}
    >
      <form noValidate onSubmit={(event) => void save(event)}>
        <div className="flex items-start justify-between gap-3 border-b border-line px-4 py-3 sm:px-6">
          <div className="min-w-0">
            <h2 id={titleId} className="text-[16px] font-[640]">
              {t('title')}
            </h2>
            <p dir="auto" className="foreign-text text-muted">
              {plan.name ?? common('unnamedPlan')}
            </p>
          </div>
          <button
            type="button"
            onClick={onClose}
            disabled={busy}
            aria-label={t('close')}
            title={t('close')}
            className="grid size-8 shrink-0 place-items-center rounded-lg text-muted hover:bg-sunken hover:text-text"
          >
            <X aria-hidden className="size-4" />
          </button>
        </div>
        <div className="grid gap-4 px-4 py-4 sm:px-6">
          <TargetField
            goal="rto"
            draft={drafts.rto}
            fault={fault(rto)}
            onChange={(draft) => setDrafts({ ...drafts, rto: draft })}
          />
          <TargetField
            goal="rpo"
            draft={drafts.rpo}
            fault={fault(rpo)}
            onChange={(draft) => setDrafts({ ...drafts, rpo: draft })}
          />
          <p className="text-[12.5px] text-muted">
            {t('explain')}
            {target !== null && (
              <span className="mt-1 block">
                {t.rich('setBy', {
                  by: fill(<bdi className="foreign-text">{target.setBy}</bdi>),
                  ...withInstant(target.setAtUtc),
                })}
              </span>
            )}
          </p>
          <RefusedNote refused={refused} />
        </div>
        <div className="flex flex-wrap items-center justify-end gap-2 border-t border-line px-4 py-3 sm:px-6">
          <button type="button" className="button" onClick={onClose} disabled={busy}>
            {t('cancel')}
          </button>
          <button type="submit" className="button button-main" disabled={busy}>
            {t(busy ? 'saving' : 'save')}
          </button>
        </div>
      </form>
    </dialog>,
    document.body,
  )
}
