'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { LINK_LOOK, type LinkState } from './link-look'

export function LinkStateWord({ state }: { state: LinkState }): ReactNode {
  const t = useTranslations('shareLinks.state')
  const { Icon, text } = LINK_LOOK[state]
  return (
    <span className={`inline-flex items-center gap-1.5 font-[560] whitespace-nowrap ${text}`}>
      <Icon aria-hidden className="size-[1.05em] shrink-0" />
      {t(state)}
    </span>
  )
}
