import { type ReactNode, useId } from 'react'

/** A titled list of facts; children are {@link Description} lines. */
export function FactCard({ title, children }: { title: string; children: ReactNode }): ReactNode {
  const id = useId()
  return (
    <section aria-labelledby={id} className="card overflow-hidden">
      <h2 id={id} className="heading-2 border-b border-line px-4 py-3 sm:px-5">
        {title}
      </h2>
      <dl>{children}</dl>
    </section>
  )
}
