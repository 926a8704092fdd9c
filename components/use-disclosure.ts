'use client'

import { type FocusEvent, type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'

export type Disclosure = {
  open: boolean
  setOpen: (open: boolean) => void
  /** Of the element around the button and what it opens. */
  box: RefObject<HTMLDivElement | null>
  opener: RefObject<HTMLButtonElement | null>
  onKeyDown: (event: KeyboardEvent) => void
  onBlur: (event: FocusEvent) => void
}

/**
 * A panel that a button opens. It stays while it is used and while rows are polled, and closes by Escape, which gives the
 * button its focus back, by a press outside of it, and when the focus leaves it.
 */
export function useDisclosure(): Disclosure {
  const box = useRef<HTMLDivElement>(null)
  const opener = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  useEffect(() => {
    if (!open) return undefined
    const onPress = (event: PointerEvent): void => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false)
    }
    document.addEventListener('pointerdown', onPress)
    return () => document.removeEventListener('pointerdown', onPress)
  }, [open])
  return {
    open,
    setOpen,
    box,
    opener,
    onKeyDown(event) {
      if (!open || event.key !== 'Escape') return
      event.preventDefault()
      setOpen(false)
      opener.current?.focus()
    },
    onBlur(event) {
      if (event.relatedTarget instanceof Node && !box.current?.contains(event.relatedTarget)) setOpen(false)
    },
  }
}
