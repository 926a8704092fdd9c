'use client'

import { useSearchParams } from 'next/navigation'
import type { MouseEvent, ReactNode } from 'react'
import { type SheetTarget, toSheetId, withSheet } from './sheet-address'
import { openSheet } from './sheet-history'

type Props = {
  sheet: SheetTarget
  children: ReactNode
  className?: string
  title?: string | undefined
  'aria-label'?: string | undefined
}

/**
 * A link to a side sheet of this page: a true address for a new tab, a bookmark or a colleague; a plain click opens the
 * sheet beside what stands here. Keys of the page find it by `data-sheet`.
 */
export function SheetLink({ sheet, children, ...rest }: Props): ReactNode {
  const search: ReturnType<typeof useSearchParams> | null = useSearchParams()
  const onClick = (event: MouseEvent<HTMLAnchorElement>): void => {
    const { button, metaKey, ctrlKey, shiftKey, altKey } = event
    if (event.defaultPrevented || button !== 0 || metaKey || ctrlKey || shiftKey || altKey) return
    event.preventDefault()
    openSheet(sheet, event.currentTarget)
  }
  return (
    // oxlint-disable-next-line nextjs/no-html-link-for-pages -- the router would ask the server for the page anew
    <a
      href={withSheet(search?.toString() ?? '', sheet)}
      data-sheet={toSheetId(sheet)}
      onClick={onClick}
      {...rest}
    >
      {children}
    </a>
  )
}
