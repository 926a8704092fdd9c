'use client'

import { RefreshCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useShortcut } from '../keys/use-shortcut'
import { withInstant } from '../rich-tags'
import { StatusWord } from '../status-word'
import type { Since } from './use-held-items'

type Props = {
  /** When the rows took their places, ms by Enterprise Manager's clock. */
  atMs: number
  since: Since
  moved: boolean
  onAgain: () => void
}

/** That rows have kept their places although their values moved on, and the press that sorts them again. */
export function HeldNote({ atMs, since, moved, onAgain }: Props): ReactNode {
  const t = useTranslations('tasks')
  const comeOrGo = since.failed + since.others
  const isOld = comeOrGo > 0 || moved
  useShortcut({ keys: 'r', label: t('keys.again'), group: 'session' }, onAgain, isOld)
  return (
    <div
      data-testid="held"
      className="flex min-h-[43px] flex-wrap items-center gap-x-2 gap-y-1 border-b border-line bg-sunken px-4 py-1.5 text-[12.5px] text-muted print:hidden"
    >
      <span>{t.rich('held.asOf', withInstant(new Date(atMs).toISOString()))}</span>
      {since.failed > 0 && (
        <StatusWord standing="failed">{t('held.failed', { count: since.failed })}</StatusWord>
      )}
      {since.others > 0 && <span>{t('held.comeOrGo', { count: since.others })}</span>}
      {comeOrGo === 0 && moved && <span>{t('held.moved')}</span>}
      {isOld && (
        <button type="button" className="button" onClick={onAgain}>
          <RefreshCw aria-hidden className="size-3.5" />
          {t('held.again')}
        </button>
      )}
    </div>
  )
}
