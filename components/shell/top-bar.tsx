import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { ReactNode } from 'react'
import type { MeReply } from '@/lib/api/access-replies'
import { pages } from '@/lib/api/paths'
import { AlertSettings } from '../alerts/alert-settings'
import { HelpHost } from '../keys/help-host'
import { PaletteButton } from '../palette/palette-button'
import { PreferencesButton } from '../preferences/preferences-button'
import { TimeCardHost } from '../time-card/time-card-host'
import { BrandMark } from './brand-mark'
import { FindBox } from './find-box'
import { MainNav } from './main-nav'
import { PersonMenu } from './person-menu'

export function TopBar({ me }: { me: MeReply }): ReactNode {
  const t = useTranslations('shell')
  return (
    <header className="border-b border-line bg-surface">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-40 focus:rounded-lg focus:bg-ink focus:px-3 focus:py-2 focus:text-on-ink"
      >
        {t('skip')}
      </a>
      <div className="flex min-h-12 flex-wrap items-center gap-x-2 gap-y-2 px-4 py-2 sm:px-6 lg:flex-nowrap">
        <Link
          href={pages.sessions()}
          className="mr-2 flex min-h-6 shrink-0 items-center gap-2 rounded-md text-[14.5px] font-[650] tracking-[-0.01em] sm:mr-4"
        >
          <BrandMark />
          <span className="max-md:sr-only">{t('brand')}</span>
        </Link>
        <MainNav may={me.may} />
        <div className="order-last w-full sm:order-none sm:ml-auto sm:flex sm:w-auto sm:flex-1 sm:justify-end lg:order-none">
          <FindBox />
        </div>
        <div className="ml-auto flex min-w-0 items-center gap-2 sm:ml-1">
          <PaletteButton may={me.may} />
          <AlertSettings />
          <PreferencesButton />
          <PersonMenu me={me} />
        </div>
      </div>
      <HelpHost />
      <TimeCardHost />
    </header>
  )
}
