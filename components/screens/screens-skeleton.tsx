'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Bone, Skeleton } from '../skeleton'

const CARDS = ['a', 'b', 'c'] as const

export function ScreensSkeleton(): ReactNode {
  const t = useTranslations('screens')
  return (
    <Skeleton text={t('loading')}>
      <div className="mx-auto grid max-w-[1360px] gap-5 px-4 pt-5 pb-12 sm:px-6">
        <h1 className="heading-1">{t('title')}</h1>
        <div className="grid gap-5 lg:grid-cols-[380px_minmax(0,1fr)]">
          <Bone className="h-96 rounded-xl" />
          <div className="grid content-start gap-3">
            {CARDS.map((card) => (
              <Bone key={card} className="h-28 rounded-xl" />
            ))}
          </div>
        </div>
      </div>
    </Skeleton>
  )
}
