'use client'

import type { ReactNode } from 'react'

type Props<Key extends string> = {
  label: string
  options: readonly { key: Key; text: string }[]
  chosen: Key
  onChoose: (key: Key) => void
}

/** One of a few, side by side. */
export function Choice<Key extends string>({ label, options, chosen, onChoose }: Props<Key>): ReactNode {
  return (
    <fieldset aria-label={label} className="flex shrink-0 rounded-lg border border-line p-px">
      {options.map(({ key, text }) => (
        <button
          key={key}
          type="button"
          aria-pressed={key === chosen}
          onClick={() => onChoose(key)}
          className={`min-h-7 rounded-[7px] px-2.5 text-[12.5px] font-[550] ${key === chosen ? 'bg-sunken text-text' : 'text-muted hover:text-text'}`}
        >
          {text}
        </button>
      ))}
    </fieldset>
  )
}
