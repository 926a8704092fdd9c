'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { ShareLink } from '@/lib/api/share-replies'
import { Description } from '../description'
import { Swatch } from './swatch'
import { LANGUAGE_NAMES } from './languages'
import { Panel } from './panel'

/** What the tenant reads and what not. */
export function LinkTerms({ link }: { link: ShareLink }): ReactNode {
  const t = useTranslations('shareLinks')
  const aliases = Object.keys(link.aliases).length
  return (
    <Panel title={t('terms.title')}>
      <dl>
        <Description term={t('terms.vms')}>
          {t(`fields.vms.${link.show.vms}`)}
          {link.show.vms === 'aliases' && aliases > 0 && (
            <span className="text-muted"> · {t('terms.aliases', { count: aliases })}</span>
          )}
        </Description>
        <Description term={t('terms.failures')}>{t(`fields.failures.${link.show.failures}`)}</Description>
        <Words term={t('fields.message.label')} text={link.message} />
        <Words term={t('fields.failureNote.label')} text={link.failureNote} />
        <Words term={t('fields.next.label')} text={link.next} fallback={t('terms.nextDefault')} />
        <Description term={t('terms.language')}>
          {LANGUAGE_NAMES[link.language]} · {link.timeZone}
        </Description>
        <Description term={t('terms.passcode')}>
          {t(link.hasPasscode ? 'terms.asked' : 'terms.notAsked')}
        </Description>
        <Description term={t('terms.provider')}>
          {link.providerName ?? t('terms.fromProfile')}
          {link.contact !== null && <span className="block text-[12.5px] text-muted">{link.contact}</span>}
          {link.accent !== null && (
            <span className="flex items-center gap-1.5 text-[12.5px] text-muted">
              <Swatch colour={link.accent} /> {link.accent}
            </span>
          )}
        </Description>
      </dl>
    </Panel>
  )
}

function Words({
  term,
  text,
  fallback,
}: {
  term: string
  text: string | null
  fallback?: string
}): ReactNode {
  const t = useTranslations('shareLinks.terms')
  return (
    <Description term={term}>
      {text === null ? (
        <span className="text-muted">{fallback ?? t('none')}</span>
      ) : (
        <span dir="auto" className="block text-start whitespace-pre-line">
          {text}
        </span>
      )}
    </Description>
  )
}
