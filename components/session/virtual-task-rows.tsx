'use client'

import { defaultRangeExtractor, type Range, useWindowVirtualizer } from '@tanstack/react-virtual'
import { Fragment, type ReactNode, useCallback, useLayoutEffect, useRef, useState } from 'react'
import type { TaskView } from '@/lib/api/replies'
import { GridBody } from '../grid-table'
import { TaskRow, type TaskRowContext } from './task-row'

const ROW_PX = 38
const OVERSCAN = 14
/** What the server assumes of the window, so that its page already has rows. */
const FIRST_WINDOW = { width: 1280, height: 900 }

type Props = TaskRowContext & { tasks: readonly TaskView[] }

/**
 * Rows in and near the window, with spacers for the others, so that the page scrolls as if all were there. The row that
 * holds the focus stays in the document wherever it is, or the focus would be lost.
 */
export function VirtualTaskRows({ tasks, sessionId, sessionStartUtc, rpoTargetMs }: Props): ReactNode {
  const body = useRef<HTMLTableSectionElement>(null)
  const [offset, setOffset] = useState(0)
  const [focused, setFocused] = useState<number | null>(null)
  // The rule is about the React compiler, which is not in use.
  // oxlint-disable-next-line react/incompatible-library
  const rows = useWindowVirtualizer<HTMLTableRowElement>({
    count: tasks.length,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN,
    scrollMargin: offset,
    initialRect: FIRST_WINDOW,
    getItemKey: (index) => tasks[index]?.key ?? index,
    rangeExtractor: (range) => withRow(range, focused),
  })
  const measure = useCallback((row: HTMLTableRowElement | null) => rows.measureElement(row), [rows])

  // What stands above the table grows and shrinks, and moves the start of the rows with it.
  useLayoutEffect(() => {
    const measureOffset = (): void => {
      if (body.current) setOffset(Math.round(body.current.getBoundingClientRect().top + window.scrollY))
    }
    measureOffset()
    const observer = new ResizeObserver(measureOffset)
    observer.observe(document.body)
    return () => observer.disconnect()
  }, [])

  let endPx = offset
  const shown = rows.getVirtualItems()
  return (
    <GridBody
      ref={body}
      onFocus={(event) => setFocused(toIndex(event.target))}
      onBlur={() => setFocused(null)}
    >
      {shown.map((item) => {
        const task = tasks[item.index]
        const gapPx = item.start - endPx
        endPx = item.end
        if (task === undefined) return null
        return (
          <Fragment key={item.key}>
            <Spacer px={gapPx} />
            <TaskRow
              task={task}
              index={item.index}
              sessionId={sessionId}
              sessionStartUtc={sessionStartUtc}
              rpoTargetMs={rpoTargetMs}
              measure={measure}
            />
          </Fragment>
        )
      })}
      <Spacer px={rows.getTotalSize() + offset - endPx} />
    </GridBody>
  )
}

function Spacer({ px }: { px: number }): ReactNode {
  return px < 1 ? null : <tr aria-hidden role="presentation" className="task-spacer" style={{ height: px }} />
}

function withRow(range: Range, index: number | null): number[] {
  const indexes = defaultRangeExtractor(range)
  if (index === null || indexes.includes(index)) return indexes
  return [...indexes, index].sort((a, b) => a - b)
}

function toIndex(target: Element): number | null {
  const index = target.closest<HTMLElement>('[data-index]')?.dataset['index']
  return index === undefined ? null : Number(index)
}
