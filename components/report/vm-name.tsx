import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

/** A name that a tenant chose: whole, in its own direction, never wider than its place. */
export function VmName({ name }: { name: string | null }): ReactNode {
  const t = useTranslations('common')
  return (
    <bdi dir="auto" className="foreign-text">
      {name ?? t('unnamedVm')}
    </bdi>
  )
}
