'use client'

import { ChevronRight } from 'lucide-react'
import { type ReactNode, useState } from 'react'

type Props = {
  summary: string
  /** Something in it needs to be seen: it cannot stay closed. */
  open?: boolean
  className?: string
  children: ReactNode
}

/** What most people need not see, one press away. */
export function Disclosure({ summary, open = false, className = '', children }: Props): ReactNode {
  const [opened, setOpened] = useState(false)
  return (
    <details
      open={open || opened}
      onToggle={(event) => setOpened(event.currentTarget.open)}
      className={`group min-w-0 ${className}`}
    >
      <summary className="flex min-h-8 w-fit cursor-pointer list-none items-center gap-1.5 rounded-md font-[560] [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-4 text-faint group-open:rotate-90" />
        {summary}
      </summary>
      {children}
    </details>
  )
}
