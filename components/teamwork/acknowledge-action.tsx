'use client'

import { Check } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useAcknowledge } from './acknowledge-desk'
import type { OpenFailure } from './open-failures'

/** Acknowledges one failure; nothing for whoever may not. */
export function AcknowledgeAction({ failure }: { failure: OpenFailure }): ReactNode {
  const t = useTranslations('teamwork.acknowledge')
  const common = useTranslations('common')
  const ask = useAcknowledge()
  if (ask === null) return null
  const { key, vmName } = failure
  const name = key === null ? t('actionRun') : t('actionVm', { vm: vmName ?? common('unnamedVm') })
  return (
    <button
      type="button"
      className="button"
      aria-haspopup="dialog"
      aria-label={name}
      onClick={() => ask([failure])}
    >
      <Check aria-hidden className="size-3.5" />
      {t('action')}
    </button>
  )
}

/** Acknowledges several at once. */
export function AcknowledgeAll({ failures }: { failures: readonly OpenFailure[] }): ReactNode {
  const t = useTranslations('teamwork.acknowledge')
  const ask = useAcknowledge()
  if (ask === null || failures.length < 2) return null
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line px-4 py-2">
      <p className="text-muted">{t('open', { count: failures.length })}</p>
      <button type="button" className="button" aria-haspopup="dialog" onClick={() => ask(failures)}>
        <Check aria-hidden className="size-3.5" />
        {t('all')}
      </button>
    </div>
  )
}
