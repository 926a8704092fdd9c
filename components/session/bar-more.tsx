'use client'

import { Ellipsis } from 'lucide-react'
import { useTranslations } from 'next-intl'
import dynamic from 'next/dynamic'
import { type ReactNode, useId } from 'react'
import type { SessionReply } from '@/lib/api/replies'
import { useDisclosure } from '../use-disclosure'

// It comes when it is asked for: few scroll down to ask for more.
const BarPanel = dynamic(() => import('./bar-panel').then((it) => it.BarPanel), { ssr: false })

type Props = {
  reply: SessionReply
  /** The line of the bar around the button; what the button opens hangs below it. */
  children: (button: ReactNode) => ReactNode
}

/** What the bar has no room for: facts in full, and the other actions. */
export function BarMore({ reply, children }: Props): ReactNode {
  const t = useTranslations('session.bar')
  const panelId = useId()
  const { open, setOpen, box, opener, onKeyDown, onBlur } = useDisclosure()
  const button = (
    <button
      ref={opener}
      type="button"
      aria-label={t('more')}
      title={t('more')}
      aria-expanded={open}
      aria-controls={panelId}
      onClick={() => setOpen(!open)}
      className="button shrink-0"
    >
      <Ellipsis aria-hidden className="size-4" />
    </button>
  )
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys of what stands in it
    <div ref={box} onKeyDown={onKeyDown} onBlur={onBlur}>
      {children(button)}
      <div
        id={panelId}
        hidden={!open}
        className="absolute end-4 top-[var(--session-bar)] mt-1 max-h-[calc(100vh-80px)] w-[min(360px,calc(100vw-32px))] overflow-y-auto rounded-xl border border-line-strong bg-surface p-3 text-[13px] shadow-card sm:end-6"
      >
        {open && <BarPanel reply={reply} onDone={() => setOpen(false)} />}
      </div>
    </div>
  )
}
