'use client'

import { CircleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useId } from 'react'
import type { GoalDraft } from './target-draft'

type Props = {
  goal: 'rto' | 'rpo'
  draft: GoalDraft
  fault: string | null
  onChange: (draft: GoalDraft) => void
}

/** One goal in hours and minutes. */
export function TargetField({ goal, draft, fault, onChange }: Props): ReactNode {
  const t = useTranslations('session.target')
  const id = useId()
  const described = fault === null ? `${id}-hint` : `${id}-hint ${id}-fault`
  return (
    <fieldset data-goal={goal} aria-describedby={described} className="grid min-w-0 gap-1.5">
      <legend className="mb-1 font-[580]">{t(`goal.${goal}`)}</legend>
      <div className="flex flex-wrap gap-x-4 gap-y-2">
        {(['hours', 'minutes'] as const).map((unit) => (
          <label key={unit} className="flex items-center gap-2">
            <input
              className="input max-w-[88px] text-end"
              inputMode="numeric"
              autoComplete="off"
              maxLength={6}
              value={draft[unit]}
              placeholder="0"
              aria-invalid={fault !== null}
              onChange={(event) => onChange({ ...draft, [unit]: event.currentTarget.value })}
            />
            <span>{t(unit)}</span>
          </label>
        ))}
      </div>
      {fault !== null && (
        <p
          id={`${id}-fault`}
          role="alert"
          className="flex items-start gap-1.5 text-[12.5px] font-[560] text-status-failed"
        >
          <CircleAlert aria-hidden className="mt-[3px] size-3.5 shrink-0" />
          {fault}
        </p>
      )}
      <p id={`${id}-hint`} className="text-[12.5px] text-muted">
        {t(`hint.${goal}`)}
      </p>
    </fieldset>
  )
}
