'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { JoinAttemptsReply } from '@/lib/api/attempt-replies'
import type { ShareLink } from '@/lib/api/share-replies'
import { Modal, ModalCommands } from '../modal'
import { Fault } from '../fault'

type Props = {
  refused: JoinAttemptsReply['links']['failed']
  links: readonly ShareLink[]
  onClose: () => void
}

/** The runs are joined, and some tenants do not read of it: that must not pass unseen. */
export function LinksRefused({ refused, links, onClose }: Props): ReactNode {
  const t = useTranslations('attempts.join')
  const labelOf = (id: string): string => links.find((link) => link.id === id)?.label ?? id
  return (
    <Modal key="refused" title={t('done')} onClose={onClose}>
      <div role="alert" className="grid gap-2 px-4 py-4 sm:px-6">
        <Fault>{t('partly', { count: refused.length })}</Fault>
        <ul className="card divide-y divide-line">
          {refused.map(({ id, reason }) => (
            <li key={id} className="px-3.5 py-2.5">
              <bdi className="font-[560] foreign-text">{labelOf(id)}</bdi>
              <span className="block text-muted">{reason}</span>
            </li>
          ))}
        </ul>
        <p>{t('partlyNext')}</p>
      </div>
      <ModalCommands>
        <button type="button" data-first-focus className="button button-main" onClick={onClose}>
          {t('close')}
        </button>
      </ModalCommands>
    </Modal>
  )
}
