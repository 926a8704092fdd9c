import type { ReactNode } from 'react'

type Props = { term: string; children: ReactNode; note?: ReactNode }

/** One line of a list of facts: term beside value, above it where the room is short. `--term-width` fits it to its place. */
export function Description({ term, children, note }: Props): ReactNode {
  return (
    <div className="grid gap-x-6 border-b border-line px-4 py-2.5 last:border-b-0 sm:grid-cols-[var(--term-width,200px)_minmax(0,1fr)] sm:px-5">
      <dt className="text-faint">{term}</dt>
      <dd className="min-w-0 foreign-text">
        {children}
        {note !== undefined && <span className="block text-[12.5px] text-muted">{note}</span>}
      </dd>
    </div>
  )
}
