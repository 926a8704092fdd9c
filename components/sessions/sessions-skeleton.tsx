'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Bone, Skeleton } from '../skeleton'

const FIGURES = ['a', 'b', 'c', 'd'] as const
const CARDS = ['a', 'b', 'c'] as const
const CHIPS = ['w-24', 'w-24', 'w-24', 'w-20', 'w-32', 'w-20'] as const
const ROWS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const

export function SessionsSkeleton(): ReactNode {
  const t = useTranslations('sessions')
  return (
    <Skeleton text={t('loading')}>
      <div className="mx-auto grid max-w-[1360px] grid-cols-[minmax(0,1fr)] gap-5 px-4 pt-5 pb-12 sm:px-6 min-[1800px]:max-w-[1760px] min-[2400px]:max-w-[2320px]">
        <h1 className="heading-1">{t('title')}</h1>
        <div className="card grid grid-cols-2 md:grid-cols-4 xl:grid-cols-[repeat(4,minmax(0,1fr))_minmax(320px,1.7fr)]">
          {FIGURES.map((it) => (
            <div key={it} className="grid content-start gap-2.5 px-[18px] py-3.5">
              <Bone className="h-3 w-24" />
              <Bone className="h-6 w-10" />
            </div>
          ))}
          <div className="grid gap-2 px-[18px] py-3.5 max-md:col-span-2 md:max-xl:col-span-4">
            <Bone className="h-3 w-40" />
            <Bone className="h-7 w-full" />
            <Bone className="h-3 w-48" />
          </div>
        </div>
        <h2 className="heading-2">{t('running')}</h2>
        <div className="-mt-2 grid gap-3 sm:grid-cols-[repeat(auto-fill,minmax(340px,1fr))]">
          {CARDS.map((it) => (
            <div key={it} className="card grid gap-3 p-4">
              <Bone className="h-4 w-48" />
              <Bone className="h-4 w-32" />
              <Bone className="h-2 w-full" />
              <Bone className="h-3 w-40" />
              <Bone className="h-3 w-56" />
            </div>
          ))}
        </div>
        <h2 className="heading-2">{t('history')}</h2>
        <div className="-mt-2 card">
          <div className="flex flex-wrap gap-2 border-b border-line px-3.5 py-3">
            {CHIPS.map((width, index) => (
              // Bones have no identity of their own.
              // oxlint-disable-next-line react/no-array-index-key
              <Bone key={index} className={`h-7 rounded-full ${width}`} />
            ))}
          </div>
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
