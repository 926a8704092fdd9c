import { type ReactNode, useId } from 'react'

/** A titled part of a sheet. */
export function SheetSection({ title, children }: { title: string; children: ReactNode }): ReactNode {
  const id = useId()
  return (
    <section aria-labelledby={id} className="ages-surface card overflow-hidden">
      <h3 id={id} className="heading-2 border-b border-line px-4 py-2.5 sm:px-5">
        {title}
      </h3>
      {children}
    </section>
  )
}
