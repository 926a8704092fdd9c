'use client'

import { type ReactNode, useId } from 'react'

type Props<Key extends string> = {
  legend: string
  options: readonly { key: Key; text: string; hint?: string }[]
  chosen: Key
  onChoose: (key: Key) => void
  children?: ReactNode
}

/** One of a few, each with what it means; `children` belong to what is chosen. */
export function RadioGroup<Key extends string>(props: Props<Key>): ReactNode {
  const { legend, options, chosen, onChoose, children } = props
  const name = useId()
  return (
    <fieldset className="grid min-w-0 content-start gap-1.5">
      <legend className="mb-1.5 font-[560]">{legend}</legend>
      {options.map(({ key, text, hint }) => (
        <label key={key} className="flex min-h-6 items-start gap-2.5">
          <input
            type="radio"
            name={name}
            checked={key === chosen}
            onChange={() => onChoose(key)}
            className="mt-[3px] size-4 shrink-0 accent-(--ink)"
          />
          <span className="min-w-0">
            {text}
            {hint !== undefined && <span className="block text-[12.5px] text-muted">{hint}</span>}
          </span>
        </label>
      ))}
      {children}
    </fieldset>
  )
}
