'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Bone, Skeleton } from '../skeleton'

const FACTS = ['a', 'b', 'c', 'd', 'e', 'f', 'g'] as const

export function PointSkeleton(): ReactNode {
  const t = useTranslations('point')
  return (
    <Skeleton heading={t('metaTitle')} text={t('loading')}>
      <div className="mx-auto grid max-w-[960px] gap-4 px-4 pt-4 pb-12 sm:px-6">
        <Bone className="h-3 w-52" />
        <Bone className="h-6 w-72 max-w-full" />
        <div className="card grid gap-4 p-5">
          {FACTS.map((it) => (
            <div key={it} className="flex gap-6">
              <Bone className="h-3.5 w-32" />
              <Bone className="h-3.5 w-48" />
            </div>
          ))}
        </div>
      </div>
    </Skeleton>
  )
}
