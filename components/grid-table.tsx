// A table that is laid out as a grid loses its roles in some browsers, so they are written out, here and nowhere else.
/* oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role */
import type { ComponentProps, ReactNode } from 'react'

export const GridTable = (props: ComponentProps<'table'>): ReactNode => <table role="table" {...props} />
export const GridHead = (props: ComponentProps<'thead'>): ReactNode => <thead role="rowgroup" {...props} />
export const GridBody = (props: ComponentProps<'tbody'>): ReactNode => <tbody role="rowgroup" {...props} />
export const GridRow = (props: ComponentProps<'tr'>): ReactNode => <tr role="row" {...props} />
export const GridCell = (props: ComponentProps<'td'>): ReactNode => <td role="cell" {...props} />

export const GridColumnHead = (props: ComponentProps<'th'>): ReactNode => (
  <th role="columnheader" scope="col" {...props} />
)
export const GridRowHead = (props: ComponentProps<'th'>): ReactNode => (
  <th role="rowheader" scope="row" {...props} />
)
