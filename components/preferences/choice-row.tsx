'use client'

import { type ReactNode, useId } from 'react'

type Props<Key extends string> = {
  label: string
  choices: readonly { key: Key; text: string; icon?: ReactNode }[]
  chosen: Key | null
  onChoose: (key: Key) => void
  hint?: ReactNode
}

/** A few choices side by side, one of which holds. Radio buttons to the keyboard and to a screen reader. */
export function ChoiceRow<Key extends string>({
  label,
  choices,
  chosen,
  onChoose,
  hint,
}: Props<Key>): ReactNode {
  const name = useId()
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1.5 flex w-full items-baseline justify-between gap-3 text-[12px] font-[560] text-muted">
        {label}
        {hint !== undefined && <span className="font-normal text-faint">{hint}</span>}
      </legend>
      <div className="flex rounded-lg border border-line-strong bg-bg p-0.5">
        {choices.map(({ key, text, icon }) => (
          <label
            key={key}
            className="flex min-h-7 flex-1 cursor-pointer items-center justify-center gap-1.5 rounded-md text-[12.5px] whitespace-nowrap text-muted hover:text-text has-checked:bg-ink has-checked:font-[560] has-checked:text-on-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus"
          >
            <input
              type="radio"
              name={name}
              checked={key === chosen}
              onChange={() => onChoose(key)}
              className="sr-only"
            />
            {icon}
            {text}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
