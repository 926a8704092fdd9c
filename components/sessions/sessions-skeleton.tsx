'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Bone, Skeleton } from '../skeleton'

const FIGURES = ['a', 'b', 'c', 'd'] as const
const CARDS = ['a', 'b', 'c'] as const
const ROWS = ['a', 'b', 'c', 'd', 'e', 'f'] as const

export function SessionsSkeleton(): ReactNode {
  const t = useTranslations('sessions')
  return (
    <Skeleton text={t('loading')}>
      <div className="mx-auto grid max-w-[1360px] gap-5 px-4 pt-5 pb-12 sm:px-6">
        <h1 className="heading-1">{t('title')}</h1>
        <div className="card grid grid-cols-2 sm:grid-cols-4">
          {FIGURES.map((it) => (
            <div key={it} className="grid gap-2 px-5 py-4">
              <Bone className="h-3 w-24" />
              <Bone className="h-6 w-10" />
            </div>
          ))}
        </div>
        <div className="grid gap-3 sm:grid-cols-[repeat(auto-fill,minmax(340px,1fr))]">
          {CARDS.map((it) => (
            <div key={it} className="card grid gap-3 p-4">
              <Bone className="h-4 w-48" />
              <Bone className="h-4 w-32" />
              <Bone className="h-2 w-full" />
              <Bone className="h-3 w-40" />
            </div>
          ))}
        </div>
        <div className="card">
          {ROWS.map((it) => (
            <div key={it} className="flex h-10 items-center gap-6 border-b border-line px-4 last:border-b-0">
              <Bone className="h-3 w-20" />
              <Bone className="h-3 w-36" />
              <Bone className="ml-auto h-3 w-24 max-sm:hidden" />
            </div>
          ))}
        </div>
      </div>
    </Skeleton>
  )
}
