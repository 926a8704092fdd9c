import type { ReactNode } from 'react'
import './share.css'

type Props = {
  /** The provider's colour, as a line: it carries no meaning and no text. */
  accent: string | null
  level?: string
  children: ReactNode
}

/** One column of a letter. */
export function LetterFrame({ accent, level, children }: Props): ReactNode {
  return (
    <div data-freshness={level} className="letter-page min-h-dvh">
      {accent !== null && <div aria-hidden className="letter-accent h-1" style={{ background: accent }} />}
      <div className="letter mx-auto w-full max-w-[760px] px-5 pt-7 pb-14 text-[16px] leading-[1.55]">
        {children}
      </div>
    </div>
  )
}
