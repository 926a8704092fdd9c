'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { ScreenView } from '@/lib/api/screen-replies'
import { Instant } from '../instant'
import { fill } from '../rich-tags'
import { useScopeWords } from './use-scope-words'

type Props = {
  screen: ScreenView
  /** Of the server. */
  build: string
  /** Else what it said of itself is of then. */
  isInContact: boolean
}

/** What is known of a display: what it shows, on what, and how its page is. */
export function ScreenFacts({ screen, build, isInContact }: Props): ReactNode {
  const t = useTranslations('screens.list')
  const scopeWords = useScopeWords()
  const { report } = screen
  const said = (what: string): string => (isInContact ? what : t('whenSeen', { what }))
  return (
    <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-2 xl:grid-cols-3">
      <Part label={t('shows')}>{scopeWords(screen.scope)}</Part>
      <Part label={t('device')}>{screen.client ?? t('deviceUnknown')}</Part>
      <Part label={t('display')}>
        {report === null
          ? t('notTold')
          : t('size', {
              width: String(report.size.width),
              height: String(report.size.height),
              ratio: report.size.pixelRatio,
            })}
        {isInContact && report?.page && <> · {t('page', report.page)}</>}
      </Part>
      <Part label={t('sound')}>{report === null ? t('notTold') : said(t(`soundState.${report.sound}`))}</Part>
      <Part label={t('build')}>
        {report === null
          ? t('notTold')
          : report.build === build
            ? t('buildCurrent', { build: report.build })
            : t(isInContact ? 'buildOlder' : 'buildThen', { build: report.build })}
      </Part>
      <Part label={t('paired')}>
        {t.rich('pairedBy', { at: fill(<Instant at={screen.createdAtUtc} />), name: screen.createdBy })}
      </Part>
    </dl>
  )
}

function Part({ label, children }: { label: string; children: ReactNode }): ReactNode {
  return (
    <div className="min-w-0">
      <dt className="text-[12px] text-faint">{label}</dt>
      <dd className="foreign-text">{children}</dd>
    </div>
  )
}
