'use client'

import { Command } from 'cmdk'
import { ArrowLeft, Search, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { isPressed } from '../keys/match-keys'
import { PALETTE_KEYS } from '../keys/help-keys'
import { PaletteItem } from './palette-item'
import type { PaletteEntry, PaletteGroup } from './palette-entry'

type Props = {
  sought: string
  onSeek: (text: string) => void
  groups: readonly PaletteGroup[]
  /** What is still under way, or has failed. */
  state: string | null
  onBack?: () => void
  onClose: () => void
}

/** The browser's own dialog: it keeps the page quiet and gives the focus back. The list is steered from the text field. */
export function PaletteDialog({ sought, onSeek, groups, state, onBack, onClose }: Props): ReactNode {
  const t = useTranslations('habits.palette')
  const habits = useTranslations('habits')
  const dialog = useRef<HTMLDialogElement>(null)
  // Until somebody moves through the list, the first line is meant, also when more lines come above it.
  const [moved, setMoved] = useState<string | null>(null)
  const byHand = useRef(false)
  const filled = groups.filter(({ entries }) => entries.length > 0)

  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    element?.querySelector('input')?.focus()
    return () => element?.close()
  }, [])

  const ids = filled.flatMap(({ entries }) => entries.map(({ id }) => id))
  const meant = moved !== null && ids.includes(moved) ? moved : (ids[0] ?? '')
  const seek = (text: string): void => {
    byHand.current = false
    setMoved(null)
    onSeek(text)
  }

  // The library selects by itself too, whenever its lines change.
  const move = (id: string): void => {
    if (byHand.current) setMoved(id)
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    if (/^(Arrow(Up|Down)|Home|End)$/.test(event.key) || event.ctrlKey) byHand.current = true
    const closes = event.key === 'Escape' || isPressed(PALETTE_KEYS, event.nativeEvent)
    const leavesPart = event.key === 'Backspace' && sought === '' && onBack !== undefined
    if (!closes && !leavesPart) return
    event.preventDefault()
    if (leavesPart) onBack()
    else onClose()
  }
  const choose = (entry: PaletteEntry): void => {
    // Closed first: a key of the page rests while a dialog is open, and the focus has to be back.
    if (!entry.stays) {
      dialog.current?.close()
      onClose()
    }
    entry.run()
  }
  return createPortal(
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the element's own Escape and its backdrop
    <dialog
      ref={dialog}
      aria-label={t('label')}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onPointerDown={(event) => {
        // The backdrop is the element itself.
        if (event.target === event.currentTarget) onClose()
      }}
      onKeyDownCapture={onKeyDown}
      onPointerMoveCapture={() => {
        byHand.current = true
      }}
      className="modal palette"
    >
      <Command
        label={t('input')}
        shouldFilter={false}
        loop
        value={meant}
        onValueChange={move}
        className="grid max-h-[inherit]"
      >
        <div className="flex items-center gap-2.5 border-b border-line px-3.5">
          {onBack === undefined ? (
            <Search aria-hidden className="size-4 shrink-0 text-faint" />
          ) : (
            <button
              type="button"
              onClick={onBack}
              aria-label={t('back')}
              title={t('back')}
              className={corner}
            >
              <ArrowLeft aria-hidden className="size-4" />
            </button>
          )}
          <Command.Input
            value={sought}
            onValueChange={seek}
            placeholder={onBack === undefined ? t('placeholder') : habits('preferences.zone.placeholder')}
            className="h-12 w-full min-w-0 bg-transparent text-[14.5px] outline-none placeholder:text-faint"
          />
          <button
            type="button"
            onClick={onClose}
            aria-label={habits('close')}
            title={habits('close')}
            className={corner}
          >
            <X aria-hidden className="size-4" />
          </button>
        </div>
        <Command.List label={t('label')} className="overflow-y-auto overscroll-contain p-1.5">
          {filled.map(({ id, heading, entries }) => (
            <Command.Group key={id} heading={heading} className="palette-group">
              {entries.map((entry) => (
                <PaletteItem key={entry.id} entry={entry} onChoose={() => choose(entry)} />
              ))}
            </Command.Group>
          ))}
        </Command.List>
        {(state !== null || ids.length === 0) && (
          <p className="border-t border-line px-4 py-2.5 text-[12.5px] text-muted">{state ?? t('none')}</p>
        )}
        <output className="sr-only">{state ?? t('results', { count: ids.length })}</output>
      </Command>
    </dialog>,
    document.body,
  )
}

const corner = 'grid size-7 shrink-0 place-items-center rounded-md text-muted hover:bg-sunken hover:text-text'
