'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import type { ShareLinkMadeReply } from '@/lib/api/share-replies'
import { Modal, ModalCommands } from '../modal'
import { LinkAddress } from './link-address'

type Props = {
  made: ShareLinkMadeReply
  passcode?: string | null
  onClose: () => void
  /** What else there is to do. */
  children?: ReactNode
}

/** A new address: the dialog asks before it goes for good without having been copied. */
export function AddressDialog({ made, passcode = null, onClose, children }: Props): ReactNode {
  const t = useTranslations('shareLinks')
  const [copied, setCopied] = useState(false)
  return (
    // A dialog of its own, so that the focus starts anew in it.
    <Modal
      key="address"
      title={t('address.title')}
      onClose={onClose}
      unsaved={copied ? null : t('address.notCopied')}
    >
      <LinkAddress url={made.url} passcode={passcode} onCopied={() => setCopied(true)} />
      <ModalCommands>
        {children}
        <button type="button" className="button" onClick={onClose}>
          {copied ? t('dialog.done') : t('address.kept')}
        </button>
      </ModalCommands>
    </Modal>
  )
}
