'use client'

import { useTranslations } from 'next-intl'
import { useCallback, type RefObject } from 'react'
import { useShortcut } from '../keys/use-shortcut'
import { moveFocus } from './move-focus'

const LINKS = '[data-run-link]'

/** `j` and `k` go through cards and rows, Enter opens the one that has the focus (it is a link), `n` shows what waits. */
export function useRowKeys(page: RefObject<HTMLElement | null>, waiting: number, release: () => void): void {
  const t = useTranslations('sessions.keys')
  const next = useCallback(() => moveFocus(page.current, LINKS, 1), [page])
  const previous = useCallback(() => moveFocus(page.current, LINKS, -1), [page])
  useShortcut({ keys: 'j', label: t('next'), group: 'list' }, next)
  useShortcut({ keys: 'k', label: t('previous'), group: 'list' }, previous)
  useShortcut({ keys: 'n', label: t('show'), group: 'list' }, release, waiting > 0)
}
