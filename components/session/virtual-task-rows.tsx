'use client'

import { defaultRangeExtractor, type Range, useWindowVirtualizer } from '@tanstack/react-virtual'
import { Fragment, type ReactNode, useCallback, useLayoutEffect, useState } from 'react'
import { GridBody } from '../grid-table'
import { toIndex, useRowKeys } from '../tasks/use-row-keys'
import { focusRow, OneRow, type TaskRowsProps } from './task-rows'

const OVERSCAN = 12
/** What the server assumes of the window, so that its page already has rows. */
const FIRST_WINDOW = { width: 1280, height: 900 }
/** And of what stands above the rows, until it is measured: rows that are far below would only delay the first ones. */
const FIRST_OFFSET_PX = 400

type Props = TaskRowsProps & {
  /** Height of a row of one line, px. */
  rowPx: number
}

/**
 * Rows in and near the window, with spacers for the others, so that the page scrolls as if all were there. The row that
 * holds the focus stays in the document wherever it is, or the focus would be lost.
 */
export function VirtualTaskRows({ rows, body, rowPx, onToggle, ...rest }: Props): ReactNode {
  const [offset, setOffset] = useState(FIRST_OFFSET_PX)
  const [focused, setFocused] = useState<number | null>(null)
  const [wanted, setWanted] = useState<number | null>(null)
  const getItemKey = useCallback((index: number) => rows[index]?.key ?? index, [rows])
  const estimateSize = useCallback(() => rowPx, [rowPx])
  // The rule is about the React compiler, which is not in use.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useWindowVirtualizer<HTMLTableRowElement>({
    count: rows.length,
    estimateSize,
    overscan: OVERSCAN,
    scrollMargin: offset,
    initialRect: FIRST_WINDOW,
    getItemKey,
    rangeExtractor: (range) => withRows(range, [focused, wanted]),
  })
  const measure = useCallback((row: HTMLTableRowElement | null) => virtual.measureElement(row), [virtual])

  // What stands above the table grows and shrinks, and moves the start of the rows with it.
  useLayoutEffect(() => {
    const measureOffset = (): void => {
      if (body.current) setOffset(Math.round(body.current.getBoundingClientRect().top + window.scrollY))
    }
    measureOffset()
    const observer = new ResizeObserver(measureOffset)
    observer.observe(document.body)
    return () => observer.disconnect()
  }, [body])

  useLayoutEffect(() => {
    if (wanted === null) return
    focusRow(body.current, wanted)
    setWanted(null)
  }, [body, wanted])
  useRowKeys({ rows, body, goTo: setWanted, onToggle })

  let endPx = offset
  return (
    <GridBody
      ref={body}
      onFocus={(event) => setFocused(toIndex(event.target))}
      onBlur={() => setFocused(null)}
    >
      {virtual.getVirtualItems().map((item) => {
        const row = rows[item.index]
        const gapPx = item.start - endPx
        endPx = item.end
        if (row === undefined) return null
        return (
          <Fragment key={item.key}>
            <Spacer px={gapPx} />
            <OneRow row={row} index={item.index} {...rest} measure={measure} />
          </Fragment>
        )
      })}
      <Spacer px={virtual.getTotalSize() + offset - endPx} />
    </GridBody>
  )
}

function Spacer({ px }: { px: number }): ReactNode {
  return px < 1 ? null : <tr aria-hidden role="presentation" className="task-spacer" style={{ height: px }} />
}

function withRows(range: Range, indexes: readonly (number | null)[]): number[] {
  const all = new Set(defaultRangeExtractor(range))
  for (const index of indexes) if (index !== null && index < range.count) all.add(index)
  return [...all].sort((a, b) => a - b)
}
