'use client'

import { type ReactNode, useId } from 'react'
import { Fault } from '../fault'

type Control = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': boolean }

type Props = {
  label: string
  hint?: ReactNode
  /** What is wrong with it and how to put it right. */
  fault?: string | null | undefined
  className?: string
  children: (control: Control) => ReactNode
}

/** A label, its control, and the words that belong to it. */
export function Field({ label, hint, fault = null, className = '', children }: Props): ReactNode {
  const id = useId()
  const described = [hint === undefined ? '' : `${id}-hint`, fault === null ? '' : `${id}-fault`]
  return (
    <div className={`grid min-w-0 content-start gap-1 ${className}`}>
      <label htmlFor={id} className="font-[560]">
        {label}
      </label>
      {children({
        id,
        'aria-describedby': described.join(' ').trim() || undefined,
        'aria-invalid': fault !== null,
      })}
      {fault !== null && <Fault id={`${id}-fault`}>{fault}</Fault>}
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-[12.5px] text-muted">
          {hint}
        </p>
      )}
    </div>
  )
}
