'use client'

import { Printer } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useHydrated } from '../use-hydrated'

/** There only where it works: without scripts, the browser's own menu prints. */
export function PrintButton(): ReactNode {
  const t = useTranslations('report.actions')
  const hydrated = useHydrated()
  return (
    <button
      type="button"
      className={`button ${hydrated ? '' : 'invisible'}`}
      disabled={!hydrated}
      onClick={() => window.print()}
    >
      <Printer aria-hidden className="size-3.5" />
      {t('print')}
    </button>
  )
}
