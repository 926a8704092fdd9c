import type { ReactNode } from 'react'

type Props = { id: string; title: string; children: ReactNode }

/** One part of the report; its heading stays with what follows when pages break. */
export function ReportSection({ id, title, children }: Props): ReactNode {
  return (
    <section aria-labelledby={id} data-testid={id} className="report-section">
      <h2 id={id} className="heading-2 mb-2">
        {title}
      </h2>
      {children}
    </section>
  )
}
