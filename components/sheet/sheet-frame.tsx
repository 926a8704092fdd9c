'use client'

import { useTranslations } from 'next-intl'
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { useShortcut } from '../keys/use-shortcut'
import { closeSheet, takeOpener } from './sheet-history'
import { SHEET_TITLE } from './sheet-head'
import { useNarrow } from './use-narrow'

type Props = {
  /** Which sheet it is: a new one gets the focus, and a new state of the same one does not. */
  id: string
  children: ReactNode
}

/**
 * The sheet's surface. Where there is room it stands beside the page, which stays in use; on a phone it covers the page
 * as a dialog. It takes the focus when it opens, named by its heading, and gives it back to what opened it.
 */
export function SheetFrame({ id, children }: Props): ReactNode {
  const narrow = useNarrow()
  return narrow ? <Covering id={id}>{children}</Covering> : <Beside id={id}>{children}</Beside>
}

function Beside({ id, children }: Props): ReactNode {
  const t = useTranslations('sheet')
  const element = useRef<HTMLElement>(null)
  useShortcut({ keys: 'escape', label: t('close'), group: 'session' }, closeSheet)
  useFocus(element, id)
  return (
    <aside
      ref={element}
      aria-labelledby={SHEET_TITLE}
      tabIndex={-1}
      data-testid="sheet"
      className="fixed inset-y-0 right-0 z-30 w-[min(480px,60vw)] overflow-y-auto overscroll-contain border-l border-line-strong bg-surface shadow-card outline-none [--term-width:128px] print:hidden"
    >
      {children}
    </aside>
  )
}

function Covering({ id, children }: Props): ReactNode {
  const element = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const dialog = element.current
    dialog?.showModal()
    // The browser has chosen the first button; what the sheet is about comes first.
    dialog?.focus()
    return () => dialog?.close()
  }, [])
  useFocus(element, id)
  // A browser lets a second Escape pass over `cancel`; it cannot pass over the key.
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    closeSheet()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the element's own Escape
    <dialog
      ref={element}
      aria-labelledby={SHEET_TITLE}
      tabIndex={-1}
      data-testid="sheet"
      onCancel={(event) => {
        event.preventDefault()
        closeSheet()
      }}
      onKeyDown={onKeyDown}
      className="m-0 h-dvh max-h-none w-screen max-w-none overflow-y-auto overscroll-contain bg-surface text-text outline-none [--term-width:128px]"
    >
      {children}
    </dialog>
  )
}

/** Into the sheet when one opens, unless the focus is in it already; back when it is gone. */
function useFocus(element: RefObject<HTMLElement | null>, id: string): void {
  const last = useRef(id)
  useEffect(() => {
    last.current = id
    const sheet = element.current
    if (sheet === null) return
    sheet.scrollTo?.({ top: 0 })
    if (!sheet.contains(document.activeElement)) sheet.focus({ preventScroll: true })
  }, [element, id])
  useEffect(
    () => () => {
      const nowhere = document.activeElement === document.body || document.activeElement === null
      // A virtual row may have been built anew meanwhile: its link is another element with the same name.
      const links = [...document.querySelectorAll<HTMLElement>('[data-sheet]')]
      const link = links.find((it) => it.dataset['sheet'] === last.current)
      const back = takeOpener() ?? link ?? document.querySelector<HTMLElement>('#content')
      if (nowhere) back?.focus({ preventScroll: true })
    },
    [],
  )
}
