'use client'

import { Check, Copy } from 'lucide-react'
import { useTranslations } from 'next-intl'
import dynamic from 'next/dynamic'
import type { ReactNode } from 'react'
import { useCopyText } from '../use-copy-text'

// Only a browser without a clipboard needs it.
const CopyByHand = dynamic(() => import('./copy-by-hand').then((it) => it.CopyByHand), { ssr: false })

type Props = {
  /** Written at the moment of copying, so that the data's age is true. */
  toText: () => string
  /** Failures in the text. */
  count: number
  /** Whose failure it is, for who does not see the button beside it. */
  name?: string | undefined
}

/** Puts one failure, or all of them, onto the clipboard, and says so. */
export function CopyTicket({ toText, count, name }: Props): ReactNode {
  const t = useTranslations('ticket')
  const { state, copy, forget } = useCopyText()
  const copied = state.kind === 'copied'
  const Icon = copied ? Check : Copy
  return (
    <>
      <button
        type="button"
        className="button"
        aria-label={name === undefined ? undefined : t('copyOf', { name })}
        onClick={() => copy(toText())}
      >
        <Icon aria-hidden className="size-3.5" />
        {count > 1 ? t('copyAll', { count }) : t('copy')}
      </button>
      <output className={copied ? 'text-[12.5px] text-muted' : 'sr-only'}>
        {copied && t('copied', { count })}
      </output>
      {state.kind === 'blocked' && <CopyByHand text={state.text} onClose={forget} />}
    </>
  )
}
