'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { recordOutcome } from '@/lib/api/teamwork-commands'
import type { FinalisationView } from '@/lib/api/teamwork-schemas'
import { FINAL_OUTCOMES, type FinalOutcome } from '@/lib/failover/finalisation'
import { Modal, ModalCommands } from '../modal'
import { CommandFailure } from '../command-failure'
import { Fault } from '../fault'
import { Field } from '../share-links/field'
import { OutcomeChoice } from './outcome-choice'
import { useDraftOf } from './use-draft'
import { useTeamworkCommand } from './use-teamwork-command'

type Props = {
  sessionId: string
  current: FinalisationView | null
  suggestion: FinalOutcome | null
  onClose: () => void
}
type Draft = {
  chosen: FinalOutcome | 'none' | null
  note: string
  /** When that was recorded which the person has seen; null: nothing was. */
  seenAtUtc: string | null
}
const LONGEST_NOTE = 500

/**
 * Records what became of a failover. Whoever comes second is told what the first has recorded, and may change it. What is
 * begun outlives the page, as for a sign-in.
 */
export function FinaliseDialog({ sessionId, current, suggestion, onClose }: Props): ReactNode {
  const t = useTranslations('teamwork.finalise')
  const formId = useId()
  const [seen] = useState(current)
  const [kept, keep] = useDraftOf<Draft>(`outcome:${sessionId}`)
  const draft: Draft = kept ?? {
    chosen: seen?.outcome ?? null,
    note: seen?.note ?? '',
    seenAtUtc: seen?.atUtc ?? null,
  }
  const { chosen, note } = draft
  const [isMissing, setIsMissing] = useState(false)
  const close = (): void => {
    keep(null)
    onClose()
  }
  const send = useTeamworkCommand(
    sessionId,
    (said: { outcome: FinalOutcome | null; replaces: string | null }) =>
      recordOutcome(sessionId, { ...said, note: said.outcome === null ? '' : note.trim() }),
    close,
  )
  // Once it was told that somebody else was first, the next try is about that.
  const replaces = send.error === null ? draft.seenAtUtc : (current?.atUtc ?? null)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setIsMissing(chosen === null)
    if (chosen !== null && !send.isPending)
      send.mutate({ outcome: chosen === 'none' ? null : chosen, replaces })
  }
  const choices = seen === null ? FINAL_OUTCOMES : ([...FINAL_OUTCOMES, 'none'] as const)
  const isChanged = chosen !== (seen?.outcome ?? null) || note !== (seen?.note ?? '')
  return (
    <Modal title={t('title')} onClose={close} busy={send.isPending} unsaved={isChanged ? t('unsaved') : null}>
      <form id={formId} onSubmit={submit} noValidate className="grid gap-4 px-4 py-4 sm:px-6">
        <p className="max-w-[64ch] text-muted">{t('explain')}</p>
        <fieldset className="grid gap-1">
          <legend className="mb-1 font-[560]">{t('question')}</legend>
          {choices.map((choice) => (
            <OutcomeChoice
              key={choice}
              choice={choice}
              chosen={choice === chosen}
              suggested={choice === suggestion}
              disabled={send.isPending}
              onChoose={() => {
                keep({ ...draft, chosen: choice })
                setIsMissing(false)
              }}
            />
          ))}
          {isMissing && <Fault>{t('missing')}</Fault>}
        </fieldset>
        {chosen !== 'none' && (
          <Field label={t('note')} hint={t('noteHint')}>
            {(control) => (
              <textarea
                {...control}
                dir="auto"
                rows={2}
                maxLength={LONGEST_NOTE}
                value={note}
                readOnly={send.isPending}
                onChange={(event) => keep({ ...draft, note: event.target.value })}
                className="input resize-y"
              />
            )}
          </Field>
        )}
      </form>
      <ModalCommands>
        <CommandFailure error={send.error} />
        <button type="button" className="button" onClick={close} disabled={send.isPending}>
          {t('cancel')}
        </button>
        <button type="submit" form={formId} className="button button-main" disabled={send.isPending}>
          {t(send.isPending ? 'saving' : 'save')}
        </button>
      </ModalCommands>
    </Modal>
  )
}
