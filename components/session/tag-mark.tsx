'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { RunTagView } from '@/lib/api/replies'
import { TAG_LOOK } from './tag-look'

/** What an operator says a run was, in shape and word; nothing for a run that nobody has tagged. */
export function TagMark({ tag, className = '' }: { tag: RunTagView | null; className?: string }): ReactNode {
  const t = useTranslations('session.tag')
  if (tag === null) return null
  const Icon = TAG_LOOK[tag.kind]
  return (
    <span
      data-testid="tag-mark"
      className={`inline-flex items-center gap-1 rounded-full border border-line-strong px-2 py-px text-[12px] leading-[18px] font-[560] whitespace-nowrap text-text ${className}`}
    >
      <Icon aria-hidden className="size-3 shrink-0" />
      {t(`kind.${tag.kind}`)}
    </span>
  )
}
