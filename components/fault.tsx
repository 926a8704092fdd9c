import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

/** What is wrong, beside the field or the command that it is about. */
export function Fault({ id, children }: { id?: string; children: ReactNode }): ReactNode {
  return (
    <p id={id} className="flex items-start gap-1.5 text-[12.5px] font-[560] text-status-failed">
      <CircleAlert aria-hidden className="mt-[3px] size-3.5 shrink-0" />
      <span className="min-w-0">{children}</span>
    </p>
  )
}
