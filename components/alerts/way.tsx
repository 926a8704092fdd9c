'use client'

import { TriangleAlert } from 'lucide-react'
import { type ReactNode, useId } from 'react'

type Props = {
  label: string
  on: boolean
  onSwitch: (on: boolean) => void
  /** Whether it works here, in words. */
  state: string
  troubled: boolean
  /** What the test's button is called. */
  test: string
  /** Null: there is nothing to test. */
  onTest: (() => void) | null
  children?: ReactNode
}

/** One way to alert: its switch, whether the browser lets it, and a test. */
export function Way({ label, on, onSwitch, state, troubled, test, onTest, children }: Props): ReactNode {
  const stateId = useId()
  return (
    <div className="grid gap-2 border-t border-line pt-3">
      <div className="flex items-center justify-between gap-3">
        <label className="flex min-h-6 items-center gap-2 font-[560]">
          <input
            type="checkbox"
            checked={on}
            aria-describedby={stateId}
            onChange={(event) => onSwitch(event.target.checked)}
            className="size-4 shrink-0 accent-ink"
          />
          {label}
        </label>
        {onTest && (
          <button type="button" className="button" onClick={onTest}>
            {test}
          </button>
        )}
      </div>
      <p
        id={stateId}
        className={`flex items-start gap-1.5 text-[12.5px] ${troubled ? 'text-text' : 'text-muted'}`}
      >
        {troubled && <TriangleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0 text-status-warning" />}
        <span>{state}</span>
      </p>
      {children}
    </div>
  )
}
