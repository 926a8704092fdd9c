'use client'

import { Copy, Download } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import type { TaskItem } from './task-columns'
import { toTaskCsv, toTaskLines } from './task-text'

type Props = {
  /** The chosen rows, in the order in which they are shown; of those that are not shown, in the run's own. */
  items: readonly TaskItem[]
  /** How many of them are not shown at present. */
  hiddenCount: number
  run: Parameters<typeof toTaskCsv>[1]
  fileName: string
  onClear: () => void
}

/** What can be done with chosen rows. */
export function SelectionBar({ items, hiddenCount, run, fileName, onClear }: Props): ReactNode {
  const t = useTranslations('tasks.select')
  const [said, setSaid] = useState('')
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(toTaskLines(items, run))
      setSaid(t('copied', { count: items.length }))
    } catch {
      setSaid(t('copyFailed'))
    }
  }
  return (
    <div
      data-testid="selection"
      className="sticky bottom-0 z-20 flex flex-wrap items-center gap-2 border-t border-line-strong bg-surface px-4 py-2 text-[12.5px] print:hidden"
    >
      <span className="font-[560]">{t('count', { count: items.length })}</span>
      {hiddenCount > 0 && <span className="text-muted">{t('hidden', { count: hiddenCount })}</span>}
      <button type="button" className="button" onClick={() => void copy()}>
        <Copy aria-hidden className="size-3.5" />
        {t('copy')}
      </button>
      <button type="button" className="button" onClick={() => save(toTaskCsv(items, run), fileName)}>
        <Download aria-hidden className="size-3.5" />
        {t('csv')}
      </button>
      <button type="button" className="button" onClick={onClear}>
        {t('clear')}
      </button>
      <output className="text-muted">{said}</output>
    </div>
  )
}

function save(text: string, fileName: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  // The browser has taken the file by then; the address would keep it in memory.
  setTimeout(() => URL.revokeObjectURL(url), 0)
}
