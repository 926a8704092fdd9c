import type { ReactNode } from 'react'

export function Swatch({ colour }: { colour: string }): ReactNode {
  return (
    <span
      aria-hidden
      className="inline-block size-3.5 shrink-0 rounded-[4px] border border-line-strong"
      style={{ backgroundColor: colour }}
    />
  )
}
