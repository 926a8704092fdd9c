'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'

type Props = {
  title: string
  onClose: () => void
  /** What would be lost by closing now; it is asked first. */
  unsaved?: string | null
  /** A command is under way: its answer must find the dialog open. */
  busy?: boolean
  wide?: boolean
  children: ReactNode
}

/**
 * A dialog over the page, on the browser's own element: it holds the focus, keeps the page behind it quiet and gives
 * the focus back. What has `data-first-focus` gets it first, else the heading. Closing never loses anything unasked.
 */
export function Modal({
  title,
  onClose,
  unsaved = null,
  busy = false,
  wide = false,
  children,
}: Props): ReactNode {
  const t = useTranslations('shareLinks.dialog')
  const titleId = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const [asking, setAsking] = useState(false)

  // Before the element is taken away: only `close` gives the focus back.
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    const first = element?.querySelector<HTMLElement>('[data-first-focus]')
    ;(first ?? element?.querySelector<HTMLElement>('h2'))?.focus()
    return () => element?.close()
  }, [])

  const close = (): void => {
    if (busy) return
    if (unsaved === null) onClose()
    else setAsking(true)
  }
  // A browser lets a second Escape pass over `cancel`; it cannot pass over the key.
  const onKeyDown = (event: KeyboardEvent): void => {
    // What lies over the dialog, such as the card of a time, has its own Escape.
    if (event.key !== 'Escape' || event.defaultPrevented) return
    event.preventDefault()
    close()
  }
  // At the end of the page: what ages around the button that opened it does not dim the dialog.
  return createPortal(
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the element's own Escape, asked first
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        close()
      }}
      onKeyDown={onKeyDown}
      className={`modal ${wide ? '[--modal-width:760px]' : ''}`}
    >
      <div className="sticky top-0 z-10 border-b border-line bg-surface">
        <div className="flex items-start justify-between gap-3 px-4 py-3 sm:px-6">
          <h2
            id={titleId}
            tabIndex={-1}
            className="min-w-0 pt-0.5 text-[16px] font-[640] foreign-text outline-none"
          >
            {title}
          </h2>
          <button
            type="button"
            onClick={close}
            disabled={busy}
            aria-label={t('close')}
            title={t('close')}
            className="grid size-8 shrink-0 place-items-center rounded-lg text-muted hover:bg-sunken hover:text-text"
          >
            <X aria-hidden className="size-4" />
          </button>
        </div>
        {asking && unsaved !== null && (
          <div
            role="alert"
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t border-line bg-sunken px-4 py-2.5 sm:px-6"
          >
            <p className="font-[560]">{unsaved}</p>
            <div className="flex gap-2">
              <button type="button" className="button" onClick={onClose}>
                {t('closeAnyway')}
              </button>
              <button type="button" className="button" onClick={() => setAsking(false)}>
                {t('stay')}
              </button>
            </div>
          </div>
        )}
      </div>
      {children}
    </dialog>,
    document.body,
  )
}

/** The dialog's commands, in sight however long it is. */
export function ModalCommands({ children }: { children: ReactNode }): ReactNode {
  return (
    <div className="sticky bottom-0 z-10 flex flex-wrap items-center justify-end gap-2 border-t border-line bg-surface px-4 py-3 sm:px-6">
      {children}
    </div>
  )
}
