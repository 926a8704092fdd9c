'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { ShareLink } from '@/lib/api/share-replies'
import { withInstant } from '../rich-tags'
import { LinkStateWord } from '../share-links/link-state-word'

type Props = {
  links: readonly ShareLink[]
  /** Those that a person has taken out; all others are chosen. */
  left: ReadonlySet<string>
  disabled: boolean
  onChange: (id: string, isChosen: boolean) => void
}

/** Which tenants read of the later attempts, at the address that they have. */
export function LinkChoice({ links, left, disabled, onChange }: Props): ReactNode {
  const t = useTranslations('attempts.join')
  const row = useTranslations('shareLinks.row')
  if (links.length === 0) return <p className="text-muted">{t('noLinks')}</p>
  return (
    <fieldset className="grid min-w-0 gap-1.5" disabled={disabled}>
      <legend className="heading-2">{t('links')}</legend>
      <p className="text-[12.5px] text-muted">{t('linksWhy')}</p>
      <ul className="card divide-y divide-line">
        {links.map((link) => (
          <li key={link.id}>
            <label className="grid cursor-pointer grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 px-3.5 py-2.5 hover:bg-sunken">
              <input
                type="checkbox"
                className="size-6 accent-[var(--ink)]"
                checked={!left.has(link.id)}
                onChange={(event) => onChange(link.id, event.currentTarget.checked)}
              />
              <span className="min-w-0">
                <bdi className="font-[560] foreign-text">{link.label}</bdi>
                <span className="block text-[12.5px] text-muted">
                  <bdi className="foreign-text">{link.tenant?.name ?? row('tenantUnknown')}</bdi> ·{' '}
                  {t.rich('ends', withInstant(link.expiresAtUtc))}
                </span>
              </span>
              <LinkStateWord state={link.state} />
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  )
}
