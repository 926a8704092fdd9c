import type { ReactNode } from 'react'

type Props = { label: string; className?: string; children: ReactNode }

/** A table that is wider than a small window scrolls by itself, by keyboard too; the page never does. */
export function SidewaysRegion({ label, className = '', children }: Props): ReactNode {
  return (
    // What scrolls has to be reachable by keyboard. Relative: texts for screen readers are placed in it and not beside it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section aria-label={label} tabIndex={0} className={`relative overflow-x-auto ${className}`}>
      {children}
    </section>
  )
}
