'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, type ReactNode, useState } from 'react'
import { changeShareLink } from '@/lib/api/share-commands'
import type { ShareLink } from '@/lib/api/share-replies'
import { Instant } from '../instant'
import { Modal, ModalCommands } from '../modal'
import { fill } from '../rich-tags'
import { CommandFailure } from '../command-failure'
import { HOURS_AFTER_END, toLocalInput, toMs } from './link-draft'
import { MomentField } from './moment-field'
import { RadioGroup } from './radio-group'
import { useShareCommand } from './use-share-command'

type Choice = 'day' | 'three_days' | 'at' | 'after_run'
const HOUR_MS = 3_600_000

/** Lets a link live longer, or shorter; what it comes to is said before it is sent. */
export function EndDialog({ link, onClose }: { link: ShareLink; onClose: () => void }): ReactNode {
  const t = useTranslations('shareLinks')
  const [openedMs] = useState(() => Date.now())
  const endMs = Date.parse(link.expiresAtUtc)
  // A link that has ended goes on from now, not from its end.
  const fromMs = Math.max(endMs, openedMs)
  const [choice, setChoice] = useState<Choice>('three_days')
  const [local, setLocal] = useState(() => toLocalInput(fromMs + 24 * HOUR_MS))
  const [fault, setFault] = useState(false)
  const newEndMs = {
    day: fromMs + 24 * HOUR_MS,
    three_days: fromMs + 72 * HOUR_MS,
    at: toMs(local),
    after_run: null,
  }[choice]
  const save = useShareCommand(
    () =>
      changeShareLink(link.id, { expiresAtUtc: newEndMs === null ? null : new Date(newEndMs).toISOString() }),
    onClose,
  )
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const wrong = choice === 'at' && (newEndMs === null || newEndMs <= Date.now())
    setFault(wrong)
    if (!wrong) save.mutate(undefined)
  }
  return (
    <Modal title={t('extend.title', { label: link.label })} onClose={onClose} busy={save.isPending}>
      <form onSubmit={submit} noValidate>
        <div className="grid gap-4 px-4 py-4 sm:px-6">
          <p className="text-muted">
            {t.rich(link.state === 'expired' ? 'extend.hasEnded' : 'extend.now', {
              at: fill(<Instant at={link.expiresAtUtc} />),
            })}
          </p>
          <RadioGroup
            legend={t('extend.legend')}
            options={[
              { key: 'day', text: t('extend.byHours', { hours: 24 }) },
              { key: 'three_days', text: t('extend.byHours', { hours: 72 }) },
              { key: 'at', text: t('fields.end.at') },
              {
                key: 'after_run',
                text: t('fields.end.afterRun', { hours: HOURS_AFTER_END }),
                hint: t('fields.end.afterRunHint'),
              },
            ]}
            chosen={choice}
            onChoose={setChoice}
          />
          {choice === 'at' && <MomentField local={local} fault={fault} onChange={setLocal} />}
          {choice !== 'after_run' && choice !== 'at' && newEndMs !== null && (
            <p className="font-[560]">
              {t.rich('extend.newEnd', { at: fill(<Instant at={new Date(newEndMs).toISOString()} />) })}
            </p>
          )}
        </div>
        <ModalCommands>
          <CommandFailure error={save.error} />
          <button type="button" className="button" onClick={onClose} disabled={save.isPending}>
            {t('dialog.cancel')}
          </button>
          <button type="submit" className="button button-main" disabled={save.isPending}>
            {t('extend.save')}
          </button>
        </ModalCommands>
      </form>
    </Modal>
  )
}
