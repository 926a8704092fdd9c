'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Bone, Skeleton } from '../skeleton'

const FACTS = ['a', 'b', 'c', 'd'] as const
const ACTIONS = ['a', 'b', 'c'] as const
const ROWS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const

export function SessionSkeleton(): ReactNode {
  const t = useTranslations('session')
  return (
    <Skeleton heading={t('metaTitle')} text={t('loading')}>
      <div className="border-b border-line bg-surface">
        <div className="grid gap-2.5 px-4 pt-4 pb-4 sm:px-6">
          <Bone className="h-3 w-52 max-w-full" />
          <Bone className="h-6 w-80 max-w-full" />
        </div>
        <div className="grid border-t border-line sm:grid-cols-2 xl:grid-cols-[1.7fr_repeat(4,1fr)]">
          <div className="grid gap-3 px-4 py-4 sm:col-span-2 sm:px-6 xl:col-span-1">
            <Bone className="h-5 w-40" />
            <Bone className="h-2.5 w-full" />
            <Bone className="h-3 w-64 max-w-full" />
          </div>
          {FACTS.map((it) => (
            <div key={it} className="grid content-start gap-2 border-line px-4 py-4 sm:px-5 xl:border-l">
              <Bone className="h-3 w-20" />
              <Bone className="h-5 w-28" />
              <Bone className="h-3 w-32" />
            </div>
          ))}
        </div>
        <div className="flex gap-2 border-t border-line px-4 py-2.5 sm:px-6">
          {ACTIONS.map((it) => (
            <Bone key={it} className="h-[30px] w-28" />
          ))}
        </div>
      </div>
      <div className="p-4 sm:px-6">
        <div className="card">
          {ROWS.map((it) => (
            <div key={it} className="flex h-10 items-center gap-6 border-b border-line px-4 last:border-b-0">
              <Bone className="h-3 w-32" />
              <Bone className="h-3 w-20" />
              <Bone className="ml-auto h-3 w-24 max-sm:hidden" />
              <Bone className="h-3 w-36 max-md:hidden" />
            </div>
          ))}
        </div>
      </div>
    </Skeleton>
  )
}
