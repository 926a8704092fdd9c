'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { meQuery } from '@/lib/api/queries'
import { acknowledge } from '@/lib/api/teamwork-commands'
import { Modal, ModalCommands } from '../modal'
import { fill } from '../rich-tags'
import { CommandFailure } from '../command-failure'
import { Field } from '../share-links/field'
import type { OpenFailure } from './open-failures'
import { useDraft } from './use-draft'
import { useTeamworkCommand } from './use-teamwork-command'

const MOST_NAMED = 8
const LONGEST_REASON = 500

type Props = { sessionId: string; failures: readonly OpenFailure[]; onClose: () => void }

/** Says that failures are known and in hand, and why. A reason that is begun outlives the page, as for a sign-in. */
export function AcknowledgeDialog({ sessionId, failures, onClose }: Props): ReactNode {
  const t = useTranslations('teamwork.acknowledge')
  const common = useTranslations('common')
  const formId = useId()
  const me = useQuery(meQuery())
  const [reason, setReason] = useDraft(`acknowledge:${sessionId}`)
  const [isEmpty, setIsEmpty] = useState(false)
  const keys = failures.map(({ key }) => key)
  const close = (): void => {
    setReason('')
    onClose()
  }
  const send = useTeamworkCommand(
    sessionId,
    () => acknowledge(sessionId, { keys, reason: reason.trim() }),
    close,
  )
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const empty = reason.trim() === ''
    setIsEmpty(empty)
    if (!empty && !send.isPending) send.mutate()
  }
  const names = failures.map(({ key, vmName }) => (key === null ? t('run') : (vmName ?? common('unnamedVm'))))
  const more = names.length - MOST_NAMED
  return (
    <Modal
      title={t('title', { count: failures.length })}
      onClose={close}
      busy={send.isPending}
      unsaved={reason.trim() === '' ? null : t('unsaved')}
    >
      <form id={formId} onSubmit={submit} noValidate className="grid gap-4 px-4 py-4 sm:px-6">
        <p className="foreign-text font-[560]">
          {names.slice(0, MOST_NAMED).map((name, index) => (
            <span key={keys[index] ?? ''}>
              {index > 0 && ', '}
              <bdi>{name}</bdi>
            </span>
          ))}
          {more > 0 && <> {t('more', { count: more })}</>}
        </p>
        <Field label={t('reason')} hint={t('reasonHint')} fault={isEmpty ? t('reasonFault') : null}>
          {(control) => (
            <textarea
              {...control}
              data-first-focus
              dir="auto"
              rows={3}
              maxLength={LONGEST_REASON}
              value={reason}
              readOnly={send.isPending}
              onChange={(event) => {
                setReason(event.target.value)
                setIsEmpty(false)
              }}
              className="input resize-y"
            />
          )}
        </Field>
        <p className="max-w-[64ch] text-muted">
          {me.data === undefined
            ? t('asYou')
            : t.rich('as', {
                by: fill(<bdi className="font-[560] text-text">{me.data.person.name}</bdi>),
              })}{' '}
          {t('explain')}
        </p>
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
