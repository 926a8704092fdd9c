'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { removeShareUpdate } from '@/lib/api/share-commands'
import type { ShareLink } from '@/lib/api/share-replies'
import { Instant } from '../instant'
import { AskInPlace } from './ask-in-place'
import { CommandFailure } from '../command-failure'
import { nameTag } from './name-tag'
import { Panel } from './panel'
import { UpdateForm, type UpdateDraft } from './update-form'
import { useShareCommand } from './use-share-command'

type Props = { link: ShareLink; draft: UpdateDraft; onDraft: (draft: UpdateDraft) => void }

/** What the provider has told the tenant, newest first, and the place to tell more. */
export function LinkUpdates({ link, draft, onDraft }: Props): ReactNode {
  const t = useTranslations('shareLinks.updates')
  const updates = link.updates.toSorted((one, other) => other.atUtc.localeCompare(one.atUtc))
  return (
    <Panel title={t('title')}>
      {link.state !== 'revoked' && <UpdateForm linkId={link.id} draft={draft} onDraft={onDraft} />}
      {updates.length === 0 ? (
        <p className="px-4 sm:px-5 py-3 text-muted">{t('none')}</p>
      ) : (
        <ul className="divide-y divide-line border-t border-line">
          {updates.map((update) => (
            <Update key={update.id} linkId={link.id} update={update} />
          ))}
        </ul>
      )}
    </Panel>
  )
}

function Update({ linkId, update }: { linkId: string; update: ShareLink['updates'][number] }): ReactNode {
  const t = useTranslations('shareLinks.updates')
  const [asking, setAsking] = useState(false)
  const remove = useShareCommand(() => removeShareUpdate(linkId, update.id))
  return (
    <li className="grid gap-1.5 px-4 sm:px-5 py-3">
      <p dir="auto" className="text-start whitespace-pre-line foreign-text">
        {update.text}
      </p>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 text-[12.5px] text-muted">
        <span className="foreign-text">
          <Instant at={update.atUtc} /> · <bdi>{update.author}</bdi>
          {update.writtenBy !== update.author && (
            <> · {t.rich('writtenBy', { name: nameTag(update.writtenBy) })}</>
          )}
        </span>
        {!asking && (
          <button
            type="button"
            className="min-h-6 rounded link hover:text-text"
            aria-label={t('removeNamed', { text: update.text.slice(0, 60) })}
            onClick={() => setAsking(true)}
          >
            {t('remove')}
          </button>
        )}
      </div>
      {asking && (
        <AskInPlace
          question={t('removeAsk')}
          action={t('removeDo')}
          otherwise={t('keep')}
          busy={remove.isPending}
          onAction={() => remove.mutate(undefined)}
          onOtherwise={() => setAsking(false)}
        />
      )}
      <CommandFailure error={remove.error} />
    </li>
  )
}
