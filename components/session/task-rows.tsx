'use client'

import { type ReactNode, type RefObject, useCallback } from 'react'
import type { RowSelectionState } from '@tanstack/react-table'
import { GridBody } from '../grid-table'
import { PlannedRow } from '../tasks/planned-row'
import type { ShownRow } from '../tasks/shown-row'
import { standingOf } from '../tasks/standing-of'
import { useRowKeys } from '../tasks/use-row-keys'
import type { Why } from '../tasks/waiting-note'
import { TaskRow, type TaskRowContext } from './task-row'

export type TaskRowsProps = TaskRowContext & {
  rows: readonly ShownRow[]
  selection: RowSelectionState
  /** What holds back whoever waits. */
  why: Why | null
  onToggle: (key: string) => void
  body: RefObject<HTMLTableSectionElement | null>
}

type OneProps = Omit<TaskRowsProps, 'rows' | 'body' | 'onToggle'> & { row: ShownRow; index: number }

export function OneRow({ row, index, selection, why, ...context }: OneProps): ReactNode {
  if (row.kind === 'planned') {
    const { visible, measure, sessionStartUtc } = context
    const hasGantt = visible.has('gantt') && sessionStartUtc !== null
    return (
      <PlannedRow
        vm={row.vm}
        index={index}
        why={why}
        visible={visible}
        hasGantt={hasGantt}
        measure={measure}
      />
    )
  }
  const { task, order } = row.item
  return (
    <TaskRow
      task={task}
      index={index}
      order={order}
      selected={selection[task.key] === true}
      why={standingOf(task, context.over) === 'waiting' ? why : null}
      {...context}
    />
  )
}

/** All rows in the document, where the browser's own search finds them. */
export function TaskRows({ rows, body, onToggle, ...rest }: TaskRowsProps): ReactNode {
  const goTo = useCallback((index: number) => focusRow(body.current, index), [body])
  useRowKeys({ rows, body, goTo, onToggle })
  return (
    <GridBody ref={body}>
      {rows.map((row, index) => (
        <OneRow key={row.key} row={row} index={index} {...rest} />
      ))}
    </GridBody>
  )
}

/** The link of a row is where the keys lead to: Enter opens its sheet. @returns false if the row is not drawn */
export function focusRow(body: HTMLElement | null, index: number): boolean {
  const link = body?.querySelector<HTMLElement>(`[data-index="${index}"] .task-vm a`)
  if (!link) return false
  link.focus({ preventScroll: true })
  link.scrollIntoView({ block: 'nearest' })
  return true
}
