'use client'

import { useTranslations } from 'next-intl'
import { type RefObject, useEffect } from 'react'
import { useShortcut } from '../keys/use-shortcut'
import type { ShownRow } from './shown-row'

type Input = {
  rows: readonly ShownRow[]
  body: RefObject<HTMLElement | null>
  goTo: (index: number) => unknown
  onToggle: (key: string) => void
}

/** Keys that go from VM to VM. Where the focus is, there is the cursor: it is seen, spoken, and Enter opens its sheet. */
export function useRowKeys({ rows, body, goTo, onToggle }: Input): void {
  const t = useTranslations('tasks.keys')
  const hasRows = rows.length > 0
  const move = (by: 1 | -1): void => {
    const from = focusedIndex(body.current)
    if (from === null) return void goTo(firstInView(body.current))
    let to = from + by
    // What stands in the plan only has nothing to open.
    while (rows[to]?.kind === 'planned') to += by
    if (rows[to]) goTo(to)
  }
  const toggle = (): void => {
    const index = focusedIndex(body.current)
    const row = index === null ? undefined : rows[index]
    if (row?.kind === 'task') onToggle(row.key)
  }
  useShortcut({ keys: 'j', label: t('down'), group: 'session' }, () => move(1), hasRows)
  useShortcut({ keys: 'k', label: t('up'), group: 'session' }, () => move(-1), hasRows)
  useShortcut({ keys: 'x', label: t('select'), group: 'session' }, toggle, hasRows)

  // Arrows belong to the page until a row's own link has the focus.
  useEffect(() => {
    const element = body.current
    const onKeyDown = (event: KeyboardEvent): void => {
      const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : null
      const isLink = event.target instanceof Element && event.target.closest('.task-vm a') !== null
      if (by === null || !isLink || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      move(by)
    }
    element?.addEventListener('keydown', onKeyDown)
    return () => element?.removeEventListener('keydown', onKeyDown)
  })
}

export function toIndex(element: Element | null | undefined): number | null {
  const index = element?.closest<HTMLElement>('[data-index]')?.dataset['index']
  return index === undefined ? null : Number(index)
}

function focusedIndex(body: HTMLElement | null): number | null {
  const { activeElement } = document
  return body?.contains(activeElement) ? toIndex(activeElement) : null
}

/** The first row below the heading, which stays in place. */
function firstInView(body: HTMLElement | null): number {
  const shown = [...(body?.querySelectorAll<HTMLElement>('[data-index]') ?? [])]
  const heading = body?.parentElement?.querySelector('thead')?.getBoundingClientRect().bottom ?? 0
  const first = shown.find((row) => row.getBoundingClientRect().top >= Math.max(0, heading) - 1)
  return toIndex(first) ?? 0
}
