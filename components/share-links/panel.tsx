import { type ReactNode, useId } from 'react'

type Props = { title: string; aside?: ReactNode; children: ReactNode }

/** One part of a link's details. */
export function Panel({ title, aside, children }: Props): ReactNode {
  const id = useId()
  return (
    <section aria-labelledby={id} className="card min-w-0">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-line px-4 sm:px-5 py-2.5">
        <h3 id={id} className="heading-2">
          {title}
        </h3>
        {aside}
      </div>
      {children}
    </section>
  )
}
