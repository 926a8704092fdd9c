'use client'

import { type OnChangeFn, type RowSelectionState, useTable } from '@tanstack/react-table'
import { type ChangeEvent, useCallback, useLayoutEffect, useMemo, useRef } from 'react'
import { columns, COLUMN_IDS, type ColumnId, features, type TaskItem } from './task-columns'
import type { Show } from './task-filter'
import type { Sort } from './use-table-view'

type Input = {
  items: TaskItem[]
  show: Show
  sought: string
  sort: Sort | null
  hidden: readonly ColumnId[]
  selection: RowSelectionState
  onSelectionChange: OnChangeFn<RowSelectionState>
}

/** TanStack Table over the rows of a run: it sorts, filters, hides columns and keeps the selection; we draw. */
export function useTaskTable(input: Input) {
  const { items, show, sought, sort, hidden, selection, onSelectionChange } = input
  const sorting = useMemo(() => (sort === null ? [] : [sort]), [sort])
  const columnFilters = useMemo(
    () => [
      ...(show === 'all' ? [] : [{ id: 'standing', value: show }]),
      ...(sought === '' ? [] : [{ id: 'search', value: sought }]),
    ],
    [show, sought],
  )
  const columnVisibility = useMemo(() => Object.fromEntries(hidden.map((id) => [id, false])), [hidden])
  // The rule is about the React compiler, which is not in use.
  // oxlint-disable-next-line react/incompatible-library
  const table = useTable({
    features,
    columns,
    data: items,
    getRowId: toRowId,
    state: { sorting, columnFilters, columnVisibility, rowSelection: selection },
    onRowSelectionChange: onSelectionChange,
  })
  const { rows } = table.getRowModel()
  const shownItems = useMemo(() => rows.map((row) => row.original), [rows])
  const visible: ReadonlySet<ColumnId> = useMemo(
    () => new Set(COLUMN_IDS.filter((id) => columnVisibility[id] !== false)),
    [columnVisibility],
  )
  // The object is another one at each render; what rows are given has to stay the same.
  const newest = useRef(table)
  useLayoutEffect(() => {
    newest.current = table
  })
  const onSelect = useCallback((key: string, event: ChangeEvent<HTMLInputElement>) => {
    newest.current.getRow(key, true).getToggleSelectedHandler()(event)
  }, [])
  const onToggle = useCallback((key: string) => newest.current.getRow(key, true).toggleSelected(), [])
  const onSelectAll = useCallback((all: boolean) => newest.current.toggleAllRowsSelected(all), [])
  return { shownItems, visible, onSelect, onToggle, onSelectAll }
}

const toRowId = ({ task }: TaskItem): string => task.key
