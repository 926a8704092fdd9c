'use client'

import { MonitorOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { pages } from '@/lib/api/paths'
import type { ScreenListReply, ScreenView } from '@/lib/api/screen-replies'
import { fill } from '../rich-tags'
import { useHydrated } from '../use-hydrated'
import { ScreenCard } from './screen-card'

type Props = {
  reply: ScreenListReply
  screens: readonly ScreenView[]
  arrivedAtWallMs: number
  publicOrigin: string | null
  onDone: (words: string) => void
}

export function ScreenList({ screens, publicOrigin, ...rest }: Props): ReactNode {
  const t = useTranslations('screens.list')
  return (
    <section aria-labelledby="screens-title" className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id="screens-title" className="heading-2">
          {t('title')}
        </h2>
        {screens.length > 0 && (
          <p className="text-[12.5px] text-muted">{t('count', { count: screens.length })}</p>
        )}
      </div>
      {screens.length === 0 ? (
        <Empty publicOrigin={publicOrigin} />
      ) : (
        <ul className="grid grid-cols-[minmax(0,1fr)] gap-3">
          {screens.map((screen) => (
            <ScreenCard key={screen.id} screen={screen} {...rest} />
          ))}
        </ul>
      )}
    </section>
  )
}

function Empty({ publicOrigin }: Pick<Props, 'publicOrigin'>): ReactNode {
  const t = useTranslations('screens.list')
  const hydrated = useHydrated()
  const origin = publicOrigin ?? (hydrated ? window.location.origin : '')
  const wall = <strong className="font-semibold break-all">{`${origin}${pages.wall()}`}</strong>
  return (
    <div className="card grid justify-items-start gap-2 px-4 py-6 sm:px-6">
      <MonitorOff aria-hidden className="size-6 text-muted" />
      <p className="font-[560]">{t('none')}</p>
      <p className="max-w-[64ch] text-muted">{t.rich('noneHow', { wall: fill(wall) })}</p>
    </div>
  )
}
