'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { Counts } from '@/lib/failover/outcome'
import { STANDING_ORDER, STATUS_LOOK } from './status-look'

/** How many VMs stand where; standings without a VM are left out. */
export function CountLegend({ counts }: { counts: Counts }): ReactNode {
  const t = useTranslations('common.counted')
  return (
    <ul className="flex flex-wrap gap-x-3 gap-y-1 text-[12.5px] text-muted">
      {STANDING_ORDER.filter((it) => counts[it] > 0).map((it) => {
        const { Icon, text } = STATUS_LOOK[it]
        return (
          <li key={it} className="flex items-center gap-1 whitespace-nowrap">
            <Icon aria-hidden className={`ages size-[1.05em] ${text}`} />
            {t(it, { count: counts[it] })}
          </li>
        )
      })}
    </ul>
  )
}
