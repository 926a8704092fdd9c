'use client'

import { useTranslations } from 'next-intl'
import { type ChangeEvent, type ReactNode, useEffect, useRef } from 'react'

type Props = { name: string; checked: boolean; onChange: (event: ChangeEvent<HTMLInputElement>) => void }

/** Chooses one row; with Shift, all from the last one. */
export function RowCheck({ name, checked, onChange }: Props): ReactNode {
  const t = useTranslations('tasks.select')
  return (
    <label className="row-check">
      <input type="checkbox" aria-label={t('one', { name })} checked={checked} onChange={onChange} />
    </label>
  )
}

type AllProps = { chosen: 'all' | 'some' | 'none'; onChange: (chosen: boolean) => void }

export function AllCheck({ chosen, onChange }: AllProps): ReactNode {
  const t = useTranslations('tasks.select')
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (box.current) box.current.indeterminate = chosen === 'some'
  }, [chosen])
  return (
    <label className="row-check">
      <input
        ref={box}
        type="checkbox"
        aria-label={t('all')}
        checked={chosen === 'all'}
        onChange={(event) => onChange(event.target.checked)}
      />
    </label>
  )
}
