'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Bone } from '../skeleton'
import { SheetHead } from './sheet-head'

const LINES = ['a', 'b', 'c', 'd', 'e', 'f', 'g'] as const

/** The sheet before its facts are there. It can be closed already. */
export function SheetWaiting({ kind }: { kind: 'vm' | 'point' }): ReactNode {
  const t = useTranslations('sheet')
  return (
    <>
      <SheetHead kind={kind} title={t(`kind.${kind}`)} aged={false} />
      <div aria-busy="true" className="grid gap-4 px-4 py-5 sm:px-5">
        <output className="sr-only">{t('loading')}</output>
        {LINES.map((line) => (
          <Bone key={line} className="h-4 w-full" />
        ))}
      </div>
    </>
  )
}
