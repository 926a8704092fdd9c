'use client'

import { type ReactNode, useEffect, useRef } from 'react'

type Props = {
  question: string
  action: string
  otherwise: string
  busy: boolean
  onAction: () => void
  onOtherwise: () => void
}

/** A small command asks where it stands. It takes the focus from the button that it replaces. */
export function AskInPlace({ question, action, otherwise, busy, onAction, onOtherwise }: Props): ReactNode {
  const first = useRef<HTMLButtonElement>(null)
  useEffect(() => first.current?.focus(), [])
  return (
    <div className="flex flex-wrap items-center gap-2">
      <p className="mr-auto max-w-[64ch]">{question}</p>
      <button ref={first} type="button" className="button button-main" disabled={busy} onClick={onAction}>
        {action}
      </button>
      <button type="button" className="button" disabled={busy} onClick={onOtherwise}>
        {otherwise}
      </button>
    </div>
  )
}
