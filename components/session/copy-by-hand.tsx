'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { Modal, ModalCommands } from '../modal'

/** The text, selected, for a browser that keeps its clipboard to itself. */
export function CopyByHand({ text, onClose }: { text: string; onClose: () => void }): ReactNode {
  const t = useTranslations('ticket.byHand')
  const id = useId()
  const box = useRef<HTMLTextAreaElement>(null)
  useEffect(() => box.current?.select(), [])
  return (
    <Modal title={t('title')} onClose={onClose} wide>
      <div className="grid gap-2 px-4 py-4 sm:px-6">
        <p className="text-muted">{t('explain')}</p>
        <label htmlFor={id} className="sr-only">
          {t('label')}
        </label>
        <textarea
          ref={box}
          id={id}
          data-first-focus
          readOnly
          rows={14}
          value={text}
          onFocus={(event) => event.currentTarget.select()}
          className="input font-mono text-[12.5px]"
        />
      </div>
      <ModalCommands>
        <button type="button" className="button button-main" onClick={onClose}>
          {t('done')}
        </button>
      </ModalCommands>
    </Modal>
  )
}
