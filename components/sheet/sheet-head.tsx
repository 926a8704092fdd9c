'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { FreshnessMark } from '../freshness-notice'
import { KeptMark } from '../session/kept-mark'
import { usePageFreshness } from '../use-freshness'
import { closeSheet } from './sheet-history'

/** There is one sheet at a time. */
export const SHEET_TITLE = 'sheet-title'

type Props = {
  /** What kind of thing it shows. */
  kind: 'vm' | 'point'
  title: string
  /** False where nothing has been read yet, so that nothing has an age. */
  aged?: boolean
  /** When it was last seen, where it is older than the page. */
  keptUtc?: string | null
  /** Which one of how many. */
  place?: string
  /** Buttons before the one that closes. */
  children?: ReactNode
  /** A line under the title. */
  below?: ReactNode
}

/** What the sheet is about and how old that is; it stays while the rest scrolls. */
export function SheetHead({
  kind,
  title,
  aged = true,
  keptUtc = null,
  place,
  children,
  below,
}: Props): ReactNode {
  const t = useTranslations('sheet')
  const freshness = usePageFreshness()
  return (
    <header className="ages-surface sticky top-0 z-10 border-b border-line bg-surface px-4 pt-2.5 pb-3 sm:px-5">
      <div className="flex items-center justify-between gap-3">
        <p className="flex min-w-0 flex-wrap items-center gap-x-2 text-[12.5px] text-faint">
          <span>{t(`kind.${kind}`)}</span>
          {place !== undefined && (
            <>
              <span aria-hidden>·</span>
              <span>{place}</span>
            </>
          )}
          {aged && (
            <>
              <span aria-hidden>·</span>
              {keptUtc === null ? <FreshnessMark freshness={freshness} /> : <KeptMark sinceUtc={keptUtc} />}
            </>
          )}
        </p>
        <div className="flex shrink-0 items-center gap-1">
          {children}
          <button
            type="button"
            onClick={closeSheet}
            aria-label={t('close')}
            title={t('close')}
            className="grid size-8 place-items-center rounded-lg text-muted hover:bg-sunken hover:text-text"
          >
            <X aria-hidden className="size-4" />
          </button>
        </div>
      </div>
      <h2
        id={SHEET_TITLE}
        dir="auto"
        className="line-clamp-3 text-[17px] leading-[1.35] font-[640] tracking-[-0.01em] foreign-text"
        title={title}
      >
        {title}
      </h2>
      {below}
    </header>
  )
}
