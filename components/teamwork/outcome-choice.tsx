'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { FinalOutcome } from '@/lib/failover/finalisation'

type Props = {
  choice: FinalOutcome | 'none'
  chosen: boolean
  /** What the replica points agree on. */
  suggested: boolean
  disabled: boolean
  onChoose: () => void
}

export function OutcomeChoice({ choice, chosen, suggested, disabled, onChoose }: Props): ReactNode {
  const t = useTranslations('teamwork.finalise')
  return (
    <label className="grid cursor-pointer grid-cols-[auto_minmax(0,1fr)] gap-x-2.5 rounded-lg px-2 py-1.5 hover:bg-sunken">
      <input
        type="radio"
        name="outcome"
        value={choice}
        checked={chosen}
        disabled={disabled}
        onChange={onChoose}
        className="mt-1 size-4 shrink-0 accent-(--ink)"
      />
      <span>
        <span className="font-[560]">{t(`outcome.${choice}`)}</span>
        {suggested && (
          <span className="ml-2 rounded-full border border-line-strong px-2 text-[12px] whitespace-nowrap">
            {t('suggested')}
          </span>
        )}
        <span className="block text-[12.5px] text-muted">{t(`hint.${choice}`)}</span>
      </span>
    </label>
  )
}
