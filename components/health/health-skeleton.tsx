'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Bone, Skeleton } from '../skeleton'

const CARDS = ['a', 'b', 'c', 'd'] as const
const LINES = ['a', 'b', 'c', 'd', 'e'] as const

export function HealthSkeleton(): ReactNode {
  const t = useTranslations('health')
  return (
    <Skeleton text={t('loading')}>
      <div className="mx-auto grid max-w-[1360px] gap-4 px-4 pt-5 pb-12 sm:px-6">
        <h1 className="heading-1">{t('title')}</h1>
        <div className="grid gap-4 lg:grid-cols-2">
          {CARDS.map((card) => (
            <div key={card} className="card grid gap-4 p-5">
              {LINES.map((line) => (
                <div key={line} className="flex gap-6">
                  <Bone className="h-3.5 w-28" />
                  <Bone className="h-3.5 w-44" />
                </div>
              ))}
            </div>
          ))}
        </div>
      </div>
    </Skeleton>
  )
}
