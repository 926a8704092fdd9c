import type { ReactNode } from 'react'

type Props = { label: string; value: ReactNode; note?: ReactNode }

/** One figure of a strip: what it is, the figure, and what it rests on. */
export function Fact({ label, value, note }: Props): ReactNode {
  return (
    <div className="min-w-0 border-line px-4 py-3 sm:px-6 sm:py-3.5 xl:px-5">
      <dt className="text-[12px] text-faint">{label}</dt>
      <dd>
        <span className="block figure break-words">{value}</span>
        {note !== undefined && <span className="block text-[12.5px] text-muted">{note}</span>}
      </dd>
    </div>
  )
}
