'use client'

import { Check, Copy } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useRef } from 'react'
import { useCopied } from '../use-copied'

/** The UTC text of a moment, for a ticket or a query. Where there is no clipboard it is selected, and the keys do the rest. */
export function CopyMoment({ at }: { at: string }): ReactNode {
  const t = useTranslations('habits.time')
  const text = useRef<HTMLElement>(null)
  const { state, copy } = useCopied()

  const press = async (): Promise<void> => {
    if (!(await copy(at)) && text.current) document.getSelection()?.selectAllChildren(text.current)
  }
  const Icon = state === 'copied' ? Check : Copy
  return (
    <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
      <code ref={text} className="font-mono text-[12px] text-muted">
        {at}
      </code>
      <button type="button" onClick={() => void press()} className="button min-h-[26px] px-2.5">
        <Icon aria-hidden className="size-3.5" />
        {state === 'copied' ? t('copied') : t('copy')}
      </button>
      <output className={state === 'refused' ? 'text-muted' : 'sr-only'}>
        {state === 'refused' && t('select')}
        {state === 'copied' && t('copied')}
      </output>
    </span>
  )
}
