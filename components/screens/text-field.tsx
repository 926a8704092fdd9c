'use client'

import { type ComponentProps, type ReactNode, useId } from 'react'
import { Fault } from '../fault'

type Props = ComponentProps<'input'> & { label: string; hint: string; fault: string | null }

export function TextField({ label, hint, fault, className = '', ...input }: Props): ReactNode {
  const id = useId()
  return (
    <div className="grid min-w-0 gap-1">
      <label htmlFor={id} className="font-[560]">
        {label}
      </label>
      <input
        {...input}
        id={id}
        type="text"
        aria-invalid={fault !== null}
        aria-describedby={fault === null ? `${id}-hint` : `${id}-fault ${id}-hint`}
        className={`input ${className}`}
      />
      {fault !== null && <Fault id={`${id}-fault`}>{fault}</Fault>}
      <p id={`${id}-hint`} className="text-[12.5px] text-muted">
        {hint}
      </p>
    </div>
  )
}
