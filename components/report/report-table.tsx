import type { ReactNode } from 'react'
import { GridCell, GridColumnHead, GridHead, GridRow, GridTable } from '../grid-table'

type TableProps = { label: string; columns: readonly string[]; className?: string; children: ReactNode }

/** A table that fits the sheet: its heading repeats on each page, and on a narrow screen each row is a card. */
export function ReportTable({ label, columns, className = '', children }: TableProps): ReactNode {
  return (
    <GridTable aria-label={label} className={`report-table ${className}`}>
      <GridHead>
        <GridRow>
          {columns.map((column) => (
            <GridColumnHead key={column}>{column}</GridColumnHead>
          ))}
        </GridRow>
      </GridHead>
      {children}
    </GridTable>
  )
}

/** A cell that names itself where the heading is out of sight. Hidden from screen readers: they read the column's. */
export function LabelledCell({ label, children }: { label: string; children: ReactNode }): ReactNode {
  return (
    <GridCell>
      <span aria-hidden className="cell-label">
        {label}
      </span>
      {children}
    </GridCell>
  )
}
