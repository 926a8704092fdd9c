'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { changeShareLink } from '@/lib/api/share-commands'
import type { ShareLink } from '@/lib/api/share-replies'
import { Modal } from '../modal'
import { type DraftFaults, isSame, toChangeBody, toDraft } from './link-draft'
import { LinkForm } from './link-form'
import { useShareCommand } from './use-share-command'

/** @param props.link as it was when the dialog opened decides what counts as changed */
export function EditDialog({ link, onClose }: { link: ShareLink; onClose: () => void }): ReactNode {
  const t = useTranslations('shareLinks')
  const [opened] = useState(link)
  const [before] = useState(() => toDraft(link))
  const [draft, setDraft] = useState(before)
  const [faults, setFaults] = useState<DraftFaults>({})
  const save = useShareCommand(() => changeShareLink(link.id, toChangeBody(opened, draft)), onClose)
  const unchanged = isSame(draft, before)
  return (
    <Modal
      wide
      title={t('edit.title', { label: opened.label })}
      onClose={onClose}
      unsaved={unchanged ? null : t('dialog.typed')}
      busy={save.isPending}
    >
      <LinkForm
        draft={draft}
        onChange={setDraft}
        before={before}
        hasPasscode={opened.hasPasscode}
        faults={faults}
        onFaults={setFaults}
        // A request that changes nothing would be noted as a change.
        onSubmit={() => (unchanged ? onClose() : save.mutate(undefined))}
        busy={save.isPending}
        error={save.error}
        action={t(save.isPending ? 'edit.saving' : 'edit.save')}
      />
    </Modal>
  )
}
