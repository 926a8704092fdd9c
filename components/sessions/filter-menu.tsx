'use client'

import * as Popover from '@radix-ui/react-popover'
import { Check, ChevronDown } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { moveFocus } from './move-focus'

export type Choice = {
  value: string
  text: ReactNode
  /** How many runs there are of it, where that is known. */
  count?: number
}

type Props = {
  /** What is chosen by it. */
  label: string
  /** What the chip says while nothing is chosen. */
  all: string
  value: string | null
  /** What is chosen, in words. */
  chosen: ReactNode
  choices: readonly Choice[]
  onChoose: (value: string | null) => void
  onOpen?: () => void
  /** In place of choices that are not there. */
  note?: string | null
}

/** From so many on, the choices have a search of their own. */
const SEARCH_FROM = 9

/** One chip of the filter bar, which opens the choices. Arrow keys go through them, Escape leads back to the chip. */
export function FilterMenu(props: Props): ReactNode {
  const { label, all, value, chosen, choices, onChoose, onOpen, note = null } = props
  const t = useTranslations('sessions.filter')
  const [open, setOpen] = useState(false)
  const [sought, setSought] = useState('')
  const change = (next: boolean): void => {
    if (next) onOpen?.()
    else setSought('')
    setOpen(next)
  }
  const choose = (next: string | null): void => {
    change(false)
    if (next !== value) onChoose(next)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    moveFocus(event.currentTarget, '[data-choice]', event.key === 'ArrowDown' ? 1 : -1)
  }
  const shown =
    sought === '' ? choices : choices.filter((it) => it.value.toLowerCase().includes(sought.toLowerCase()))
  return (
    <Popover.Root open={open} onOpenChange={change}>
      <Popover.Trigger asChild>
        <button
          type="button"
          className={`chip ${value === null ? '' : 'chip-on'}`}
          aria-label={value === null ? `${label}: ${all}` : undefined}
        >
          {value === null ? (
            all
          ) : (
            <>
              <span className="sr-only">{label}: </span>
              <span className="max-w-[22ch] truncate">{chosen}</span>
            </>
          )}
          <ChevronDown aria-hidden className="size-3 shrink-0 opacity-70" />
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={6}
          collisionPadding={12}
          aria-label={label}
          onKeyDown={onKeyDown}
          className="popover w-[280px]"
        >
          {choices.length >= SEARCH_FROM && (
            <input
              type="search"
              aria-label={t('searchIn', { label })}
              placeholder={t('searchIn', { label })}
              value={sought}
              onChange={(event) => setSought(event.target.value)}
              className="input mb-1.5"
            />
          )}
          <ul className="grid max-h-[min(320px,50vh)] gap-0.5 overflow-y-auto">
            <Item text={all} isChosen={value === null} onChoose={() => choose(null)} />
            {shown.map((it) => (
              <Item
                key={it.value}
                text={it.text}
                {...(it.count !== undefined && { count: it.count })}
                isChosen={it.value === value}
                onChoose={() => choose(it.value)}
              />
            ))}
          </ul>
          {(note !== null || shown.length === 0) && (
            <p className="px-2 pt-1.5 text-[12.5px] text-muted">{note ?? t('noSuchName')}</p>
          )}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

type ItemProps = { text: ReactNode; count?: number; isChosen: boolean; onChoose: () => void }

function Item({ text, count, isChosen, onChoose }: ItemProps): ReactNode {
  const t = useTranslations('sessions.filter')
  return (
    <li>
      <button
        type="button"
        data-choice
        aria-pressed={isChosen}
        onClick={onChoose}
        className="flex min-h-8 w-full items-center gap-2 rounded-lg px-2 py-1 text-start hover:bg-sunken focus-visible:bg-sunken"
      >
        <Check aria-hidden className={`size-4 shrink-0 ${isChosen ? '' : 'invisible'}`} />
        <span className="min-w-0 flex-1 foreign-text">{text}</span>
        {count !== undefined && (
          <span className="text-[12px] text-faint">
            <span aria-hidden>{count}</span>
            <span className="sr-only">{t('runs', { count })}</span>
          </span>
        )}
      </button>
    </li>
  )
}
