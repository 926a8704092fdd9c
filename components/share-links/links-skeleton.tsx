import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Bone, Skeleton } from '../skeleton'

export function LinksSkeleton(): ReactNode {
  const t = useTranslations('shareLinks')
  return (
    <Skeleton text={t('loading')}>
      <div className="grid gap-3">
        <Bone className="h-9 w-full max-w-[520px]" />
        <div className="card grid gap-5 p-4">
          {['first', 'second', 'third'].map((key) => (
            <Bone key={key} className="h-8 w-full" />
          ))}
        </div>
      </div>
    </Skeleton>
  )
}
