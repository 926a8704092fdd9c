'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { type ReactNode, useState } from 'react'
import { pages } from '@/lib/api/paths'
import { createShareLink } from '@/lib/api/share-commands'
import { shareLinksQuery } from '@/lib/api/share-queries'
import type { ShareLinkMadeReply } from '@/lib/api/share-replies'
import { Modal } from '../modal'
import { AddressDialog } from './address-dialog'
import { ExistingLinks } from './existing-links'
import { browserZone, type DraftFaults, emptyDraft, isSame, toCreateBody } from './link-draft'
import { LinkForm } from './link-form'
import { type SharedSession, toOffers } from './link-offers'
import { ProviderNotice } from './provider-notice'
import { useShareCommand } from './use-share-command'

type Props = { session: SharedSession; onClose: () => void }

/** Gives a tenant a view of this run: by a link that there is, or by a new one. */
export function ShareDialog({ session, onClose }: Props): ReactNode {
  const t = useTranslations('shareLinks')
  const links = useQuery(shareLinksQuery())
  const [first] = useState(() =>
    emptyDraft(
      toLabel(session, (tenant) => t('new.labelOf', { tenant }), t('new.labelPlain')),
      browserZone(),
    ),
  )
  const [draft, setDraft] = useState(first)
  const [faults, setFaults] = useState<DraftFaults>({})
  const [made, setMade] = useState<ShareLinkMadeReply | null>(null)
  const create = useShareCommand(() => createShareLink(toCreateBody(session.id, draft)), setMade)

  if (made !== null) {
    return (
      <AddressDialog
        made={made}
        passcode={draft.passcode.kind === 'set' ? draft.passcode.text.trim() : null}
        onClose={onClose}
      >
        <Link href={`${pages.shareLinks()}#${made.id}`} className="button">
          {t('new.openLinks')}
        </Link>
      </AddressDialog>
    )
  }
  return (
    <Modal
      key="form"
      wide
      title={t('new.title')}
      onClose={onClose}
      unsaved={isSame(draft, first) ? null : t('dialog.typed')}
      busy={create.isPending}
    >
      <ProviderNotice />
      <ExistingLinks session={session} query={links} offers={toOffers(session, links.data?.links ?? [])} />
      <div className="px-4 pt-4 sm:px-6">
        <h3 className="heading-2">{t('new.heading')}</h3>
        <p className="text-muted">{t('new.explain')}</p>
      </div>
      <LinkForm
        draft={draft}
        onChange={setDraft}
        before={null}
        hasPasscode={false}
        faults={faults}
        onFaults={setFaults}
        onSubmit={() => create.mutate(undefined)}
        busy={create.isPending}
        error={create.error}
        action={t(create.isPending ? 'new.making' : 'new.make')}
      />
    </Modal>
  )
}

/** The tenant reads it: their own name, or none. A plan's name is the provider's and stays inside. */
function toLabel({ tenant }: SharedSession, ofTenant: (tenant: string) => string, plain: string): string {
  return (tenant?.name == null ? plain : ofTenant(tenant.name)).slice(0, 120)
}
