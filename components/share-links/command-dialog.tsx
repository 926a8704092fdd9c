'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import type { ShareLinkMadeReply } from '@/lib/api/share-replies'
import { Modal, ModalCommands } from '../modal'
import { CommandFailure } from '../command-failure'
import { AddressDialog } from './address-dialog'
import { useShareCommand } from './use-share-command'

type Props = {
  title: string
  /** What it means for whoever has the link. */
  consequence: ReactNode
  /** The command by its name, as the button says it. */
  action: string
  run: () => Promise<ShareLinkMadeReply | undefined>
  onClose: () => void
}

/** A command that names its consequence before it is carried out; if it makes an address, that is shown here, once. */
export function CommandDialog({ title, consequence, action, run, onClose }: Props): ReactNode {
  const t = useTranslations('shareLinks')
  const [made, setMade] = useState<ShareLinkMadeReply | null>(null)
  const command = useShareCommand(run, (reply) => (reply === undefined ? onClose() : setMade(reply)))
  if (made !== null) return <AddressDialog made={made} onClose={onClose} />
  return (
    <Modal key="ask" title={title} onClose={onClose} busy={command.isPending}>
      <div className="max-w-[64ch] px-4 py-4 text-[14px] sm:px-6">{consequence}</div>
      <ModalCommands>
        <CommandFailure error={command.error} />
        <button type="button" className="button" onClick={onClose} disabled={command.isPending}>
          {t('dialog.cancel')}
        </button>
        <button
          type="button"
          data-first-focus
          className="button button-main"
          disabled={command.isPending}
          onClick={() => command.mutate(undefined)}
        >
          {action}
        </button>
      </ModalCommands>
    </Modal>
  )
}
