'use client'

import { Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useRef } from 'react'
import { useShortcut } from '../keys/use-shortcut'

type Props = { text: string; onText: (text: string) => void }

/** Looks through all rows, also those that the browser's own search cannot see because they are not drawn. */
export function TaskSearch({ text, onText }: Props): ReactNode {
  const t = useTranslations('tasks')
  const box = useRef<HTMLInputElement>(null)
  useShortcut({ keys: 's', label: t('keys.search'), group: 'session' }, () => box.current?.focus())
  return (
    <div className="relative w-full sm:w-[210px]">
      <Search aria-hidden className="pointer-events-none absolute top-2 left-2.5 size-3.5 text-faint" />
      <input
        ref={box}
        type="search"
        aria-label={t('search.label')}
        placeholder={t('search.placeholder')}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => onText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          onText('')
          box.current?.blur()
        }}
        className="input min-h-[30px] py-0.5 pl-8 text-[12.5px]"
      />
    </div>
  )
}
