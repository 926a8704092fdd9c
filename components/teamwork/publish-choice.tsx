'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { shareLinksQuery } from '@/lib/api/share-queries'
import type { ShareLink } from '@/lib/api/share-replies'

type Props = {
  sessionId: string
  /** Ids of links. */
  chosen: readonly string[]
  disabled: boolean
  onChange: (chosen: readonly string[]) => void
}

/** Which tenants read a note too: those with a link to the run. Nobody does unless that is chosen. */
export function PublishChoice({ sessionId, chosen, disabled, onChange }: Props): ReactNode {
  const t = useTranslations('teamwork.notes')
  const { data, error } = useQuery(shareLinksQuery())
  if (data === undefined)
    return error === null ? null : <p className="text-[12.5px] text-muted">{t('linksUnreadable')}</p>
  const links = data.links.filter((link) => isOf(link, sessionId))
  if (links.length === 0) return <p className="text-[12.5px] text-muted">{t('noLinks')}</p>
  return (
    <fieldset className="grid gap-1">
      <legend className="text-[12.5px] text-muted">{t('publish')}</legend>
      {links.map((link) => (
        <label key={link.id} className="flex min-h-6 w-fit max-w-full cursor-pointer items-center gap-2">
          <input
            type="checkbox"
            className="size-4 shrink-0 accent-(--ink)"
            checked={chosen.includes(link.id)}
            disabled={disabled}
            onChange={({ target }) =>
              onChange(target.checked ? [...chosen, link.id] : chosen.filter((id) => id !== link.id))
            }
          />
          <span className="min-w-0 foreign-text">
            <bdi className="font-[560]">{link.label}</bdi>
            {link.tenant?.name && (
              <span className="text-muted">
                {' '}
                · <bdi>{link.tenant.name}</bdi>
              </span>
            )}
            {link.state !== 'active' && <span className="text-muted"> · {t(`linkState.${link.state}`)}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}

const isOf = (link: ShareLink, sessionId: string): boolean =>
  link.state !== 'revoked' && link.runs.some((run) => run.sessionId === sessionId)
